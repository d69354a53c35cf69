"""The dimensions of a table as columns of a file: beside the key of an organisation, its name, for whoever reads it."""

from collections.abc import Mapping, Sequence
from typing import Any

from parcours_app.queries.organisations import organisation_names
from parcours_app.queries.sheet_fields import dimension
from parcours_app.writers import Field, Value
from workflows.engine import sentence

NAMED: Mapping[str, str] = {
    "organisation": sentence("Name of the organisation that answers for the case."),
    "origin": sentence("Name of the organisation that answered when the step began."),
}


def columns(by: Sequence[str]) -> tuple[Field, ...]:
    """The fields of these dimensions, in their order."""
    return tuple(field for name in by for field in (dimension(name), *_named(name)))


def values(rows: Sequence[Mapping[str, Value]]) -> list[tuple[Value, ...]]:
    """What each row says in these columns. rows: their dimensions; names are read once for all of them."""
    keys = {str(row[name]) for row in rows for name in NAMED if row.get(name) is not None}
    names = organisation_names(sorted(keys))
    return [tuple(each for name, value in row.items() for each in _cells(name, value, names)) for row in rows]


def with_names(row: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """The row for reading: the name of an organisation in place of its key. names: by key, as far as they are known."""
    return {**row, **{name: names.get(row[name], row[name]) for name in NAMED if row.get(name)}}


def _cells(name: str, value: Value, names: Mapping[str, str]) -> tuple[Value, ...]:
    return (value, names.get(str(value))) if name in NAMED else (value,)


def _named(name: str) -> list[Field]:
    return [Field(f"{name}_name", description=NAMED[name])] if name in NAMED else []
