"""Indicators of a period as of a day, as known on a day: the journal replayed, the register asked. Never writes.

People are replayed one batch at a time and several indicators share one replay, so memory does not grow with them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func, select

from parcours_app.extensions import db
from parcours_app.models import CountDelta
from parcours_app.queries.replayed import ever_counted, histories, within
from parcours_app.scope import Viewer
from workflows.indicators import (
    BREAKDOWNS,
    MOTIVE,
    REGISTER,
    Evaluation,
    Indicator,
    Row,
    count,
    indicator_named,
)
from workflows.indicators.families import since_ever
from workflows.indicators.periods import YEAR, Period
from workflows.journal import Entry, holding, replay
from workflows.programme import SINCE
from workflows.standing import Standing

# How many people a page may replay while somebody waits; beyond, the worker prepares the answer.
MOST = 5000


class UnknownIndicator(LookupError):
    """There is no indicator of this name."""


class UnknownBreakdown(ValueError):
    """A dimension nobody counts by; `name` is what was asked."""

    def __init__(self, name: str) -> None:
        """Keep the name."""
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: the cohorts from `since` to `until`, as of `on`, as known at the end of `known`, by dimensions."""

    since: date
    until: date
    on: date
    known: date
    by: tuple[str, ...] = ()

    @property
    def counted_by(self) -> tuple[str, ...]:
        """The dimensions that units are counted by: the motives of a row are told from within it."""
        return tuple(name for name in self.by if name != MOTIVE)

    @property
    def period(self) -> Period:
        """The period, as of the day."""
        return Period(self.since, self.until, self.on)

    @property
    def last(self) -> date:
        """The last day of the period of which something is known: what ran on a later one ran on the day asked."""
        return max(self.since, min(self.until, self.on))

    @property
    def days(self) -> dict[str, date]:
        """The period and the two days, by name."""
        return {"since": self.since, "until": self.until, "on": self.on, "known": self.known}


@dataclass(frozen=True, slots=True)
class Answer:
    """One indicator's rows, with what was asked. prepared_at: when they were calculated, None for just now.

    years: the rows of all its units that ever began, by the same dimensions and by year, to decide what is withheld.
    """

    indicator: Indicator
    asked: Asked
    rows: tuple[Row, ...]
    years: tuple[Row, ...]
    prepared_at: datetime | None = None


def usual(on: date, known: date | None = None) -> Asked:
    """What a page opens with: all the cohorts, together."""
    return Asked(min(since_the_first(), date(on.year, 1, 1)), on, on, known or on)


def since_the_first() -> date:
    """The first day of the year in which the programme began, or of an earlier one in which somebody was counted."""
    first = db.session.scalar(select(func.min(CountDelta.effective_on)))
    return date(min(SINCE, first or SINCE).year, 1, 1)


def named(names: Sequence[str]) -> list[Indicator]:
    """The indicators of these names, in this order; the whole register when there is none. Raises UnknownIndicator.

    A name is a code, for the present version, or a code and a number (completion@1).
    """
    try:
        return [indicator_named(name) for name in names] or list(REGISTER.values())
    except KeyError as unknown:
        raise UnknownIndicator(*unknown.args) from unknown


def breakdown(text: str | None) -> tuple[str, ...]:
    """The dimensions named in a comma-separated text, each once. Raises UnknownBreakdown."""
    names = tuple(dict.fromkeys(name.strip() for name in (text or "").split(",") if name.strip()))
    for name in names:
        if name not in BREAKDOWNS:
            raise UnknownBreakdown(name)
    return names


def indicators(viewer: Viewer, wanted: Sequence[Indicator], asked: Asked) -> list[Answer]:
    """The answers within the viewer's territory: its organisation, else its region, else the nation. Not masked."""
    (answers,) = in_groups(viewer, wanted, asked, asked.counted_by)
    return [replace(answer, asked=asked) for answer in answers]


def in_groups(
    viewer: Viewer, wanted: Sequence[Indicator], asked: Asked, *groups: tuple[str, ...]
) -> list[list[Answer]]:
    """The answers broken down by each of these groups in turn, for the price of one replay. Not masked."""
    period, kept = (asked.since, asked.last), within(viewer)
    evaluations = [[Evaluation(indicator, period, by) for indicator in wanted] for by in groups]
    ever = {
        (i.family, by): Evaluation(since_ever(i), (date.min, asked.on), with_year(by)) for i in wanted for by in groups
    }
    every = [*(each for row in evaluations for each in row), *ever.values()]
    for cases in histories(db.session(), viewer):
        standings = [_standing(case, entries, asked) for case, entries in cases.items()]
        count(every, standings, asked.on, lambda unit: kept(unit.profile))
    years = {key: tuple(each.rows()) for key, each in ever.items()}
    return [
        [
            Answer(each.indicator, replace(asked, by=by), tuple(each.rows()), years[each.indicator.family, by])
            for each in row
        ]
        for by, row in zip(groups, evaluations, strict=True)
    ]


def with_year(by: tuple[str, ...]) -> tuple[str, ...]:
    """These dimensions and the year."""
    return by if YEAR in by else (*by, YEAR)


def too_many(viewer: Viewer) -> bool:
    """Whether the territory holds more people than a page can replay while somebody waits."""
    people = ever_counted(viewer).limit(MOST + 1).subquery()
    return too_large(int(db.session.scalar(select(func.count()).select_from(people)) or 0))


def too_large(people: int) -> bool:
    """Whether a page cannot wait for so many people."""
    return people > MOST


def _standing(case: str, entries: Sequence[Entry], asked: Asked) -> Standing:
    """The standing of one case; empty while nothing of it was known."""
    known = [entry for entry in entries if entry.recorded_on <= asked.known]
    standing = replay(known, asked.on) if holding(known) else Standing()
    standing.case = case
    return standing
