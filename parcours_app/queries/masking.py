"""Withholding small counts: cells of 1 to 10 are masked, and others with them so that no subtraction gives them back.

Every line of the table (all dimensions but one fixed) is treated as if its sum were published, because it is when the
caller asks for fewer dimensions. Zero is shown: it is known to be zero. Knows no database and no dimension by name.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping

SMALLEST, LARGEST = 1, 10
Cell = tuple[Hashable, ...]


def masked_table(counts: Mapping[Cell, int]) -> frozenset[Cell]:
    """The cells to withhold from a table of counts keyed by their dimensions' values."""
    hidden = {cell for cell, count in counts.items() if SMALLEST <= count <= LARGEST}
    lines = list(_lines(counts))
    changed = bool(hidden)
    while changed:
        changed = False
        for line in lines:
            more = _one_more(counts, line, hidden)
            if more is not None:
                hidden.add(more)
                changed = True
    return frozenset(hidden)


def _lines(counts: Mapping[Cell, int]) -> Iterator[list[Cell]]:
    width = len(next(iter(counts), ()))
    for free in range(width):
        found: dict[Cell, list[Cell]] = defaultdict(list)
        for cell in counts:
            found[cell[:free] + cell[free + 1 :]].append(cell)
        yield from found.values()
    if width > 1:
        yield list(counts)


def _one_more(counts: Mapping[Cell, int], line: list[Cell], hidden: set[Cell]) -> Cell | None:
    """The smallest shown cell of a line whose sum gives its masked cells away; None when it gives nothing away."""
    kept_back = [cell for cell in line if cell in hidden]
    if not kept_back or not _told_by_sum([counts[cell] for cell in kept_back]):
        return None
    shown = [cell for cell in line if cell not in hidden and counts[cell] > 0]
    return min(shown, key=lambda cell: (counts[cell], tuple(map(str, cell))), default=None)


def _told_by_sum(values: list[int]) -> bool:
    """Whether knowing the sum tells the values: one alone, or all at an end of the masked range."""
    if len(values) == 1:
        return True
    return sum(values) in (SMALLEST * len(values), LARGEST * len(values)) and max(values) <= LARGEST
