"""Rows in hand: a model, and the values of some of its columns. They are written as they are, never read back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from parcours_app.models import Base

Values = dict[str, Any]
Row = tuple[type[Base], Values]
Key = tuple[Any, ...]


def table_of(model: type[Base]) -> Table:
    """The one table that a model maps."""
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - said to the type checker
    return table


def row_key(model: type[Base], values: Mapping[str, Any]) -> Key:
    """The primary key of a row in hand, in the order of its table."""
    return tuple(values[column.name] for column in table_of(model).primary_key)


def row_values(model: type[Base], values: Mapping[str, Any]) -> Values:
    """Every column of a row in hand, by name; what was not set is None."""
    return {column.name: values.get(column.name) for column in table_of(model).columns}


def write_rows(session: Session, rows: Iterable[Row]) -> None:
    """Insert rows now, those of a model together, in the order in which the models are first met.

    A column that some rows of a model leave out takes its default in all of them: rows of a model name the same ones.
    """
    found: dict[type[Base], list[Values]] = defaultdict(list)
    for model, values in rows:
        found[model].append(values)
    for model, several in found.items():
        session.execute(insert(table_of(model)), several)
