"""Chooses what to withhold in all the tables of a world at once.

Each small count needs a doubt; what the doubt touches is withheld with it, and has that doubt too. A value for which no
doubt is found is not told apart from another one: their lines are withheld, zeros included, and only their sum counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from workflows.disclosure.doubts import doubts
from workflows.disclosure.world import LARGEST, SMALLEST, Cell, Effect, Places, Record, World, ordered

# How many doubts of one level are compared.
ENOUGH = 12
At = tuple[Places, Cell]
# Per place, the values that each value is not told apart from, itself included.
Groups = list[dict[Hashable, Cell]]


@dataclass(frozen=True, slots=True)
class Veil:
    """What is withheld from the tables of a world. total: everything is, the sum of all included."""

    world: World
    hidden: frozenset[At]
    groups: Sequence[Mapping[Hashable, Cell]]
    total: bool

    def hides(self, places: Places, cell: Cell) -> bool:
        """Whether this count of this table is withheld."""
        seen = tuple(self.groups[place].get(value, (value,)) for place, value in zip(places, cell, strict=True))
        if not self.world.tables[places][seen]:
            return False
        return self.total or (places, seen) in self.hidden or any(len(group) > 1 for group in seen)

    def withheld(self, places: Places) -> Iterator[Cell]:
        """Every withheld cell of a table, those that are truly zero and withheld with their line included."""
        for seen in self.world.tables[places]:
            yield from (cell for cell in product(*seen) if self.hides(places, cell))


def veil(
    records: Mapping[Record, int], tables: Sequence[Places], largest: int = LARGEST, bundles: Sequence[Places] = ()
) -> Veil:
    """What to withhold from these tables (no place, one, or two) of these records, whose sum is shown.

    The table of each place of a table of two is among them. largest: the greatest count to withhold. The same records
    withhold the same cells, in whatever order they come.
    """
    width = len(next(iter(records), ()))
    groups: Groups = [{record[place]: (record[place],) for record in records} for place in range(width)]
    bundles = bundles or [(place,) for place in range(width)]
    if SMALLEST <= sum(records.values()) <= largest:
        return Veil(World(_seen(records, groups), tables, bundles), frozenset(), groups, total=True)
    while True:
        world = World(_seen(records, groups), tables, bundles)
        hidden, without = _covered(world, largest)
        if not without:
            return Veil(world, frozenset(hidden), groups, total=False)
        for place, group in sorted(without, key=lambda at: (at[0], ordered(at[1]))):
            _join(world, groups[place], place, group)


def _seen(records: Mapping[Record, int], groups: Groups) -> Mapping[Record, int]:
    """The records as a reader may see them, values not told apart being one."""
    found: Counter[Record] = Counter()
    for record, count in records.items():
        found[tuple([group[value] for group, value in zip(groups, record, strict=True)])] += count
    return found


def _covered(world: World, largest: int) -> tuple[set[At], set[tuple[int, Cell]]]:
    """What to withhold, and the values (place, group) for which no doubt was found."""
    hidden: set[At] = set()
    without: set[tuple[int, Cell]] = set()
    for places, table in sorted(world.tables.items(), key=lambda item: (len(item[0]), item[0])):
        small = [cell for cell, count in table.items() if SMALLEST <= count <= largest]
        for cell in sorted(small, key=ordered):
            if (places, cell) in hidden:
                continue
            effect = _least_felt(world, places, cell, hidden)
            if effect is None:
                sizes = {at: world.tables[at[:1]][at[1:]] for at in zip(places, cell, strict=True)}
                without.add(min(sizes, key=lambda at: (sizes[at], at[0])))
            else:
                hidden.update(effect)
    return hidden, without


def _least_felt(world: World, places: Places, cell: Cell, hidden: set[At]) -> Effect | None:
    """What the doubt on this cell does that withholds the fewest counts shown so far, then the smallest."""

    def felt(effect: Effect) -> tuple[int, int, list[tuple[Places, tuple[str, ...]]]]:
        more = [at for at in effect if at not in hidden]
        return len(more), sum(world.tables[p][c] for p, c in more), sorted((p, ordered(c)) for p, c in more)

    for level in doubts(world, places, cell):
        effects = list(islice((effect for effect in level if (places, cell) in effect), ENOUGH))
        if effects:
            return min(effects, key=felt)
    return None


def _join(world: World, groups: dict[Hashable, Cell], place: int, group: Cell) -> None:
    """Tell these values apart no more from the next smallest of their place, unless they have just been joined."""
    table = world.tables[place,]
    others = [(count, other) for (other,), count in table.items() if other != group and groups[other[0]] == other]
    if not others or groups[group[0]] != group:
        return
    _count, other = min(others, key=lambda each: (each[0], ordered(each[1])))
    joined = tuple(sorted((*group, *other), key=str))
    groups.update(dict.fromkeys(joined, joined))
