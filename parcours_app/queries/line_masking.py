"""Withholding small counts of a cohort: they are masked, and others with them so that no subtraction gives them back.

A caller may ask for fewer dimensions and subtract. So the coarser tables are masked first, each as it is when asked for
alone, and a finer one must keep what they hide. Zero is shown: it is known to be zero. Knows no dimension by name.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from itertools import combinations

from workflows.disclosure import LARGEST, SMALLEST

Cell = tuple[Hashable, ...]
Table = Mapping[Cell, int]
Places = tuple[int, ...]


def masked_table(counts: Table, largest: int = LARGEST) -> frozenset[Cell]:
    """The cells to withhold from a table of counts keyed by the values of dimensions in a fixed order.

    largest: the greatest count that is withheld.
    """
    width = len(next(iter(counts), ()))
    hidden: dict[Places, frozenset[Cell]] = {(): frozenset()}
    for size in range(1, width + 1):
        for places in combinations(range(width), size):
            hidden[places] = _masked(_summed(counts, places), places, hidden, largest)
    return hidden[tuple(range(width))] if width else _small(counts, largest)


def _summed(counts: Table, places: Places) -> Table:
    """The table with these dimensions only."""
    sums: dict[Cell, int] = defaultdict(int)
    for cell, count in counts.items():
        sums[tuple(cell[place] for place in places)] += count
    return sums


def _small(table: Table, largest: int) -> frozenset[Cell]:
    return frozenset(cell for cell, count in table.items() if SMALLEST <= count <= largest)


def _masked(table: Table, places: Places, coarser: Mapping[Places, frozenset[Cell]], largest: int) -> frozenset[Cell]:
    """The cells of one table to withhold, given what the coarser tables withhold."""
    hidden = set(_small(table, largest))
    lines = list(_lines(table, places, coarser))
    changed = True
    while changed:
        changed = False
        for sum_hidden, line in lines:
            more = _one_more(table, line, hidden, largest, sum_hidden=sum_hidden)
            if more is not None:
                hidden.add(more)
                changed = True
    return frozenset(hidden)


def _lines(
    table: Table, places: Places, coarser: Mapping[Places, frozenset[Cell]]
) -> Iterator[tuple[bool, list[Cell]]]:
    """Each line of the table, all dimensions but one fixed, and whether its sum is withheld in the coarser table."""
    for free in range(len(places)):
        found: dict[Cell, list[Cell]] = defaultdict(list)
        for cell in table:
            found[cell[:free] + cell[free + 1 :]].append(cell)
        withheld = coarser[places[:free] + places[free + 1 :]]
        yield from ((key in withheld, line) for key, line in found.items())


def _one_more(table: Table, line: list[Cell], hidden: set[Cell], largest: int, *, sum_hidden: bool) -> Cell | None:
    """The smallest shown cell of a line that gives something away as it is; None when it gives nothing away."""
    kept_back = [table[cell] for cell in line if cell in hidden]
    gives_away = not kept_back if sum_hidden else _told_by_sum(kept_back, largest)
    if not gives_away:
        return None
    shown = [cell for cell in line if cell not in hidden and table[cell] > 0]
    return min(shown, key=lambda cell: (table[cell], tuple(map(str, cell))), default=None)


def _told_by_sum(values: list[int], largest: int) -> bool:
    """Whether knowing their sum tells masked values: one alone, or all at an end of the masked range."""
    if len(values) <= 1:
        return len(values) == 1
    return sum(values) in (SMALLEST * len(values), largest * len(values)) and max(values) <= largest
