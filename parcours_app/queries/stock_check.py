"""Compares the stocks of the counts with the deltas they fold: each gains on the one before what is due to it.

Reads each stock twice and each delta once per cuboid, some days at a time. Never repairs, never writes.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, bindparam, func, literal, select, union_all
from sqlalchemy.orm import Session

from parcours_app.journal.cells import COLUMN
from parcours_app.journal.cuboids import CUBOIDS, Cuboid, stored
from parcours_app.models import CountClosing, CountDelta, CountStock

AFTER, UNTIL = bindparam("after", type_=Date), bindparam("until", type_=Date)
DAY = CountDelta.effective_on


def wrong_stocks(session: Session) -> Iterator[tuple[str, str, str]]:
    """Each cell of a day whose stock gained something else than its deltas: where, what it gained, what it should."""
    closed, changed = select(func.max(CountClosing.on)), select(func.min(DAY))
    ends = session.execute(select(closed.scalar_subquery(), changed.scalar_subquery())).one()
    if None in ends:
        return
    last, first = ends
    for cuboid in CUBOIDS:
        compared, days = _compared(cuboid), cuboid.standing(first, last)
        for after, day in zip([date.min, *days], days, strict=False):
            for row in session.execute(compared, {"after": after, "until": day}):
                cell = ", ".join(str(value) for value in tuple(row)[2:])
                yield f"stocks of {day}, {cuboid.name}: {cell}", str(row.gained), str(row.due)


def _compared(cuboid: Cuboid) -> Select[*tuple[Any, ...]]:
    """What each cell gained after the day `after` until the day `until`, and what was due."""
    folded = (CountDelta.folded, cuboid.day > AFTER, cuboid.day <= UNTIL)
    cells = (stored(name).label(COLUMN[name]) for name in cuboid.dimensions)
    deltas = select(literal(0).label("gained"), CountDelta.amount.label("due"), CountDelta.measure, *cells)
    rows = union_all(_stocks(cuboid, UNTIL, 1), _stocks(cuboid, AFTER, -1), deltas.where(*folded)).subquery()
    keys = [rows.c.measure, *(rows.c[COLUMN[name]] for name in cuboid.dimensions)]
    gained, due = func.sum(rows.c.gained), func.sum(rows.c.due)
    compared = select(gained.label("gained"), due.label("due"), *keys).group_by(*keys)
    return compared.having(gained != due).order_by(*keys)


def _stocks(cuboid: Cuboid, on: ColumnElement[date], sign: int) -> Select[*tuple[Any, ...]]:
    columns = (CountStock.__table__.c[COLUMN[name]] for name in cuboid.dimensions)
    gained = (sign * CountStock.amount).label("gained")
    stocks = select(gained, literal(0).label("due"), CountStock.measure, *columns)
    return stocks.where(CountStock.cuboid == cuboid.name, CountStock.on == on)
