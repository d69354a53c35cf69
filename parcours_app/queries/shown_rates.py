"""An indicator's rows as a viewer may read them: supervisors get small counts withheld, and what would give them back.

The units of a row are five counts that do not overlap: in the numerator, in the rest of the denominator, open, paused,
immature. They are masked as one more dimension of the table; a share shows only when both its counts do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from parcours_app.queries.indicators import Answer
from parcours_app.queries.line_masking import masked_table
from parcours_app.scope import Viewer
from workflows.engine import Role
from workflows.indicators import Measure, Row

APART = ("open", "paused", "immature")
# A rate said in public rests on this many units at least (domain.md §2); masking holds an internal one to eleven.
PUBLIC_DENOMINATOR = 60
Value = str | int | None


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as shown: None where a count is withheld, or where there is nothing to divide (rate)."""

    dimensions: Mapping[str, Value]
    numerator: int | None
    denominator: int | None
    rate: Decimal | None
    open: int | None
    paused: int | None
    immature: int | None
    masked: bool


def shown(viewer: Viewer, answer: Answer) -> list[ShownRow]:
    """The rows of an answer, masked for supervisors only: the others read what is theirs, or everything."""
    if viewer.role is not Role.SUPERVISOR:
        return [_row(row, frozenset()) for row in answer.rows]
    return _masked(answer)


def public(answer: Answer) -> list[ShownRow]:
    """The rows of an answer as anybody may read them: masked, and a share on less than sixty units withheld."""
    masks = answer.indicator.measure is Measure.SHARE
    return [_unsaid(row) if masks and _too_few(row) else row for row in _masked(answer)]


def _too_few(row: ShownRow) -> bool:
    return row.denominator is not None and 0 < row.denominator < PUBLIC_DENOMINATOR


def _unsaid(row: ShownRow) -> ShownRow:
    """The row without its share and what makes it: the denominator says why."""
    return replace(row, numerator=None, rate=None, masked=True)


def _masked(answer: Answer) -> list[ShownRow]:
    hidden = masked_table({(place, part): n for place, parts in _parts(answer.rows) for part, n in parts.items()})
    return [
        _row(row, frozenset(part for place, part in hidden if place == _place(row)))  # type: ignore[misc]
        for row in answer.rows
    ]


def _place(row: Row) -> tuple[Value, ...]:
    return tuple(row.dimensions.values())


def _parts(rows: Sequence[Row]) -> list[tuple[tuple[Value, ...], dict[str, int]]]:
    return [(_place(row), _split(row)) for row in rows]


def _split(row: Row) -> dict[str, int]:
    """Counts that do not overlap."""
    rest = row.denominator - row.numerator
    return {"numerator": row.numerator, "rest": rest, **{part: getattr(row, part) for part in APART}}


def _row(row: Row, hidden: frozenset[str]) -> ShownRow:
    rate_hidden = bool(hidden & {"numerator", "rest"})
    apart = {part: None if part in hidden else getattr(row, part) for part in APART}
    return ShownRow(
        dimensions=row.dimensions,
        numerator=None if rate_hidden else row.numerator,
        denominator=None if rate_hidden else row.denominator,
        rate=None if rate_hidden else row.rate,
        masked=bool(hidden),
        **apart,
    )
