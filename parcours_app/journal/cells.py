"""How a cell of the totals is stored: one column per dimension, on every table that counts."""

from typing import Any

from workflows.totals import DIMENSIONS, Cell

# The column of each dimension, in the order of the table of dimensions.
COLUMN = {name: "organisation_id" if name == "organisation" else name for name in DIMENSIONS}


def cell_values(cell: Cell) -> dict[str, Any]:
    """The columns of a cell."""
    return {column: getattr(cell, name) for name, column in COLUMN.items()}


def cell_of(row: Any) -> Cell:
    """The cell of a stored row, by the names of its columns."""
    return Cell(**{name: getattr(row, column) for name, column in COLUMN.items()})
