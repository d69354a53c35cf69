"""Two measures of the same units, one of which counts some of those that the other counts, as trained among persons.

A reader of both knows that of no record the part is greater than the whole, and that of some they are equal: whoever is
at a training has begun one. A doubt on the whole holds when it takes away none of the part, but for those that are all
in the part and stay so; these stand in the part too, if they can. A doubt on the part holds when the whole has others
like those it adds, or withholds all that it touches, so that both change at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workflows.disclosure.days import Withheld
from workflows.disclosure.groups import regrouped, seen_as
from workflows.disclosure.records import Cell, Record, Units, differing, lacking
from workflows.disclosure.world import Doubt, World

# With one unit in so many that is not in the part, doubts on one hold beside the other as they come.
ENOUGH_OTHERS = 4
Groups = Sequence[Mapping[Hashable, Cell]]
Move = tuple[Record, Record]
Moves = Sequence[Move]


def close(whole: Iterable[tuple[Record, int]], part: Iterable[tuple[Record, int]]) -> bool:
    """Whether so few of the whole are not in the part that one tells of the other."""
    every, some = (sum(count for _record, count in each) for each in (whole, part))
    return ENOUGH_OTHERS * (every - some) < every


@dataclass(frozen=True, slots=True)
class Everybody:
    """The values of a place whose units are all in the part."""

    place: int
    values: frozenset[Hashable]

    def has(self, record: Record) -> bool:
        """Whether all units of this record, of which each value is a group, are in the part."""
        return self.values.issuperset(record[self.place])


NOBODY = Everybody(0, frozenset())


@dataclass(frozen=True, slots=True)
class Above:
    """Beside the whole: how many of each record are in a part of it."""

    part: Units
    full: Everybody = NOBODY

    def seen_from(self, world: World, groups: Groups) -> Whole:
        """The same beside the world of the whole."""
        return Whole(_Others(world.records, seen_as(dict(self.part), groups), self.full))


@dataclass(frozen=True, slots=True)
class Below:
    """Beside a part: how many of each record are in the whole, and what is withheld of it."""

    whole: Units
    veil: Withheld
    full: Everybody = NOBODY

    def seen_from(self, world: World, groups: Groups) -> Part:
        """The same beside the world of the part."""
        others = _Others(seen_as(dict(self.whole), groups), world.records, self.full)
        return Part(world, groups, others, self.veil)


class _Others:
    """The units of each record that are in the whole and not in the part: so many that they do not matter, or few."""

    def __init__(self, whole: Mapping[Record, int], part: Mapping[Record, int], full: Everybody) -> None:
        self._found = Counter(whole)
        self._found.subtract(part)
        self._few = close(whole.items(), part.items())
        self.full = full

    def lacking(self, moves: Iterable[Move]) -> Moves:
        """Those of these moves that change the part as well."""
        moves = [*moves]
        full = [each for each in moves if self.full.has(each[0])]
        if not self._few:
            return full
        rest = [each for each in moves if each not in full]
        return [*full, *zip(*lacking(*_sides(rest), self._found), strict=True)]


def _moves(doubt: Doubt) -> Moves:
    """What each unit that a doubt moves was, and becomes."""
    return [*zip(doubt.gone, doubt.come, strict=True)]


class Whole:
    """A world beside a part of its units, which is decided after it."""

    def __init__(self, others: _Others) -> None:
        self._others = others
        self._full = others.full

    def standing(self) -> Iterator[Sequence[Doubt]]:
        """None."""
        return iter(())

    def holds(self, doubt: Doubt) -> bool:
        """Whether the doubt takes away none of the part, but those who stay where everybody is in it."""
        moves = _moves(doubt)
        if any(self._full.has(left) != self._full.has(taken) for left, taken in moves):
            return False
        return all(self._full.has(left) for left, _taken in self._others.lacking(moves))

    def lines(self, doubt: Doubt) -> int:
        """How many lines of the part those who stay where everybody is in it change."""
        gone, come = _sides([each for each in _moves(doubt) if self._full.has(each[0])])
        values = zip(zip(*gone, strict=True), zip(*come, strict=True), strict=True)
        return sum(len({*left, *more}) for left, more in (differing(*each) for each in values))


def _sides(moves: Moves) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
    return tuple([left for left, _taken in moves]), tuple([taken for _left, taken in moves])


class Part:
    """A world beside what is withheld of the whole that it is a part of."""

    def __init__(self, world: World, groups: Groups, others: _Others, whole: Withheld) -> None:
        self._world = world
        self._groups = groups
        self._others = others
        self._whole = whole
        self._full = others.full
        self._hidden = {
            (places, regrouped(cell, [groups[place] for place in places])) for places, cell in whole.covered()
        }

    def standing(self) -> Iterator[Sequence[Doubt]]:
        """What the doubts on the whole take away of the part."""
        for doubt in self._whole.doubts:
            moves = [(self._here(left), self._here(taken)) for left, taken in _moves(doubt)]
            if here := self._world.changed(*_sides(self._others.lacking(moves))):
                yield [here]

    def holds(self, doubt: Doubt) -> bool:
        """Whether the whole has others like those it adds, or may change as it does."""
        moves: Moves = _moves(doubt)
        both: Moves = [each for each in moves if any(map(self._full.has, each))]
        if self._others.lacking((taken, left) for left, taken in moves if (left, taken) not in both):
            both = moves
        there = self._world.changed(*_sides(both)) or doubt
        return not both or self._hidden.issuperset(there.effect)

    def _here(self, record: Record) -> Record:
        """A record of the whole in the values told apart in this world."""
        return regrouped(record, self._groups)
