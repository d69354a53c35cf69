"""Which doubt on a count to withhold for: one that holds in what readers have beside, and that they feel the least."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import partial
from itertools import chain, islice

from workflows.disclosure.bound import Part, Whole
from workflows.disclosure.doubts import doubts
from workflows.disclosure.parts import InParts
from workflows.disclosure.records import Cell, Places, ordered
from workflows.disclosure.since import Since
from workflows.disclosure.until import Until
from workflows.disclosure.within import Within
from workflows.disclosure.world import Doubt, World

# How many doubts of one level are compared; and how many are looked at to find some that hold in two situations.
ENOUGH, MANY = 12, 60
# How many levels further such a doubt is looked for, once there is another; and one that is a doubt in every part too,
# or, where values change together, one that is felt less.
FURTHER, LITTLE, LESS = 8, 1, 7
# Looked for at length: how many records of a cell are tried, and how many doubts.
AT_LENGTH, SO_MANY = 12, 1000
At = tuple[Places, Cell]
Held = frozenset[int]
Beside = Sequence[Since | Until | Within | InParts | Whole | Part]


class Choice:
    """The doubts on a world, beside what readers may have: what matters most first, the tables of its parts last.

    beside: all but the parts, in their order. What a doubt holds in is told by the numbers of these. required: those
    that the same reader has, as another measure of the day.
    """

    def __init__(self, world: World, beside: Beside) -> None:
        self._world = world
        self.beside = [each for each in beside if not isinstance(each, InParts)]
        self.every = frozenset(range(len(self.beside)))
        self.required = frozenset(n for n in self.every if isinstance(self.beside[n], Whole | Part))
        self._parts = [each for each in beside if isinstance(each, InParts)]

    def holding(self, doubt: Doubt) -> Held:
        """In which of what is beside a doubt holds."""
        return frozenset(n for n in self.every if self.beside[n].holds(doubt))

    def least_felt(self, places: Places, cell: Cell, hidden: Collection[At], held: Held | None = None) -> Doubt | None:
        """The doubt on this cell, of those that hold in the most of what is beside, that withholds the fewest lines.

        Then one that is a doubt in every part too, if there is one; then the one that withholds the fewest counts.
        held: what the doubts there are already hold in, if there are some: only one that holds in more is of use.
        """
        found: dict[tuple[bool, ...], list[Doubt]] = defaultdict(list)
        lacking = sorted(self.every - (held or frozenset()))
        every, none = ((each,) * len(lacking) for each in (True, False))
        more = FURTHER
        for level in doubts(self._world, places, cell):
            on_it = (doubt for doubt in level if (places, cell) in doubt.effect)
            before = len(found[every])
            for doubt in islice(on_it, MANY if self.beside or self._parts else ENOUGH):
                found[tuple([self.beside[n].holds(doubt) for n in lacking])].append(doubt)
            more -= any(found.values())
            free = [doubt for doubt in found[every][before:] if not self._lines(doubt, hidden)]
            if free:
                more = min(more, LESS if self._world.bundled else LITTLE)
            if not more or (not self._world.bundled and any(map(self._in_parts, free))):
                break
        if held is not None:
            found.pop(none, None)
        best = next((found[held] for held in sorted(found, reverse=True) if found[held]), None)
        if best is None:
            return None
        felt = sorted(best, key=partial(self._felt, hidden))
        fewest = self._lines(felt[0], hidden)
        felt = [doubt for doubt in felt if self._lines(doubt, hidden) == fewest]
        return next(filter(self._in_parts, felt), felt[0])

    def at_length(self, places: Places, cell: Cell, hidden: Collection[At]) -> Doubt | None:
        """A doubt on this cell that holds in what the same reader has beside, looked for at length; None for want."""
        every = chain.from_iterable(doubts(self._world, places, cell, AT_LENGTH))
        on_it = (doubt for doubt in islice(every, SO_MANY) if (places, cell) in doubt.effect)
        holding = (doubt for doubt in on_it if self.required <= self.holding(doubt))
        return min(islice(holding, ENOUGH), key=partial(self._felt, hidden), default=None)

    def least(self, some: Sequence[Doubt], hidden: Collection[At]) -> Doubt:
        """The one that withholds the least that is not yet."""
        return min(some, key=partial(self._felt, hidden))

    def _felt(self, hidden: Collection[At], doubt: Doubt) -> tuple[int, int, int, list[tuple[Places, tuple[str, ...]]]]:
        """How much is withheld for a doubt that is not yet: first by one dimension, then counts, then units.

        Where values change together, units come before counts, for the share of a region is read more than that of a
        house; then what comes first among them is withheld last.
        """
        more = [at for at in doubt.effect if at not in hidden]
        units, cells = sum(self._world.tables[places][cell] for places, cell in more), len(more)
        in_order = sorted((places, ordered(cell)) for places, cell in more)
        if self._world.bundled:
            last = [(tuple([-place for place in places]), cell) for places, cell in in_order]
            return self._lines(doubt, hidden), units, cells, last
        return self._lines(doubt, hidden), cells, units, in_order

    def _lines(self, doubt: Doubt, hidden: Collection[At]) -> int:
        """How many lines are withheld for a doubt that are not yet, those of a part of the units among them."""
        return lines(doubt, hidden) + sum(each.lines(doubt) for each in self.beside if isinstance(each, Whole))

    def _in_parts(self, doubt: Doubt) -> bool:
        return all(part.holds(doubt) for part in self._parts)


def lines(doubt: Doubt, hidden: Collection[At]) -> int:
    """How many counts by one dimension are withheld for a doubt that are not yet: they are read the most."""
    return len([at for at in doubt.effect if len(at[0]) == 1 and at not in hidden])
