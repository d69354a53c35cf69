"""Two measures of the same units, one of which counts some of those that the other counts, as trained among persons.

A reader of both knows that of no record the part is greater than the whole, which tells them something when next to
everybody is in the part. A doubt on the whole holds when it takes away none of the part; else it stands there too, if
it can. A doubt on the part holds when the whole has others like those it adds, or withholds all that it touches, so
that both change at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workflows.disclosure.days import Withheld
from workflows.disclosure.groups import regrouped, seen_as
from workflows.disclosure.records import Cell, Record, Units, lacking
from workflows.disclosure.world import Doubt, World

# With one unit in so many that is not in the part, doubts on one hold beside the other as they come.
ENOUGH_OTHERS = 4
Groups = Sequence[Mapping[Hashable, Cell]]


def close(whole: Units, part: Units) -> bool:
    """Whether so few of the whole are not in the part that one tells of the other."""
    every, some = (sum(count for _record, count in each) for each in (whole, part))
    return ENOUGH_OTHERS * (every - some) < every


@dataclass(frozen=True, slots=True)
class Above:
    """Beside the whole: how many of each record are in a part of it."""

    part: Units

    def seen_from(self, world: World, groups: Groups) -> Whole:
        """The same beside the world of the whole."""
        return Whole(_others(world.records, seen_as(dict(self.part), groups)))


@dataclass(frozen=True, slots=True)
class Below:
    """Beside a part: how many of each record are in the whole, and what is withheld of it."""

    whole: Units
    veil: Withheld

    def seen_from(self, world: World, groups: Groups) -> Part:
        """The same beside the world of the part."""
        return Part(world, groups, _others(seen_as(dict(self.whole), groups), world.records), self.veil)


def _others(whole: Mapping[Record, int], part: Mapping[Record, int]) -> Counter[Record]:
    """The units of each record that are in the whole and not in the part."""
    found = Counter(whole)
    found.subtract(part)
    return found


class Whole:
    """A world beside a part of its units, which is decided after it."""

    def __init__(self, others: Counter[Record]) -> None:
        self._others = others

    def standing(self) -> Iterator[Sequence[Doubt]]:
        """None."""
        return iter(())

    def holds(self, doubt: Doubt) -> bool:
        """Whether the doubt takes away none of the part."""
        return not lacking(doubt.gone, doubt.come, self._others)[0]


class Part:
    """A world beside what is withheld of the whole that it is a part of."""

    def __init__(self, world: World, groups: Groups, others: Counter[Record], whole: Withheld) -> None:
        self._world = world
        self._groups = groups
        self._others = others
        self._whole = whole

    def standing(self) -> Iterator[Sequence[Doubt]]:
        """What the doubts on the whole take away of the part."""
        for doubt in self._whole.doubts:
            gone, come = (
                tuple([regrouped(record, self._groups) for record in each]) for each in (doubt.gone, doubt.come)
            )
            if here := self._world.changed(*lacking(gone, come, self._others)):
                yield [here]

    def holds(self, doubt: Doubt) -> bool:
        """Whether the whole has others like those it adds, or may change as it does."""
        if not lacking(doubt.come, doubt.gone, self._others)[0]:
            return True
        return all(self._whole.hides(places, tuple([group[0] for group in cell])) for places, cell in doubt.effect)
