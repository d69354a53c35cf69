"""What is withheld from supervisors in the totals: small counts, in all the tables they may ask for at once.

The dimensions that may be crossed, two at a time, make one world of tables (workflows/disclosure), so that the same
count is withheld whatever is asked. Any other dimension is read alone: its table and the true total bind nothing else.
"""

from collections.abc import Callable, Mapping
from itertools import combinations

from flask import current_app

from parcours_app.settings import Settings
from workflows.disclosure import Cell, Places, Veil, veil
from workflows.totals import MEASURES

# Together they tell where somebody stands and who answers for them; the order is that of their places in a record.
CROSSED = ("region", "year", "public", "stage", "organisation", "pact")
TABLES = ((), *((place,) for place in range(len(CROSSED))), *combinations(range(len(CROSSED)), 2))
# Those that depend on one another: an organisation tells its region.
GROUND = tuple(CROSSED.index(name) for name in ("region", "organisation", "pact"))
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
        self._veils: dict[tuple[str, ...], Mapping[str, Veil]] = {}

    def cells(self, by: tuple[str, ...]) -> Mapping[str, frozenset[Cell]]:
        """The cells to withhold from the table of these dimensions, for each measure; crossable dimensions only."""
        world = CROSSED if set(by) <= set(CROSSED) else by
        if world not in self._veils:
            self._veils[world] = self._drawn(world)
        places = tuple(sorted(world.index(name) for name in by))
        turned = [places.index(world.index(name)) for name in by]
        found = {measure: drawn.withheld(places) for measure, drawn in self._veils[world].items()}
        return {m: frozenset(tuple([cell[place] for place in turned]) for cell in cells) for m, cells in found.items()}

    def _drawn(self, world: tuple[str, ...]) -> Mapping[str, Veil]:
        counts = self._counted(world)
        tables: tuple[Places, ...] = TABLES if world == CROSSED else ((), (0,))
        ground = GROUND if world == CROSSED else ()
        return {
            measure: veil(
                {cell: n for cell, found in counts.items() if (n := found[measure])}, tables, largest(), ground=ground
            )
            for measure in MEASURES
        }
