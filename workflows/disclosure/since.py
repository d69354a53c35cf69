"""What an earlier day withheld, seen from a later one: the doubts that still stand, and those that hold on both days.

A reader of both days knows what only grows between them. A doubt holds on both when the earlier day withholds all that
it touches, so that the other world was there already; or when the units it changes came since, so that it was not. An
earlier doubt is let go when those it adds may have come since: then it was a doubt on that day alone. Else it stands,
or somebody who came since makes up for what it moved. A value that nobody had, and few have, is young (young.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import combinations
from operator import ne

from workflows.disclosure.days import SOME, TwoDays, Withheld
from workflows.disclosure.groups import joined
from workflows.disclosure.records import Cell, Places, Record, Units, lacking, taking
from workflows.disclosure.world import Doubt, World
from workflows.disclosure.young import young

# How many of the places where those a doubt moves may be are made up for.
FEW = 4


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was withheld on an earlier day, which readers may have beside this one.

    lasting: the places whose values never change; by these, units only come from one day to the next. joining: whether
    the values that nobody had then and few have now are not told apart; begun: those that have begun, by place. known:
    the units of that day as they are known since: whoever was recorded late has not come, for who reads that day again.
    """

    veil: Withheld
    lasting: Places
    joining: bool = False
    known: Units | None = None
    begun: frozenset[tuple[int, Hashable]] = frozenset()

    def young(
        self, records: Mapping[Record, int], tables: Sequence[Places], largest: int
    ) -> Iterator[tuple[Places, Cell]]:
        """The values to join, alone or crossed in these tables."""
        if self.joining:
            lasting = [places for places in tables if set(places) <= {*self.lasting}]
            yield from young(self.veil.world.records, records, lasting, largest, dict(self.begun))

    def seen_from(self, world: World, groups: Sequence[Mapping[Hashable, Cell]]) -> Since:
        """The same beside the world of this day."""
        return Since(world, groups, self)


class Since(TwoDays):
    """A world beside an earlier one, whose values may not be told apart as they are now."""

    def __init__(self, world: World, groups: Sequence[Mapping[Hashable, Cell]], earlier: Earlier) -> None:
        super().__init__(world, groups, earlier.veil, earlier.lasting, earlier.known)
        # Whoever has a value not told apart from one there was may have that one, for who reads a day that tells: they
        # make up for nobody, and no doubt holds because they came.
        had = [{value for record in earlier.veil.world.records for value in record[place]} for place in self._lasting]
        for key in self._came_by:
            if any(joined(group) and not had[n].issuperset(group) for n, group in enumerate(key)):
                self._came_by[key] = 0

    def _between(self, here: Counter[Cell], there: Counter[Cell]) -> Counter[Cell]:
        return here - there

    def standing(self) -> Iterator[Sequence[Doubt]]:
        """The earlier doubts that cannot be let go, each with the ways to keep it."""
        for gone, come in self._doubts():
            if not self._came(come, gone) and (ways := [*filter(None, self._ways(gone, come))]):
                yield ways

    def _ways(self, gone: tuple[Record, ...], come: tuple[Record, ...]) -> Iterator[Doubt | None]:
        """The doubt itself, where those it moves may be now; or made up for, so that what it moved is as it was."""
        here = self._world.changed(gone, come)
        some = [(gone, come)] if here else [*self._elsewhere(gone, come)]
        yield from [here] if here else (self._world.changed(*each) for each in some)
        if len(gone) == 1:
            for (left,), (taken,) in some[:FEW]:
                yield from self._made_up(left, taken)

    def _made_up(self, left: Record, taken: Record) -> Iterator[Doubt | None]:
        """By a newcomer who takes back what was moved, or all but one value of it, as a year that nobody comes to."""
        moved = tuple([place for place in self._every if left[place] != taken[place]])
        for places in filter(None, (moved, *combinations(moved, len(moved) - 1))):
            for other in self._newcomers(places, tuple([taken[place] for place in places]), left):
                yield self._world.changed((left, other), (taken, taking(other, left, places)))

    def _newcomers(self, places: Places, cell: Cell, like: Record) -> list[Record]:
        """Some of those in a cell who came since, the most alike first."""
        found = [record for record in self._world.inside(places, cell) if self._came_by[self._kept(record)] > 0]
        return nsmallest(SOME, found, key=lambda record: sum(map(ne, record, like)))

    def holds(self, doubt: Doubt) -> bool:
        """Whether the other world of a doubt is possible on both days."""
        return (
            self._came(doubt.gone, doubt.come)
            or self._hides(doubt)
            or self._hides_rest(doubt, *lacking(doubt.gone, doubt.come, self._came_by, self._kept))
        )
