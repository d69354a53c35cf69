"""What a wider territory withholds, seen from a part of it, whose readers may have the tables of the whole.

A doubt on the whole, seen from the part, is what it changes there: it must stand there too, or the part would settle
it. A doubt on the part holds in the whole when the whole withholds each cell of it that its tables tell as well.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workflows.disclosure.days import Withheld
from workflows.disclosure.groups import regrouped
from workflows.disclosure.records import Cell, Places, Record
from workflows.disclosure.world import Doubt, World


@dataclass(frozen=True, slots=True)
class Wider:
    """What is withheld of a whole of which this world is a part: the records with a value in a place.

    ground: places whose values mostly lie in one part only, so that the whole tells of them what the part does.
    """

    veil: Withheld
    place: int
    value: Hashable
    ground: Places

    def seen_from(self, world: World, groups: Sequence[Mapping[Hashable, Cell]]) -> Within:
        """The same beside the world of the part."""
        return Within(world, groups, self)


class Within:
    """A world beside the wider one it is a part of."""

    def __init__(self, world: World, groups: Sequence[Mapping[Hashable, Cell]], wider: Wider) -> None:
        self._world = world
        self._groups = groups
        self._wider = wider

    def standing(self) -> Iterator[Sequence[Doubt]]:
        """What the doubts of the whole change here, when they change as many as before: the sum of a part is told."""
        for doubt in self._wider.veil.doubts:
            gone, come = (tuple(self._inside(each)) for each in (doubt.gone, doubt.come))
            here = self._world.changed(gone, come) if len(gone) == len(come) else None
            if here:
                yield [here]

    def holds(self, doubt: Doubt) -> bool:
        """Whether the whole withholds all that it would tell of a doubt."""
        told = (self._in_the_whole(places, tuple([group[0] for group in cell])) for places, cell in doubt.effect)
        return all(self._wider.veil.hides(*at) for at in told if at)

    def _in_the_whole(self, places: Places, cell: Cell) -> tuple[Places, Cell] | None:
        """The cell of the whole that tells a cell of the part; None when none does."""
        if self._wider.place in places:
            return places, cell
        crossed = sorted([(places[0], cell[0]), (self._wider.place, self._wider.value)], key=lambda each: each[0])
        at = tuple([place for place, _value in crossed])
        if len(places) == 1 and at in self._wider.veil.world.tables:
            return at, tuple([value for _place, value in crossed])
        return (places, cell) if set(places) & set(self._wider.ground) else None

    def _inside(self, records: Iterable[Record]) -> Iterator[Record]:
        """Those of the whole that are in the part, in the values told apart here."""
        value = (self._wider.value,)
        return (regrouped(record, self._groups) for record in records if record[self._wider.place] == value)
