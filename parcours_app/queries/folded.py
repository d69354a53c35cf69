"""What the counts of a day add up to, as known on a day: the stocks of the last day folded, and what they lack.

One statement whatever was folded, so that one instant is read. To the stocks of the last day kept by then are added
the changes since its end, and those before it that no fold has seen; what was recorded after the day of knowledge is
taken off. The sum is that of the deltas, to the last unit.
"""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, func, select, union_all

from parcours_app.journal.cells import COLUMN
from parcours_app.journal.cuboids import Cuboid, cuboid_of, read
from parcours_app.journal.lateness import AHEAD, recorded_after
from parcours_app.models import CountDelta, CountStock

DAY, LEARNT = CountDelta.effective_on, CountDelta.recorded_on
Counted = type[CountDelta] | type[CountStock]
# Which rows are asked for, by the columns that deltas and stocks share.
Kept = Callable[[Counted], ColumnElement[bool]]


def summands(dimensions: Collection[str], on: date, known: date, kept: Kept) -> Subquery:
    """Rows of (measure, amount, each dimension) that add up to the counts of day `on` as known on `known`.

    dimensions: those read, and those that `kept` reads.
    """
    names = list(dict.fromkeys(dimensions))
    cuboid = cuboid_of(names)
    if cuboid is None:
        return _deltas(names, kept, on >= DAY, known >= LEARNT).subquery()
    day = min(on, known)
    kept_before = (CountStock.cuboid == cuboid.name, CountStock.on <= day)
    last = select(func.max(CountStock.on)).where(*kept_before).scalar_subquery()
    floor: ColumnElement[date] = func.coalesce(last, date.min)
    parts = [
        _stocks(cuboid, names, kept, last),
        _deltas(names, kept, floor < DAY, day >= DAY),
        _deltas(names, kept, ~CountDelta.folded, floor >= DAY),
        _deltas(names, kept, day >= DAY, recorded_after(known), sign=-1),
    ]
    if on > known:
        parts.append(_deltas(names, kept, CountDelta.lag == AHEAD, day < DAY, on >= DAY, known >= LEARNT))
    return union_all(*parts).subquery()


def _stocks(cuboid: Cuboid, names: Collection[str], kept: Kept, day: ColumnElement[date]) -> Select[Any]:
    values = (read(name).label(name) for name in names)
    wanted = select(CountStock.measure, CountStock.amount.label("amount"), *values)
    return wanted.where(CountStock.cuboid == cuboid.name, CountStock.on == day, kept(CountStock))


def _deltas(names: Collection[str], kept: Kept, *when: ColumnElement[bool], sign: int = 1) -> Select[Any]:
    values = (getattr(CountDelta, COLUMN[name]).label(name) for name in names)
    return select(CountDelta.measure, (sign * CountDelta.amount).label("amount"), *values).where(
        *when, kept(CountDelta)
    )
