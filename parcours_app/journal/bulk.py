"""Writes many rows at once, table after table: COPY on PostgreSQL, one prepared statement elsewhere.

Rows written so are never read back into the session. The caller gives parents before what hangs on them.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Column, Connection, Table
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from parcours_app.journal.rows import table_of
from parcours_app.models import Base

Row = tuple[Any, ...]


class Bulk:
    """Rows waiting to be written, by table, in the order in which the tables were first met."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._rows: dict[Table, list[Row]] = {}
        self._readers: dict[Table, tuple[tuple[str, Callable[[], Any]], ...]] = {}

    def add(self, row: Base) -> None:
        """Take an object that belongs to no session."""
        self.put(type(row), row.__dict__)

    def put(self, model: type[Base], values: Mapping[str, Any]) -> None:
        """Take the values of one row; a column left out takes its default."""
        table = table_of(model)
        if table not in self._rows:
            self._rows[table] = []
            self._readers[table] = tuple((column.name, _default(column)) for column in table.columns)
        read = self._readers[table]
        self._rows[table].append(tuple(values[name] if name in values else default() for name, default in read))

    def write(self, session: Session) -> None:
        """Send everything in the session's transaction, and forget it. Raises IntegrityError."""
        session.flush()
        connection = session.connection()
        send = _copy if connection.dialect.name == "postgresql" else _insert
        for table, rows in self._rows.items():
            if rows:
                send(connection, table, _bound(connection, table, rows))
        self._rows = {table: [] for table in self._rows}


def _default(column: Column[Any]) -> Callable[[], Any]:
    default: Any = column.default
    if default is None:
        return lambda: None
    return (lambda: default.arg(None)) if default.is_callable else (lambda: default.arg)


def _bound(connection: Connection, table: Table, rows: list[Row]) -> list[Row]:
    """The rows as the driver takes them: each column's values through its type."""
    columns = [list(values) for values in zip(*rows, strict=True)]
    for place, column in enumerate(table.columns):
        process = column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
        if process is not None:
            columns[place] = [process(value) for value in columns[place]]
    return list(zip(*columns, strict=True))


def _names(connection: Connection, table: Table) -> str:
    quote = connection.dialect.identifier_preparer.quote
    return f"{quote(table.name)} ({', '.join(quote(column.name) for column in table.columns)})"


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    marks = ", ".join("?" * len(table.columns))
    connection.exec_driver_sql(f"INSERT INTO {_names(connection, table)} VALUES ({marks})", rows)  # noqa: S608 - names


def _copy(connection: Connection, table: Table, rows: list[Row]) -> None:
    statement = f"COPY {_names(connection, table)} FROM STDIN"
    try:
        cursor: Any = connection.connection.cursor()
        with cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except connection.dialect.loaded_dbapi.IntegrityError as error:
        raise IntegrityError(statement, None, error) from error
