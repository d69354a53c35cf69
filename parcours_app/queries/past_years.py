"""The counts at the end of each year past, as they were then known: what supervisors may have read since. Never writes.

Such a day is over, and so is its day of knowledge: what is recorded later changes none of these counts.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, func, literal, select, union_all

from parcours_app.extensions import db
from parcours_app.queries.folded import Kept, summands
from workflows.disclosure import Cell
from workflows.programme import SINCE

Counts = Mapping[Cell, Mapping[str, int]]


def ends_of_years(before: date) -> list[date]:
    """The last days of the years of the programme that are over before a day."""
    return [date(year, 12, 31) for year in range(SINCE.year, before.year)]


def past_years(bounds: Collection[str], kept: Kept, before: date, dimensions: Sequence[str]) -> Mapping[date, Counts]:
    """The counts of the end of each year before a day by these dimensions, in one statement.

    bounds: the dimensions that `kept` reads.
    """
    found: dict[date, dict[Cell, dict[str, int]]] = {day: defaultdict(dict) for day in ends_of_years(before)}
    if found:
        parts = [_counted(day, kept, dimensions, bounds) for day in found]
        for text, measure, amount, *values in db.session.execute(union_all(*parts)):
            found[date.fromisoformat(text)][tuple(values)][measure] = int(amount)
    return found


def _counted(day: date, kept: Kept, dimensions: Sequence[str], bounds: Collection[str]) -> Select[Any]:
    rows = summands((*dimensions, *bounds), day, day, kept).c
    columns, amount = [rows[name] for name in dimensions], func.sum(rows.amount)
    told = select(literal(day.isoformat()), rows.measure, amount, *columns)
    return told.group_by(rows.measure, *columns).having(amount != 0)
