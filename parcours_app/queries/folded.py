"""What the counts of a day add up to, as known on a day: the stocks of the nearest day folded, and what they lack.

One statement whatever was folded, so that one instant is read. The stocks are those of the last day kept by then, to
which the changes since are added, or those of the next one when it is near, of which the changes to come are taken off;
what no fold has seen is added. As known that day, or little later, the stocks are of what was known on their own day;
else what was recorded after the day of knowledge is taken off. The sum is that of the deltas, to the last unit.
"""

from collections.abc import Callable, Collection
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, func, select, union_all

from parcours_app.journal.cells import COLUMN
from parcours_app.journal.cuboids import Cuboid, cuboid_of, read
from parcours_app.journal.lateness import AHEAD, recorded_after
from parcours_app.models import CountDelta, CountStock

DAY, LEARNT, KNOWN = CountDelta.effective_on, CountDelta.recorded_on, CountDelta.known_on
Counted = type[CountDelta] | type[CountStock]
# Which rows are asked for, by the columns that deltas and stocks share.
Kept = Callable[[Counted], ColumnElement[bool]]
# From how near the next day with stocks is nearer than the last one: they are a week apart.
NEAR = timedelta(days=3)
# By when about as much was learnt of a day, since, as will be.
SOON = timedelta(weeks=2)


def summands(dimensions: Collection[str], on: date, known: date, kept: Kept, *, over: bool = False) -> Subquery:
    """Rows of (measure, amount, each dimension) that add up to the counts of day `on` as known on `known`.

    dimensions: those read, and those that `kept` reads. over: whether the day of knowledge is over, so that more may
    have been learnt since; which stocks to read, and no count, depends on it.
    """
    names = list(dict.fromkeys(dimensions))
    cuboid = cuboid_of(names, then=over and known - on <= SOON)
    if cuboid is None:
        return _deltas(names, kept, on >= DAY, known >= LEARNT).subquery()
    parts = _up_to(cuboid, names, kept, min(on, known))
    if not cuboid.then:
        parts.append(_deltas(names, kept, min(on, known) >= DAY, recorded_after(known), sign=-1))
    elif known > on:
        parts.append(_deltas(names, kept, on >= DAY, on < KNOWN, known >= KNOWN))
    if on > known:
        parts.append(_deltas(names, kept, CountDelta.lag == AHEAD, known < DAY, on >= DAY, known >= LEARNT))
    return union_all(*parts).subquery()


def _up_to(cuboid: Cuboid, names: Collection[str], kept: Kept, day: date) -> list[Select[Any]]:
    """What the deltas up to a day add up to, by the days of the cuboid."""
    at = cuboid.day
    found = _nearest(cuboid, day)
    stocks: ColumnElement[date] = func.coalesce(found, date.min)
    return [
        _stocks(cuboid, names, kept, found),
        _deltas(names, kept, stocks < at, day >= at),
        _deltas(names, kept, CountDelta.folded.is_(True), day < at, stocks >= at, sign=-1),
        _deltas(names, kept, ~CountDelta.folded, day >= DAY, day >= at, stocks >= at),
    ]


def _nearest(cuboid: Cuboid, day: date) -> ColumnElement[date]:
    """The next day that has stocks, when it is near, else the last one by then."""
    far = min(day, date.max - NEAR) + NEAR
    of_it = CountStock.cuboid == cuboid.name
    following = select(func.min(CountStock.on)).where(of_it, day <= CountStock.on, far >= CountStock.on)
    last = select(func.max(CountStock.on)).where(of_it, day >= CountStock.on)
    return func.coalesce(following.scalar_subquery(), last.scalar_subquery())


def _stocks(cuboid: Cuboid, names: Collection[str], kept: Kept, day: ColumnElement[date]) -> Select[Any]:
    values = (read(name).label(name) for name in names)
    wanted = select(CountStock.measure, CountStock.amount.label("amount"), *values)
    return wanted.where(CountStock.cuboid == cuboid.name, CountStock.on == day, kept(CountStock))


def _deltas(names: Collection[str], kept: Kept, *when: ColumnElement[bool], sign: int = 1) -> Select[Any]:
    values = (getattr(CountDelta, COLUMN[name]).label(name) for name in names)
    return select(CountDelta.measure, (sign * CountDelta.amount).label("amount"), *values).where(
        *when, kept(CountDelta)
    )
