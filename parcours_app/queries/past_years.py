"""The counts at the end of each year past, as they were then known: what supervisors may have read since. Never writes.

Such a day is over, and so is its day of knowledge: what is recorded later changes none of these counts, which are read
once and kept until everybody is counted again, which has the counts folded anew.
"""

from collections.abc import Hashable, Mapping, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from sqlalchemy import CompoundSelect, Select, func, literal, select, union_all

from parcours_app.clock import PARIS
from parcours_app.extensions import db
from parcours_app.models import CountClosing, EntryRow
from parcours_app.models.keys import new_id
from parcours_app.queries.counted import question
from parcours_app.queries.territory import Bounded
from workflows.calendar import ONE_DAY
from workflows.disclosure import Cell
from workflows.programme import SINCE
from workflows.totals import MEASURES

# How many territories are kept in memory.
MOST = 64
# How many units of each measure are in each cell where there are some.
Units = Mapping[str, frozenset[tuple[Cell, int]]]

_READ: dict[tuple[Hashable, ...], Mapping[date, Units]] = {}


def ends_of_years(before: date) -> list[date]:
    """The last days of the years of the programme that are over before a day."""
    return [date(year, 12, 31) for year in range(SINCE.year, before.year)]


def past_years(bounded: Bounded, before: date, dimensions: tuple[str, ...]) -> Mapping[date, Units]:
    """The counts of the end of each year before a day by these dimensions, in one statement, or as read before."""
    days = ends_of_years(before)
    if not days:
        return {}
    folding, newest = db.session.execute(_told_by(days[-1])).one()
    if folding is None:  # not folded yet: nothing would tell that everybody was counted again
        return _read(days, bounded, dimensions)
    name = (str(db.engine.url), folding, newest, *bounded, before.year, *dimensions)
    if name not in _READ:
        if len(_READ) >= MOST:
            _READ.clear()
        _READ[name] = _read(days, bounded, dimensions)
    return _READ[name]


def _told_by(day: date) -> Select[Any]:
    """What names the counts known at the end of a day: the folding, and the last entry by then (keys follow time)."""
    midnight = datetime.combine(day + ONE_DAY, time(), PARIS)
    first_after = new_id(midnight, lambda _bits: 0, iter((0,)))
    newest = select(func.max(EntryRow.id)).where(first_after > EntryRow.id)
    return select(select(CountClosing.folding).limit(1).scalar_subquery(), newest.scalar_subquery())


def _read(days: Sequence[date], bounded: Bounded, dimensions: tuple[str, ...]) -> Mapping[date, Units]:
    found: dict[date, dict[str, set[tuple[Cell, int]]]] = {day: {each: set() for each in MEASURES} for day in days}
    for measure, amount, *values, text in db.session.execute(_question(tuple(days), bounded, dimensions)):
        found[date.fromisoformat(text)][measure].add((tuple(values), int(amount)))
    return {day: {each: frozenset(units) for each, units in year.items()} for day, year in found.items()}


@lru_cache(maxsize=MOST)
def _question(days: tuple[date, ...], bounded: Bounded, dimensions: tuple[str, ...]) -> CompoundSelect[Any]:
    """Made once for a territory: of few people, it takes longer to make than to answer."""
    asked = ((day, question(bounded, day, day, dimensions, over=True)) for day in days)
    return union_all(*(cells.add_columns(literal(day.isoformat())) for day, cells in asked))
