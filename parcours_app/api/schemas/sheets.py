"""The rows of a table as the API describes them: each field in the words of its sheet, so that neither differs."""

from collections.abc import Iterable, Mapping
from typing import Any

from marshmallow import Schema, fields

from parcours_app.writers import Field, Kind

KINDS: Mapping[Kind, type[fields.Field[Any]]] = {
    Kind.STRING: fields.String,
    Kind.INTEGER: fields.Integer,
    Kind.NUMBER: fields.Float,
    Kind.DATE: fields.Date,
    Kind.DATETIME: fields.DateTime,
    Kind.BOOLEAN: fields.Boolean,
}


def rows_of(name: str, columns: Iterable[Field], **more: fields.Field[Any]) -> fields.List[Any]:
    """A list of rows; a cell is null where it is withheld, or nothing is to be said. more: what no file holds."""
    cells = {each.name: KINDS[each.kind](allow_none=True, metadata=_words(each)) for each in columns}
    shape: dict[str, fields.Field[Any]] = {**cells, **more}
    return fields.List(fields.Nested(Schema.from_dict(shape, name=name)))


def _words(column: Field) -> dict[str, str]:
    unit = f" ({column.unit})" if column.unit else ""
    return {"description": column.description + unit}
