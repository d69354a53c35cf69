"""The counts on the days remembered, as they were then known: what supervisors may have read since. Never writes.

They are the ends of the years past, and of the quarters past of the year. Such a day is over, and so is its day of
knowledge: what is recorded later changes none of these counts, which are read once and kept until everybody is counted
again, which has the counts folded anew. Who reads such a day again reads what was recorded late too: these are read
again once more is known.
"""

from collections.abc import Hashable, Mapping, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from sqlalchemy import CompoundSelect, Select, func, literal, select, union_all

from parcours_app.clock import PARIS
from parcours_app.extensions import db
from parcours_app.models import CountClosing, DaysWithheld, EntryRow
from parcours_app.models.keys import new_id
from parcours_app.queries.counted import question
from parcours_app.queries.crossed import CROSSED, Measured, Past
from parcours_app.queries.redrawn import recall
from parcours_app.queries.territory import Bounded
from workflows.calendar import ONE_DAY, end_of_month, ends_a_year
from workflows.disclosure import Cell
from workflows.programme import SINCE
from workflows.totals import MEASURES

# The months that end a quarter and no year.
QUARTERS = (3, 6, 9)
# How many questions are kept, and the counts of how many situations.
MOST, MOST_READ = 128, 4096
# A day, its day of knowledge, and whether that is over.
Asked = tuple[date, date, bool]

_READ: dict[tuple[Hashable, ...], Measured] = {}


def ends_of_years(before: date) -> tuple[date, ...]:
    """The last days of the years of the programme that are over before a day."""
    return tuple([date(year, 12, 31) for year in range(SINCE.year, before.year)])


def ends_of_quarters(before: date) -> tuple[date, ...]:
    """The last days of the quarters of a day's own year that are over before it; none on the last day of a year.

    What follows remembers each end of a year, so it remembers nothing but the ends of years itself.
    """
    if before.year < SINCE.year or ends_a_year(before):
        return ()
    return tuple([day for month in QUARTERS if (day := end_of_month(date(before.year, month, 1))) < before])


def remembered(bounded: Bounded, day: date, known: date, *, over: bool, folded: bool = True) -> Past:
    """The counts of the days remembered in a situation, the ends of the years first; of the last ones as known there.

    day: the last of what is counted. known: the day of knowledge; over: whether it is over. The end of a quarter or of
    a year, as it is known later, remembers itself as it was then known; a day before the end of its year, that end.
    folded: false when it is known that nothing is, so that nothing is kept.
    """
    years, quarters = ends_of_years(day), ends_of_quarters(day)
    if day < known and day in ends_of_quarters(day + ONE_DAY):
        quarters += (day,)
    to_come = tuple([end for end in ends_of_years(known) if end.year == day.year])
    days, last = years + to_come + quarters, years[-1:] + to_come + quarters[-1:]
    asked = [*((each, each, True) for each in days), *((each, known, over) for each in last)]
    found = (_once if folded else _read)(asked, bounded)
    return Past({each: found[each, each] for each in days}, {each: found[each, known] for each in last})


def _once(asked: Sequence[Asked], bounded: Bounded) -> Mapping[tuple[date, date], Measured]:
    """The counts of some situations, by their day and their day of knowledge: read once while nothing more is known."""
    if not asked:
        return {}
    known = tuple(sorted({each[1] for each in asked}))
    folding, *newest = db.session.execute(_told_by(known)).one()
    if folding is None:  # not folded yet: nothing would tell that everybody was counted again
        return _read(asked, bounded)
    url, told = str(db.engine.url), dict(zip(known, newest, strict=True))
    names = {each[:2]: (url, folding, told[each[1]], *bounded, *each[:2]) for each in asked}
    found = {each: _READ[name] for each, name in names.items() if name in _READ}
    if lacking := [each for each in asked if each[:2] not in found]:
        if any(on == known for on, known, _over in lacking):  # not for a day already there, as more is known of it
            recall(_decided(bounded))
        found.update(_read(lacking, bounded))
        if len(_READ) >= MOST_READ:
            _READ.clear()
        _READ.update({names[each[:2]]: found[each[:2]] for each in lacking})
    return found


def _decided(bounded: Bounded) -> Mapping[str, Any]:
    """What was decided of these days before, if it was."""
    kept = dict(zip(("organisation_id", "region"), bounded, strict=True))
    return db.session.scalar(select(DaysWithheld.decisions).filter_by(**kept)) or {}


@lru_cache(maxsize=MOST)
def _told_by(days: tuple[date, ...]) -> Select[Any]:
    """What names the counts known at the end of each day: the folding, the last entry by then (keys follow time)."""
    newest = (select(func.max(EntryRow.id)).where(_first_after(day) > EntryRow.id).scalar_subquery() for day in days)
    return select(select(CountClosing.folding).limit(1).scalar_subquery(), *newest)


def _first_after(day: date) -> str:
    """The least key that an entry of a later day may have."""
    return new_id(datetime.combine(day + ONE_DAY, time(), PARIS), lambda _bits: 0, iter((0,)))


def _read(asked: Sequence[Asked], bounded: Bounded) -> dict[tuple[date, date], Measured]:
    if not asked:
        return {}
    found: dict[tuple[date, date], dict[str, set[tuple[Cell, int]]]] = {
        (on, known): {each: set() for each in MEASURES} for on, known, _over in asked
    }
    for measure, amount, *values, on, known in db.session.execute(_question(tuple(asked), bounded)):
        found[date.fromisoformat(on), date.fromisoformat(known)][measure].add((tuple(values), int(amount)))
    return {at: {each: frozenset(units) for each, units in counts.items()} for at, counts in found.items()}


@lru_cache(maxsize=MOST)
def _question(asked: tuple[Asked, ...], bounded: Bounded) -> CompoundSelect[Any]:
    """Made once for a territory: of few people, it takes longer to make than to answer."""
    each = ((on, known, question(bounded, on, known, CROSSED, over=over)) for on, known, over in asked)
    return union_all(
        *(cells.add_columns(literal(on.isoformat()), literal(known.isoformat())) for on, known, cells in each)
    )
