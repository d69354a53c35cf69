"""Two days of one world: what the other day withheld in the values told apart on this one, and who came between them.

Units only come from the first day to the second, by the places whose values last; in the others they may change.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, product
from typing import Protocol

from workflows.disclosure.groups import regrouped, seen_as
from workflows.disclosure.records import Cell, Places, Record, Units, differing
from workflows.disclosure.world import Doubt, World

# How many of each record that a doubt moves are tried, where they may be on this day; in how many combinations.
SOME, COMBINED = 12, 150


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


class TwoDays(ABC):
    """The world of this day, and what another day withheld.

    lasting: the places whose values never change. known: the units of the other day as they are known since: who was
    recorded late did not come between the two, for who reads that day again.
    """

    def __init__(
        self,
        world: World,
        groups: Sequence[Mapping[Hashable, Cell]],
        other: Withheld,
        lasting: Places,
        known: Units | None,
    ) -> None:
        self._world = world
        self._groups = groups
        self._other = other
        self._lasting = lasting
        self._every = range(len(groups))
        self._hidden = {(places, self._now(places, cell)) for places, cell in other.covered()}
        here = self._kinds(world.records.items())
        there = ((self._now(self._every, record), count) for record, count in other.world.records.items())
        # How many units of each kind that lasts came between the two days.
        self._came_by = self._between(here, self._kinds(there))
        if known is not None:
            self._came_by &= self._between(here, self._kinds(seen_as(dict(known), groups).items()))

    @abstractmethod
    def _between(self, here: Counter[Cell], there: Counter[Cell]) -> Counter[Cell]:
        """How many more there are of each kind on the second of the two days, which are this one and the other."""

    def _kinds(self, records: Iterable[tuple[Record, int]]) -> Counter[Cell]:
        """How many units of each kind there are."""
        found: Counter[Cell] = Counter()
        for record, count in records:
            found[self._kept(record)] += count
        return found

    def _doubts(self) -> Iterator[tuple[tuple[Record, ...], tuple[Record, ...]]]:
        """Those that go and those that come in each doubt of the other day."""
        for doubt in self._other.doubts:
            gone, come = (
                tuple([self._now(self._every, record) for record in each]) for each in (doubt.gone, doubt.come)
            )
            yield gone, come

    def _elsewhere(
        self, gone: tuple[Record, ...], come: tuple[Record, ...]
    ) -> Iterator[tuple[tuple[Record, ...], tuple[Record, ...]]]:
        """The same in what lasts: whoever it moves may be otherwise in the rest on this day, as others like them."""
        found = []
        for left, taken in zip(gone, come, strict=True):
            here, there = (self._world.inside(self._lasting, self._kept(each))[:SOME] for each in (left, taken))
            found.append([(now, self._lasting_as(taken, other)) for now in here for other in (now, *there)])
        for some in islice(product(*found), COMBINED):
            yield tuple([now for now, _ in some]), tuple([other for _, other in some])

    def _lasting_as(self, record: Record, other: Record) -> Record:
        """What lasts of a record, and the rest of the other."""
        return tuple([record[place] if place in self._lasting else other[place] for place in self._every])

    def _hides(self, doubt: Doubt) -> bool:
        """Whether the other day withheld all that a doubt touches: its other world was one there too."""
        return self._hidden.issuperset(doubt.effect)

    def _hides_rest(self, doubt: Doubt, gone: tuple[Record, ...], come: tuple[Record, ...]) -> bool:
        """Whether the other day withheld what a doubt changes of these, a part of those it changes."""
        if len(gone) in (0, len(doubt.gone)):
            return False
        there = self._other.world.changed(gone, come)
        return there is not None and self._hides(there)

    def _came(self, some: Iterable[Record], others: Iterable[Record]) -> bool:
        """Whether those of `some` that the others do not replace may all have come between the two days."""
        net, _others = differing(map(self._kept, some), map(self._kept, others))
        return all(self._came_by[key] >= net.count(key) for key in net)

    def _kept(self, record: Record) -> Cell:
        return tuple([record[place] for place in self._lasting])

    def _now(self, places: Iterable[int], cell: Cell) -> Cell:
        """A cell of the other day in the values told apart on this one."""
        return regrouped(cell, [self._groups[place] for place in places])
