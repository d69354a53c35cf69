"""A table on its way to a file: typed fields, rows in their order, what is said of the whole. Values only."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from parcours_app.readers.report import safe_cell

Value = str | int | float | Decimal | date | datetime | bool | None


class Kind(StrEnum):
    """What the cells of a field are, in the words of Frictionless table schemas."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    DATETIME = "datetime"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Field:
    """A column. description is an English msgid; unit says what is counted, when the name does not."""

    name: str
    kind: Kind = Kind.STRING
    description: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: one value per field in each row, None where empty or withheld. about: facts of the whole, in order."""

    name: str
    fields: tuple[Field, ...]
    rows: Sequence[Sequence[Value]]
    about: Mapping[str, Value] = field(default_factory=dict)


def worded(sheet: Sheet, say: Callable[[str], str]) -> Sheet:
    """The table with what is said of it and of its fields in the language of `say`; its rows stay codes."""
    about = {name: say(value) if value and isinstance(value, str) else value for name, value in sheet.about.items()}
    fields = tuple(replace(each, description=each.description and say(each.description)) for each in sheet.fields)
    return replace(sheet, fields=fields, about=about)


def document(sheet: Sheet, **more: Any) -> dict[str, Any]:
    """The table as programs read it: rows by the names of their fields. more: what is said before them."""
    names = [each.name for each in sheet.fields]
    return {**more, "rows": [dict(zip(names, map(_plain, row), strict=True)) for row in sheet.rows]}


def _plain(value: Value) -> Value:
    return float(value) if isinstance(value, Decimal) else value


def safe_text(text: str) -> str:
    """A text as any file may hold it: what no encoding knows is replaced, and nothing starts as a formula does."""
    return safe_cell(text.encode(errors="replace").decode())
