"""How much a count gains each month up to a day, as known on a day: from stocks folded month by month. Never writes.

One statement, so that one instant is read, whatever was folded. It costs months, and what was not folded or was learnt
late, but not people. The gains are those of the deltas, to the last unit.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Subquery, func, literal, select, union_all

from parcours_app.extensions import db
from parcours_app.journal.cells import COLUMN
from parcours_app.journal.cuboids import monthly_cuboid_of, read
from parcours_app.journal.lateness import recorded_after
from parcours_app.models import CountDelta, CountStock
from parcours_app.queries.folded import Kept, summands
from workflows.calendar import ONE_DAY, end_of_month

DAY = CountDelta.effective_on
# What a row tells: the stock of the end of a month, a change of a day, or the whole on the day asked.
STOCK, CHANGE, WHOLE = "stock", "change", "whole"
Gains = Mapping[str, Counter[date]]


def gains(measure: str, by: str, within: Collection[str], day: date, known: date, kept: Kept) -> Gains:
    """What a measure gains in each month up to `day`, known on `known`, by value of a dimension and last day of month.

    within: the dimensions that `kept` reads; known is no earlier than day.
    """
    before = day.replace(day=1) - ONE_DAY
    of_months = (CountStock.cuboid == _cuboid(by, within), CountStock.on <= before)
    newest = select(func.max(CountStock.on)).where(*of_months).scalar_subquery()
    last: ColumnElement[date] = func.coalesce(newest, date.min)
    whole = summands((by, *within), day, known, kept).c
    stocks = _rows(STOCK, CountStock.on, read(by), CountStock.amount).where(*of_months, kept(CountStock))
    changes, late = (
        _rows(CHANGE, DAY, getattr(CountDelta, COLUMN[by]), sign * CountDelta.amount).where(
            CountDelta.measure == measure, before >= DAY, kept(CountDelta)
        )
        for sign in (1, -1)
    )
    rows = union_all(
        stocks.where(CountStock.measure == measure),
        changes.where(last < DAY),
        changes.where(~CountDelta.folded, last >= DAY),
        late.where(recorded_after(known)),
        _rows(WHOLE, literal(day), whole[by], whole.amount).where(whole.measure == measure),
    ).subquery()
    return _gained(db.session.execute(_summed(rows, last)), day)


def _cuboid(by: str, within: Collection[str]) -> str:
    """The name of the cuboid to read; none is called so when no cuboid holds these dimensions."""
    found = monthly_cuboid_of((by, *within))
    return found.name if found else ""


def _rows(kind: str, on: Any, value: Any, amount: Any) -> Select[Any]:
    return select(literal(kind).label("kind"), on.label("on"), value.label("value"), amount.label("amount"))


def _summed(rows: Subquery, last: ColumnElement[date]) -> Select[Any]:
    """The sums of the rows, each beside the end of the last month that has stocks."""
    keys, amount = (rows.c.kind, rows.c.on, rows.c.value), func.sum(rows.c.amount)
    return select(*keys, amount, last).group_by(*keys).having(amount != 0)


def _gained(rows: Iterable[Row[Any]], day: date) -> Gains:
    """A stock is a gain of its month and a loss of the next one; what the whole has besides was gained last."""
    found: dict[str, Counter[date]] = defaultdict(Counter)
    whole: Counter[str] = Counter()
    for row in rows:
        kind, on, value, amount, last = tuple(row)
        if kind == WHOLE:
            whole[value] = int(amount)
            continue
        found[value][end_of_month(on)] += int(amount)
        following = end_of_month(on + ONE_DAY)
        if kind == STOCK and following <= last:
            found[value][following] -= int(amount)
    for value in {*found, *whole}:
        found[value][end_of_month(day)] = whole[value] - found[value].total()
    return found
