"""A cohort as of a day, as known on a day: its flow through the stages and its curve, by groups. Masks nothing.

One function of a viewer and a question; whoever shows the answer asks `shown_cohorts` what may be shown. Never writes.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import MINYEAR, date

from parcours_app.extensions import db
from parcours_app.queries.replayed import History, histories, within
from parcours_app.scope import Viewer
from workflows.codes import CODES
from workflows.cohorts import ENDINGS, Flow, Flowing, Member, Observation, Point, curve, follow, mature_until, members
from workflows.indicators import Profile

# A point every thirty days, for two years: what is told of a day tells nobody's own.
EVERY, LONGEST = 30, 720
# What a cohort may be narrowed to: facts frozen at the opening of the case.
GROUPS = ("public", "sex", "age", "level", "qpv", "rqth")


@dataclass(frozen=True, slots=True)
class AskedCohort:
    """The cohort that began from `since` to `until`, as of `on`, as known at the end of `known`.

    start, ending: what the curve runs from and to (workflows.cohorts).  group: a dimension of GROUPS and its value.
    """

    since: date
    until: date
    on: date
    known: date
    start: str = "opening"
    ending: str = "exit"
    group: tuple[str, str] | None = None

    @property
    def period(self) -> tuple[date, date]:
        """The days of the cohort, both ends inclusive."""
        return self.since, self.until

    @property
    def causes(self) -> tuple[str, ...]:
        """The events that exclude each other."""
        return ENDINGS[self.ending]

    @property
    def days(self) -> range:
        """The days of the curve: as far as the first who may belong to the cohort can have been seen."""
        return range(0, min(LONGEST, max(0, (self.on - self.since).days)) + 1, EVERY)

    @property
    def mature_until(self) -> int:
        """The last day of the curve on which everybody has been seen."""
        return mature_until(self.period, self.on)


class UnknownGroup(Exception):
    """A group that is none: no dimension of GROUPS, or a value that it does not have."""


def group_of(text: str) -> tuple[str, str] | None:
    """The group that an address or a command writes name:value; None for nothing. Raises UnknownGroup."""
    if not text:
        return None
    name, _, value = text.partition(":")
    if name not in GROUPS or value not in CODES[name]:
        raise UnknownGroup(text)
    return name, value


def usual_cohort(on: date, known: date | None = None) -> AskedCohort:
    """What a page opens with: those who began in the year before."""
    year = max(on.year - 1, MINYEAR)
    return AskedCohort(date(year, 1, 1), date(year, 12, 31), on, known or on)


@dataclass(frozen=True, slots=True)
class Group:
    """One group of the cohort. flow: cases opened in the period; followed, points: persons of the curve."""

    flow: Flow
    followed: int
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Cohort:
    """The answer: every group of the dimension asked, or the whole under "". The group asked may be absent: nobody."""

    asked: AskedCohort
    groups: Mapping[str, Group]


class _Gathering:
    """What is gathered of one group."""

    __slots__ = ("flow", "seen")

    def __init__(self) -> None:
        self.flow, self.seen = Flowing(), Counter[Observation]()

    def group(self, asked: AskedCohort) -> Group:
        return Group(self.flow.told(), self.seen.total(), tuple(curve(self.seen, asked.causes, asked.days)))


def cohort(viewer: Viewer, asked: AskedCohort) -> Cohort:
    """The cohort within the viewer's territory: its organisation, else its region, else the nation."""
    gathered: dict[str, _Gathering] = {"": _Gathering()} if asked.group is None else {}
    kept = within(viewer)
    for cases in histories(db.session(), viewer):
        found = members(_known(cases.values(), asked), asked.on)
        inside = [m for m in found if kept(m.profile) and asked.since <= m.opened_on <= asked.until]
        for name, those in _grouped(inside, asked).items():
            gathered.setdefault(name, _Gathering()).flow.take([member.stays for member in those])
        followed = follow([m.standing for m in found], asked.start, asked.ending, asked.period, asked.on)
        if followed is not None and kept(followed.profile):
            gathered.setdefault(_name(followed.profile, asked), _Gathering()).seen[followed.observation] += 1
    return Cohort(asked, {name: those.group(asked) for name, those in sorted(gathered.items())})


def _known(cases: Iterable[History], asked: AskedCohort) -> list[History]:
    return [[entry for entry in entries if entry.recorded_on <= asked.known] for entries in cases]


def _grouped(found: Sequence[Member], asked: AskedCohort) -> dict[str, list[Member]]:
    groups: dict[str, list[Member]] = {}
    for member in found:
        groups.setdefault(_name(member.profile, asked), []).append(member)
    return groups


def _name(profile: Profile, asked: AskedCohort) -> str:
    return "" if asked.group is None else str(getattr(profile, asked.group[0]))
