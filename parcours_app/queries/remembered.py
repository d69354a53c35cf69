"""The counts on the days remembered, as they were then known: what supervisors may have read since. Never writes.

They are the ends of the years past, and of the quarters past of the year. Such a day is over, and so is its day of
knowledge: what is recorded later changes none of these counts, which are read once and kept until everybody is counted
again, which has the counts folded anew.
"""

from collections.abc import Hashable, Mapping, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from itertools import chain
from typing import Any

from sqlalchemy import CompoundSelect, Select, func, literal, select, union_all

from parcours_app.clock import PARIS
from parcours_app.extensions import db
from parcours_app.models import CountClosing, EntryRow
from parcours_app.models.keys import new_id
from parcours_app.queries.counted import question
from parcours_app.queries.territory import Bounded
from workflows.calendar import ONE_DAY, end_of_month, ends_a_year
from workflows.disclosure import Cell
from workflows.programme import SINCE
from workflows.totals import MEASURES

# The months that end a quarter and no year.
QUARTERS = (3, 6, 9)
# How many times a territory's years, or the quarters of one of its years, are kept in memory.
MOST = 128
# How many units of each measure are in each cell where there are some.
Units = Mapping[str, frozenset[tuple[Cell, int]]]
Read = Mapping[date, Units]

_READ: dict[tuple[Hashable, ...], Read] = {}


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


def remembered(bounded: Bounded, before: date, dimensions: tuple[str, ...]) -> Read:
    """The counts of the days remembered on a day, the ends of the years first; in one statement, or as read before."""
    spans = [days for days in (ends_of_years(before), ends_of_quarters(before)) if days]
    if not spans:
        return {}
    folding, *newest = db.session.execute(_told_by(tuple([days[-1] for days in spans]))).one()
    if folding is None:  # not folded yet: nothing would tell that everybody was counted again
        return _read([*chain(*spans)], bounded, dimensions)
    url = str(db.engine.url)
    names = [(url, folding, last, *bounded, days, *dimensions) for last, days in zip(newest, spans, strict=True)]
    found = {day: units for name in names for day, units in _READ.get(name, {}).items()}
    if lacking := [day for day in chain(*spans) if day not in found]:
        found |= _read(lacking, bounded, dimensions)
        if len(_READ) >= MOST:
            _READ.clear()
        _READ.update({name: {day: found[day] for day in days} for name, days in zip(names, spans, strict=True)})
    return {day: found[day] for day in chain(*spans)}


@lru_cache(maxsize=MOST)
def _told_by(days: tuple[date, ...]) -> Select[Any]:
    """What names the counts known at the end of each day: the folding, the last entry by then (keys follow time)."""
    newest = (select(func.max(EntryRow.id)).where(_first_after(day) > EntryRow.id).scalar_subquery() for day in days)
    return select(select(CountClosing.folding).limit(1).scalar_subquery(), *newest)


def _first_after(day: date) -> str:
    """The least key that an entry of a later day may have."""
    return new_id(datetime.combine(day + ONE_DAY, time(), PARIS), lambda _bits: 0, iter((0,)))


def _read(days: Sequence[date], bounded: Bounded, dimensions: tuple[str, ...]) -> Read:
    found: dict[date, dict[str, set[tuple[Cell, int]]]] = {day: {each: set() for each in MEASURES} for day in days}
    for measure, amount, *values, text in db.session.execute(_question(tuple(days), bounded, dimensions)):
        found[date.fromisoformat(text)][measure].add((tuple(values), int(amount)))
    return {day: {each: frozenset(units) for each, units in counts.items()} for day, counts in found.items()}


@lru_cache(maxsize=MOST)
def _question(days: tuple[date, ...], bounded: Bounded, dimensions: tuple[str, ...]) -> CompoundSelect[Any]:
    """Made once for a territory: of few people, it takes longer to make than to answer."""
    asked = ((day, question(bounded, day, day, dimensions, over=True)) for day in days)
    return union_all(*(cells.add_columns(literal(day.isoformat())) for day, cells in asked))
