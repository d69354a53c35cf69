"""What is withheld from supervisors in the totals: small counts, in all the tables they may ask for at once.

The dimensions that may be crossed, two at a time, make one world of tables (workflows/disclosure), so that the same
count is withheld whatever is asked. Any other dimension is read alone: its table and the true total bind nothing else.
"""

from collections.abc import Callable, Mapping
from itertools import combinations

from flask import current_app

from parcours_app.settings import Settings
from workflows.disclosure import SMALLEST, Cell, Veil, veil

# Together they tell where somebody stands and who answers for them; the order is that of their places in a record.
CROSSED = ("region", "year", "public", "stage", "organisation", "pact")
TABLES = ((), *((place,) for place in range(len(CROSSED))), *combinations(range(len(CROSSED)), 2))
# Those that depend on one another: an organisation tells its region.
GROUND = tuple(CROSSED.index(name) for name in ("region", "organisation", "pact"))
# The persons of a territory are told in any case: `total` is the true total (decisions.md, Totals).
TOLD = "persons"
Counted = Callable[[tuple[str, ...]], Mapping[Cell, Mapping[str, int]]]


def largest() -> int:
    """The greatest count to withhold, as configured."""
    settings: Settings = current_app.extensions["parcours_settings"]
    return settings.largest_masked


def crossable(by: tuple[str, ...]) -> bool:
    """Whether a supervisor may read the table of these dimensions: one of them, or two of those that are crossed."""
    return len(by) <= 1 or (len(by) == 2 and set(by) <= set(CROSSED))  # noqa: PLR2004 - a table has two sides


class Withheld:
    """What is withheld from the tables of one situation. counted: the true counts by some dimensions, by measure."""

    def __init__(self, counted: Counted) -> None:
        self._counted = counted
        self._counts: dict[tuple[str, ...], Mapping[Cell, Mapping[str, int]]] = {}
        self._veils: dict[tuple[tuple[str, ...], str], Veil] = {}

    def cells(self, by: tuple[str, ...], measure: str) -> frozenset[Cell]:
        """The cells to withhold from a measure in the table of these dimensions; crossable dimensions only."""
        world = CROSSED if set(by) <= set(CROSSED) else by
        if (world, measure) not in self._veils:
            self._veils[world, measure] = self._drawn(world, measure)
        places = tuple(sorted(world.index(name) for name in by))
        turned = [places.index(world.index(name)) for name in by]
        if not by and self._small(measure):
            return frozenset({()})
        found = self._veils[world, measure].withheld(places)
        return frozenset(tuple([cell[place] for place in turned]) for cell in found)

    def _small(self, measure: str) -> bool:
        """Whether the row of everybody is small: it is withheld like any other, whatever is told beside it."""
        return SMALLEST <= sum(found[measure] for found in self._counts[CROSSED].values()) <= largest()

    def _drawn(self, world: tuple[str, ...], measure: str) -> Veil:
        if world not in self._counts:
            self._counts[world] = self._counted(world)
        records = {cell: n for cell, found in self._counts[world].items() if (n := found[measure])}
        crossed = world == CROSSED
        tables, ground = (TABLES, GROUND) if crossed else (((), (0,)), ())
        return veil(records, tables, largest(), ground=ground, told=measure == TOLD)
