"""Brings the rows that hang on a case from what they were to what they are. Knows no table by name, reads none."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import delete, tuple_
from sqlalchemy.orm import Session

from parcours_app.journal.rows import Key, Row, Values, row_key, row_values, write_rows
from parcours_app.models import Base

Keyed = Mapping[type[Base], Mapping[Key, Values]]


def rewrite(session: Session, was: Iterable[Row], now: Iterable[Row]) -> None:
    """Write what differs between the rows as stored and as they should be; the others are left alone."""
    before, after = _keyed(was), _keyed(now)
    for model, stored in before.items():
        wanted = after.get(model, {})
        gone = [key for key, values in stored.items() if wanted.get(key) != values]
        if gone:
            columns = [getattr(model, column.name) for column in model.__table__.primary_key]
            session.execute(delete(model).where(tuple_(*columns).in_(gone)))
    for model, wanted in after.items():
        stored = before.get(model, {})
        write_rows(session, ((model, values) for key, values in wanted.items() if stored.get(key) != values))


def _keyed(rows: Iterable[Row]) -> Keyed:
    found: dict[type[Base], dict[Key, Values]] = defaultdict(dict)
    for model, values in rows:
        found[model][row_key(model, values)] = row_values(model, values)
    return found
