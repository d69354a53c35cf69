"""The programme against its targets, as of a day, as known on a day: persons trained, each in one public. Never writes.

Persons trained are those of the totals, less those who were before the programme began, masked as they are. The months
behind the pace are gained by the same counts. What a supervisor reads of them, the pace and the projection included, is
made from full tens: the exact count of the end of a month is for the totals of that day to tell, or to withhold.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from parcours_app.queries.masking import largest
from parcours_app.queries.months import Gains, gains
from parcours_app.queries.territory import bounds, kept_in
from parcours_app.queries.totals import totals
from parcours_app.scope import Viewer, bounded_by
from workflows.calendar import ONE_DAY, end_of_month
from workflows.engine import Role, sentence
from workflows.indicators.rates import share
from workflows.programme import (
    SINCE,
    TARGETS,
    Projection,
    end_of_programme,
    full_months,
    pace,
    pace_needed,
    projection,
)

DEFINITION = sentence(
    "Persons with at least one refresher or qualification step started within the programme, each counted once, in one "
    "public."
)
OTHER = "other"
NONE: Counter[date] = Counter()
Points = Sequence[tuple[date, int | None]]


@dataclass(frozen=True, slots=True)
class Count:
    """What was counted of one public: trained by the day (None: masked), and how many more by last day of the month.

    few: the ends of months by which some public counts few.
    """

    public: str
    target: int | None
    trained: int | None
    added: Counter[date]
    few: frozenset[date]


@dataclass(frozen=True, slots=True)
class Line:
    """One public. None: masked (trained), no target in this territory, or nothing can be said (see workflows).

    points: persons trained by the last day of each month, None where withheld.
    """

    public: str
    target: int | None
    trained: int | None
    share: Decimal | None
    needed: Decimal | None
    measured: Decimal | None
    projection: Projection | None
    points: Points

    @property
    def masked(self) -> bool:
        """Whether the count is withheld."""
        return self.trained is None


@dataclass(frozen=True, slots=True)
class Programme:
    """The answer for the situation of `on` as known on `known`; `day` is the last one that counts in it."""

    on: date
    known: date
    day: date
    since: date
    until: date
    lines: tuple[Line, ...]
    definition: str = DEFINITION


def programme(viewer: Viewer, on: date, known: date, *, extended: bool = False) -> Programme:
    """How far the viewer's territory is. The targets are the nation's: a region or an organisation has none."""
    until = end_of_programme(extended=extended)
    day = max(min(on, known, until), SINCE - ONE_DAY)
    targets = {target.public: target.persons for target in TARGETS}
    trained, bounded = _trained(viewer, day, known), bounded_by(viewer)
    added = gains("trained", "public", bounds(bounded), day, known, kept_in(bounded))
    few = _few(viewer, added, day)
    counts = [
        Count(public, targets.get(public), count, _told(viewer, count, added.get(public, NONE), day), few)
        for public, count in ((public, trained.get(public, 0)) for public in (*targets, OTHER))
    ]
    lines = [_line(count, day, until) for count in counts]
    if viewer.organisation or viewer.region:
        lines = [replace(line, target=None, share=None, needed=None) for line in lines]
    return Programme(on, known, day, SINCE, until, tuple(lines))


def _trained(viewer: Viewer, day: date, known: date) -> Mapping[str, int | None]:
    """Persons trained within the programme by public, None where the totals of either day mask them."""
    after, before = (
        {str(row.dimensions["public"]): row.trained for row in totals(viewer, on, known, ("public",)).rows}
        for on in (day, SINCE - ONE_DAY)
    )
    return {public: gained(viewer, count, before.get(public, 0)) for public, count in after.items()}


def gained(viewer: Viewer, count: int | None, before: int | None) -> int | None:
    """A count less what it was before, None when either is withheld, or when the difference must be."""
    return None if count is None or before is None or _withheld(viewer, count - before) else count - before


def _withheld(viewer: Viewer, count: int) -> bool:
    return viewer.role is Role.SUPERVISOR and 0 < abs(count) <= largest()


def _few(viewer: Viewer, added: Gains, day: date) -> frozenset[date]:
    """The ends of months by which some public counts few persons: who knows the sum would subtract the others."""
    return frozenset(
        end
        for end in _ends(day)
        for months in added.values()
        if _withheld(viewer, sum(count for month, count in months.items() if month <= end))
    )


def _told(viewer: Viewer, count: int | None, added: Counter[date], day: date) -> Counter[date]:
    """The gains of each month, for a supervisor such that the count of the end of a month over is in full tens.

    So it is on the last day of a month, whose exact count is told beside: a pace is made of full tens on both sides.
    """
    if viewer.role is not Role.SUPERVISOR or count is None:
        return added
    month = end_of_month(day)
    found, at, told = Counter[date](), count, count // 10 * 10 if month == day else count
    for end in _ends(day):
        at -= added[month]
        tens = at // 10 * 10
        found[month] = told - tens
        told, month = tens, end
    found[month] = told
    return found


def _ends(day: date) -> Iterator[date]:
    """The last days of the months over, the latest first."""
    end = day.replace(day=1) - ONE_DAY
    while end >= SINCE:
        yield end
        end = end.replace(day=1) - ONE_DAY


def _line(count: Count, day: date, until: date) -> Line:
    """What can be said of a public: nothing of one that is masked."""
    months = [count.added[end] for end in full_months(day)] if full_months(day)[0] > SINCE else []
    told = not count.few & set(_sides(day))
    trained, target = count.trained, count.target
    return Line(
        public=count.public,
        target=target,
        trained=trained,
        share=share(trained, target) if trained is not None and target else None,
        needed=pace_needed(target - trained, day, until) if trained is not None and target else None,
        measured=pace(months) if told and months and trained is not None else None,
        projection=projection(trained, months, day, until) if told and trained is not None else None,
        points=tuple(_points(count, day)),
    )


def _sides(day: date) -> tuple[date, date]:
    """The day before the twelve months that the pace is measured over, and their last."""
    months = full_months(day)
    return months[0].replace(day=1) - ONE_DAY, months[-1]


def _points(count: Count, day: date) -> Points:
    """Persons trained by the end of each month over, and by the day."""
    if count.trained is None:
        return []
    at, found = 0, list[tuple[date, int | None]]()
    for end in reversed([*_ends(day)]):
        at += count.added[end]
        found.append((end, None if end in count.few else at))
    return [*found, (day, count.trained)]
