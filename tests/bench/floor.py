"""The floor of a job on the database: the very statements it sends, through the bare driver, no more."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Engine, event


@dataclass(frozen=True, slots=True)
class Sent:
    """A statement as the driver got it."""

    statement: str
    parameters: Any
    many: bool

    def about(self, others: Mapping[Any, Any]) -> "Sent":
        """The same about other keys: each parameter found in `others` is replaced."""
        return replace(self, parameters=_replaced(self.parameters, others))


def _replaced(value: Any, others: Mapping[Any, Any]) -> Any:
    if isinstance(value, dict):
        return {key: _replaced(part, others) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_replaced(part, others) for part in value)
    return others.get(value, value) if isinstance(value, str) else value


@contextmanager
def overheard(engine: Engine) -> Iterator[list[Sent]]:
    """Every statement sent within the block, transaction control included where the driver is told of it."""
    found: list[Sent] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:  # noqa: FBT001
        found.append(Sent(statement, parameters, many))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)


class Bare:
    """A connection of the driver itself; statements are prepared once."""

    def __init__(self, engine: Engine) -> None:
        self._pooled = engine.raw_connection()
        driver: Any = self._pooled.driver_connection
        self._cursor = driver.cursor()
        self._prepared = {"prepare": True} if engine.dialect.name == "postgresql" else {}

    def send(self, statements: list[Sent]) -> int:
        """Send them in order and commit; how many rows came back."""
        rows = 0
        for sent in statements:
            if sent.many:
                self._cursor.executemany(sent.statement, sent.parameters)
            else:
                self._cursor.execute(sent.statement, sent.parameters, **self._prepared)
            rows += len(self._cursor.fetchall()) if self._cursor.description else 0
        self._pooled.commit()
        return rows

    def close(self) -> None:
        """Give the connection back."""
        self._pooled.close()
