"""What a publication says, read from its file: the rows as they were frozen. One that we do not write so is none."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from parcours_app.models import Publication
from parcours_app.queries.counted import Value
from parcours_app.queries.totals import Line
from workflows.totals import DIMENSIONS, MEASURES, TOTALS

# The threshold of the publications that do not say theirs.
BEFORE_IT_WAS_SAID = 10


class _Document(Schema):
    """The file as we write it; what else it says is left out here."""

    class Meta:
        """Drop what is not asked."""

        unknown = EXCLUDE

    by = fields.List(fields.String(validate=validate.OneOf(DIMENSIONS)), required=True)
    rows = fields.List(fields.Dict(keys=fields.String()), required=True)
    total = fields.Integer(strict=True, required=True)
    # The first publications keep the total of persons alone.
    total_entries = fields.Integer(strict=True, allow_none=True)
    total_trained = fields.Integer(strict=True, allow_none=True)
    organisations = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    definitions = fields.List(fields.String(), required=True)
    # Those of the first publications are in English only.
    definitions_fr = fields.List(fields.String(), load_default=list)
    largest_masked = fields.Integer(strict=True, load_default=BEFORE_IT_WAS_SAID)


DOCUMENT = _Document()


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a publication says: its rows as read from its file, the names of its organisations, its definitions.

    totals: of everybody, by measure; the first publications keep that of persons alone.
    definitions_fr: the same in French, empty in the first publications.
    largest_masked: the greatest count that was masked on that day. said: all that the file says, as it says it.
    """

    by: tuple[str, ...]
    rows: tuple[Line, ...]
    total: int
    totals: Mapping[str, int | None]
    organisations: Mapping[str, str]
    definitions: Sequence[str]
    definitions_fr: Sequence[str]
    largest_masked: int
    said: Mapping[str, Any]


def frozen(found: Publication) -> Frozen:
    """The content of its file. Raises ValueError when the file can no longer be read, or is not one we write."""
    try:
        said = json.loads(found.document)
        told = DOCUMENT.load(said)
    except (ValidationError, RecursionError) as broken:
        raise ValueError(str(broken)) from broken
    by = tuple(told["by"])
    rows = tuple(
        Line({name: _value(row, name) for name in by}, **{measure: _count(row, measure) for measure in MEASURES})
        for row in told["rows"]
    )
    everybody = {measure: told[name] for measure, name in TOTALS.items() if name in told}
    kept = {name: told[name] for name in ("total", "organisations", "definitions", "definitions_fr", "largest_masked")}
    return Frozen(by, rows, totals=everybody, **kept, said=said)


def _value(row: Mapping[str, Any], name: str) -> Value:
    value = row.get(name, ())
    if value is not None and type(value) not in (str, int):
        raise ValueError(f"{name}: {value!r}")
    found: Value = value
    return found


def _count(row: Mapping[str, Any], measure: str) -> int | None:
    count = row.get(measure, ())
    if count is not None and type(count) is not int:
        raise ValueError(f"{measure}: {count!r}")
    return count
