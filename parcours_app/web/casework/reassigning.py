"""Reassigning people, page by page: what was ticked, to whom, until when; the plan it makes and the loads it leads to.

Shared by the supervisor's page, which shows case numbers, and the counsellor's own absence, which shows names.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from parcours_app.queries.load import Load, loads
from parcours_app.queries.reassignable import all_of, picked
from parcours_app.scope import Viewer
from parcours_app.services.reassignments import Entrusted, Outcome, spread
from parcours_app.web import wording
from parcours_app.web.casework.move_parts import day_of, iso
from workflows.calendar import ONE_DAY, last_day_of
from workflows.stand_ins import LONGEST_MONTHS

TEMPORARY, FOR_GOOD = "temporary", "for_good"
TICKED, EVERYBODY = "ticked", "everybody"


@dataclass(frozen=True, slots=True)
class Asked:
    """A form as it was sent: whose people, which ones, to whom, for how long. kind: TEMPORARY, FOR_GOOD or nothing."""

    source: str
    scope: str = TICKED
    cases: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    kind: str = ""
    until: str = ""

    @property
    def last_day(self) -> date | None:
        """The last day of a replacement; None when it is for good, or no date."""
        return day_of(iso([self.until])) if self.kind == TEMPORARY else None


@dataclass(frozen=True, slots=True)
class Plan:
    """Who would get whom: the lines to send, and the loads of each colleague before and after."""

    lines: list[Entrusted]
    loads: list[tuple[str, Load, Load]] = field(default_factory=list)


def asked_in(source: str, form: MultiDict[str, str]) -> Asked:
    """The form, read; what makes no sense is left out."""
    return Asked(
        source,
        EVERYBODY if form.get("scope") == EVERYBODY else TICKED,
        tuple(dict.fromkeys(form.getlist("case"))),
        tuple(dict.fromkeys(form.getlist("to"))),
        form.get("kind", ""),
        form.get("until", "").strip(),
    )


def mistakes(asked: Asked, colleagues: Mapping[str, str], today: date) -> list[dict[str, str]]:
    """What is missing or impossible in the form, each leading to its question."""
    found = []
    if asked.scope == TICKED and not asked.cases:
        found.append(("#people", gettext("Tick at least one person, or choose everybody.")))
    if not asked.to or not set(asked.to) <= set(colleagues):
        found.append(("#group-to", gettext("Choose at least one colleague who takes over.")))
    if asked.kind not in (TEMPORARY, FOR_GOOD):
        found.append(("#kind", gettext("Say whether it is for good or until a day.")))
    if asked.kind == TEMPORARY and not _possible(asked.last_day, today):
        found.append(("#until", gettext("Give the last day of the replacement: from today on, 12 months at most.")))
    return [{"url": url, "message": message} for url, message in found]


def _possible(last: date | None, today: date) -> bool:
    return last is not None and today <= last <= last_day_of(today, LONGEST_MONTHS)


def planned(viewer: Viewer, asked: Asked, colleagues: Mapping[str, str]) -> Plan:
    """The plan of a form without mistakes: each person to the least loaded of the colleagues chosen."""
    people = all_of(viewer, asked.source) if asked.scope == EVERYBODY else picked(viewer, asked.cases)
    present = loads(viewer)
    by_load = {to: present.get(to, Load()).followed for to in asked.to}
    given = spread((key for key, _version, _due in people), by_load)
    lines = [Entrusted(key, version, given[key]) for key, version, _due in people]
    due = {key for key, _version, is_due in people if is_due}
    return Plan(lines, _loads(asked, lines, due, present, colleagues))


def _loads(
    asked: Asked,
    lines: Sequence[Entrusted],
    due: set[str],
    present: Mapping[str | None, Load],
    colleagues: Mapping[str, str],
) -> list[tuple[str, Load, Load]]:
    """Whoever gains or loses people, with the two numbers of their load now and then."""
    gained, gained_due = Counter(line.to for line in lines), Counter(line.to for line in lines if line.case_id in due)
    found = []
    for key in dict.fromkeys([asked.source, *asked.to]):
        if key in colleagues:
            now = present.get(key, Load())
            left = (len(lines), len(due)) if key == asked.source else (0, 0)
            after = Load(now.followed + gained[key] - left[0], now.acting + gained_due[key] - left[1])
            found.append((colleagues[key], now, after))
    return found


def packed(lines: Iterable[Entrusted]) -> list[str]:
    """The lines of a plan as a form carries them, so that what is applied is what was shown."""
    return [f"{line.case_id} {line.version} {line.to}" for line in lines]


def unpacked(texts: Iterable[str]) -> list[Entrusted]:
    """The lines a form brings back; what is not one is left out."""
    parts = [text.split(" ") for text in texts]
    return [
        Entrusted(case, int(version), to)
        for case, version, to in (part for part in parts if len(part) == 3)  # noqa: PLR2004
        if version.isascii() and version.isdecimal() and len(version) < 10  # noqa: PLR2004
    ]


def load_rows(plan: Plan) -> list[list[str]]:
    """The loads before and after, as rows of a table."""
    return [
        [name, *(wording.number(n) for n in (now.followed, after.followed, now.acting, after.acting))]
        for name, now, after in plan.loads
    ]


def load_columns() -> list[dict[str, Any]]:
    """The columns of the loads."""
    names = (
        gettext("People followed now"),
        gettext("People followed after"),
        gettext("Needing an act this week now"),
        gettext("Needing an act this week after"),
    )
    return [{"label": gettext("Counsellor")}, *({"label": name, "numeric": True} for name in names)]


def refused_rows(outcomes: Iterable[Outcome], numbers: Mapping[str, str]) -> list[list[Any]]:
    """The cases that did not change hands, and why."""
    return [
        [numbers.get(outcome.line.case_id, gettext("a case out of sight")), _why(outcome)]
        for outcome in outcomes
        if not outcome.done
    ]


def _why(outcome: Outcome) -> str:
    if outcome.stale:
        return gettext("Somebody changed this case meanwhile: look at it again.")
    return " ".join(f"{wording.explained(reason)} {wording.remedy(reason)}" for reason in outcome.reasons)


def first_day_back(until: date) -> str:
    """The day on which people come back to their referent, in words."""
    return wording.day(until + ONE_DAY)
