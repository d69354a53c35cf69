"""What the readers of the parts of a territory know beside the tables of the whole: the sum of their part, its tables.

A doubt on the whole that moves somebody to another part is none for who knows the sums, and one that adds to a count
which is zero in a part is none for who reads its tables. Of doubts as good, one for them too is preferred.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workflows.disclosure.records import Cell, changing, counted, differing, kept
from workflows.disclosure.world import SMALLEST, Doubt, World


@dataclass(frozen=True, slots=True)
class Parts:
    """Each value in a place has readers of its own."""

    place: int

    def seen_from(self, world: World, _groups: Sequence[Mapping[Hashable, Cell]]) -> InParts:
        """The same in this world."""
        return InParts(world, self.place)


class InParts:
    """The tables of every part: those of the whole crossed with the place of the parts."""

    def __init__(self, world: World, place: int) -> None:
        self._place = place
        crossed = [(place, *places) for places in world.tables if places and place not in places]
        self._tables = [({*places}, kept(places), counted(world.records, places)) for places in crossed]

    def standing(self) -> Iterator[Sequence[Doubt]]:
        """Nothing: what a part withholds is chosen beside the whole."""
        return iter(())

    def holds(self, doubt: Doubt) -> bool:
        """Whether no part gains or loses anybody, and none of its counts passes from zero or to it."""
        if any(differing([left[self._place] for left in doubt.gone], [taken[self._place] for taken in doubt.come])):
            return False
        moved = changing(doubt.gone, doubt.come)
        for places, key, table in self._tables:
            if moved.isdisjoint(places):
                continue
            gone, come = differing(map(key, doubt.gone), map(key, doubt.come))
            if any(not table[cell] for cell in come) or any(table[cell] - gone.count(cell) < SMALLEST for cell in gone):
                return False
        return True
