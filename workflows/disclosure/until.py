"""What a later day withheld, seen from an earlier one that is read again: a past day beside the end of its year.

The mirror of since.py. A doubt holds on both days when the later one withholds all that it touches, or when those it
adds came in between: who is there already in the other world came later in this one. A later doubt is let go when
those it takes away came in between: it says nothing of this day. Else it stands here too, or this day would settle it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workflows.disclosure.days import TwoDays, Withheld
from workflows.disclosure.records import Cell, Places, Units, lacking
from workflows.disclosure.world import Doubt, World


@dataclass(frozen=True, slots=True)
class Later:
    """What was withheld on a later day, which readers may have beside this one.

    lasting: the places whose values never change. known: the units of that day as they are known since.
    """

    veil: Withheld
    lasting: Places
    known: Units | None = None

    def seen_from(self, world: World, groups: Sequence[Mapping[Hashable, Cell]]) -> Until:
        """The same beside the world of this day."""
        return Until(world, groups, self)


class Until(TwoDays):
    """A world beside a later one, whose values may not be told apart as they are here."""

    def __init__(self, world: World, groups: Sequence[Mapping[Hashable, Cell]], later: Later) -> None:
        super().__init__(world, groups, later.veil, later.lasting, later.known)

    def _between(self, here: Counter[Cell], there: Counter[Cell]) -> Counter[Cell]:
        return there - here

    def standing(self) -> Iterator[Sequence[Doubt]]:
        """The later doubts on units that are there already, each with where these may be now."""
        for gone, come in self._doubts():
            if self._came(gone, come):
                continue
            here = self._world.changed(gone, come)
            ways = [here] if here else (self._world.changed(*each) for each in self._elsewhere(gone, come))
            if found := [*filter(None, ways)]:
                yield found

    def holds(self, doubt: Doubt) -> bool:
        """Whether the other world of a doubt is possible on both days."""
        return (
            self._came(doubt.come, doubt.gone)
            or self._hides(doubt)
            or self._hides_rest(doubt, *lacking(doubt.come, doubt.gone, self._came_by, self._kept)[::-1])
        )
