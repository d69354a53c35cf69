"""What an earlier day withheld, seen from a later one: the doubts that still stand, and those that hold on both days.

A reader of both days knows what only grows between them. A doubt holds on both when the earlier day withholds all that
it touches, so that the other world was there already; or when the units it changes came since, so that it was not. An
earlier doubt is let go when those it adds may have come since: then it was a doubt on that day alone. Else it stands,
or somebody who came since makes up for what it moved. A value that nobody had, and few have, is young (young.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import combinations, islice, product
from operator import ne
from typing import Protocol

from workflows.disclosure.groups import joined, regrouped, seen_as
from workflows.disclosure.records import Cell, Places, Record, Units, differing, lacking, taking
from workflows.disclosure.world import Doubt, World
from workflows.disclosure.young import young

# How many of those who came since are tried to make up for a doubt; how many of each record it moves, where they may be
# now; in how many combinations, of which a few may be made up for.
SOME, COMBINED, FEW = 12, 150, 4


class Withheld(Protocol):
    """What another situation withheld, in the values it told apart."""

    @property
    def world(self) -> World:
        """Its records and tables."""

    @property
    def groups(self) -> Sequence[Mapping[Hashable, Cell]]:
        """The values it told apart."""

    @property
    def doubts(self) -> Sequence[Doubt]:
        """Why."""

    def hides(self, places: Places, cell: Cell) -> bool:
        """Whether a count of a table is withheld."""

    def covered(self) -> Iterator[tuple[Places, Cell]]:
        """The withheld cells."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was withheld on an earlier day, which readers may have beside this one.

    lasting: the places whose values never change; by these, units only come from one day to the next. joining: whether
    the values that nobody had then and few have now are not told apart. known: the units of that day as they are known
    since: whoever was recorded late has not come, for who reads that day again.
    """

    veil: Withheld
    lasting: Places
    joining: bool = False
    known: Units | None = None

    def young(
        self, records: Mapping[Record, int], tables: Sequence[Places], largest: int
    ) -> Iterator[tuple[Places, Cell]]:
        """The values to join, alone or crossed in these tables."""
        if self.joining:
            lasting = [places for places in tables if set(places) <= {*self.lasting}]
            yield from young(self.veil.world.records, records, lasting, largest)

    def seen_from(self, world: World, groups: Sequence[Mapping[Hashable, Cell]]) -> Since:
        """The same beside the world of this day."""
        return Since(world, groups, self)


class Since:
    """A world beside an earlier one, whose values may not be told apart as they are now."""

    def __init__(self, world: World, groups: Sequence[Mapping[Hashable, Cell]], earlier: Earlier) -> None:
        self._world = world
        self._groups = groups
        self._lasting = earlier.lasting
        self._every = range(len(groups))
        self._before = before = earlier.veil
        self._hidden = {(places, self._now(places, cell)) for places, cell in before.covered()}
        then = ((self._now(self._every, record), count) for record, count in before.world.records.items())
        came = self._beyond(then)
        if earlier.known is not None:
            came &= self._beyond(seen_as(dict(earlier.known), groups).items())
        # Whoever has a value not told apart from one there was may have that one, for who reads a day that tells: they
        # make up for nobody, and no doubt holds because they came.
        had = [{value for record in before.world.records for value in record[place]} for place in self._lasting]
        for key in came:
            if any(joined(group) and not had[n].issuperset(group) for n, group in enumerate(key)):
                came[key] = 0
        self._came_by = came

    def _beyond(self, then: Iterable[tuple[Record, int]]) -> Counter[Cell]:
        """How many units there are of each kind that lasts beyond those of a day."""
        found = Counter[Cell]()
        for record, count in self._world.records.items():
            found[self._kept(record)] += count
        for record, count in then:
            found[self._kept(record)] -= count
        return found

    def standing(self) -> Iterator[Sequence[Doubt]]:
        """The earlier doubts that cannot be let go, each with the ways to keep it."""
        for doubt in self._before.doubts:
            gone, come = (
                tuple([self._now(self._every, record) for record in each]) for each in (doubt.gone, doubt.come)
            )
            if not self._came(come, gone) and (ways := [*filter(None, self._ways(gone, come))]):
                yield ways

    def _ways(self, gone: tuple[Record, ...], come: tuple[Record, ...]) -> Iterator[Doubt | None]:
        """The doubt itself, where those it moves may be now; or made up for, so that what it moved is as it was."""
        here = self._world.changed(gone, come)
        some = [(gone, come)] if here else [*islice(self._elsewhere(gone, come), COMBINED)]
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

    def _elsewhere(
        self, gone: tuple[Record, ...], come: tuple[Record, ...]
    ) -> Iterator[tuple[tuple[Record, ...], tuple[Record, ...]]]:
        """The same in what lasts: whoever it moves may have changed in the rest since, as others like them did."""
        found = []
        for left, taken in zip(gone, come, strict=True):
            here, there = (self._world.inside(self._lasting, self._kept(each))[:SOME] for each in (left, taken))
            found.append([(now, self._lasting_as(taken, other)) for now in here for other in (now, *there)])
        for some in product(*found):
            yield tuple([now for now, _ in some]), tuple([other for _, other in some])

    def _lasting_as(self, record: Record, other: Record) -> Record:
        """What lasts of a record, and the rest of the other."""
        return tuple([record[place] if place in self._lasting else other[place] for place in self._every])

    def _newcomers(self, places: Places, cell: Cell, like: Record) -> list[Record]:
        """Some of those in a cell who came since, the most alike first."""
        found = [record for record in self._world.inside(places, cell) if self._came_by[self._kept(record)] > 0]
        return nsmallest(SOME, found, key=lambda record: sum(map(ne, record, like)))

    def holds(self, doubt: Doubt) -> bool:
        """Whether the other world of a doubt is possible on both days."""
        return (
            self._came(doubt.gone, doubt.come) or self._hidden.issuperset(doubt.effect) or self._held_by_others(doubt)
        )

    def _held_by_others(self, doubt: Doubt) -> bool:
        """Whether some of those it changes came since, and what it changes of the others was withheld."""
        gone, come = lacking(doubt.gone, doubt.come, self._came_by, self._kept)
        if len(gone) in (0, len(doubt.gone)):
            return False
        before = self._before.world.changed(gone, come)
        return before is not None and self._hidden.issuperset(before.effect)

    def _came(self, some: Iterable[Record], others: Iterable[Record]) -> bool:
        """Whether those of `some` that the others do not replace may all have come since."""
        net, _others = differing(map(self._kept, some), map(self._kept, others))
        return all(self._came_by[key] >= net.count(key) for key in net)

    def _kept(self, record: Record) -> Cell:
        return tuple([record[place] for place in self._lasting])

    def _now(self, places: Iterable[int], cell: Cell) -> Cell:
        """A cell of the earlier day in the values told apart now."""
        return regrouped(cell, [self._groups[place] for place in places])
