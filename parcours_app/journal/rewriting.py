"""Brings the rows that hang on a case from what they were to what they are. Knows no table by name, reads none."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, tuple_
from sqlalchemy.orm import Session

from parcours_app.models import Base

Key = tuple[Any, ...]
Keyed = dict[type[Base], dict[Key, Base]]


def row_key(row: Base) -> Key:
    """The primary key of a row in hand, in the order of its table."""
    return tuple(row.__dict__[column.name] for column in row.__table__.primary_key)


def row_values(row: Base) -> dict[str, Any]:
    """Every column of a row in hand, by name; what was not set is None."""
    return {column.name: row.__dict__.get(column.name) for column in row.__table__.columns}


def rewrite(session: Session, was: Iterable[Base], now: Iterable[Base]) -> None:
    """Write what differs between the rows as stored and as they should be; the others are left alone."""
    before, after = _keyed(was), _keyed(now)
    for model, stored in before.items():
        wanted = after.get(model, {})
        gone = [key for key, row in stored.items() if key not in wanted or not _same(row, wanted[key])]
        if gone:
            columns = [getattr(model, column.name) for column in model.__table__.primary_key]
            session.execute(delete(model).where(tuple_(*columns).in_(gone)))
    for model, wanted in after.items():
        stored = before.get(model, {})
        session.add_all(row for key, row in wanted.items() if key not in stored or not _same(stored[key], row))


def _keyed(rows: Iterable[Base]) -> Keyed:
    found: Keyed = defaultdict(dict)
    for row in rows:
        found[type(row)][row_key(row)] = row
    return found


def _same(one: Base, other: Base) -> bool:
    return row_values(one) == row_values(other)
