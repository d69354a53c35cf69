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
from workflows.disclosure.world import LARGEST, SMALLEST, Cell, Effect, Given, Places, Record, World, ordered

# How many doubts of one level are compared.
ENOUGH = 12
At = tuple[Places, Cell]
# Per place, the values that each value is not told apart from, itself included.
Groups = list[dict[Hashable, Cell]]


@dataclass(frozen=True, slots=True)
class Veil:
    """What is withheld from the tables of a world. total: everything is, the sum of all included, which is not told."""

    world: World
    hidden: frozenset[At]
    groups: Sequence[Mapping[Hashable, Cell]]
    total: bool

    def hides(self, places: Places, cell: Cell) -> bool:
        """Whether this count of this table is withheld."""
        if not self.count(places, cell):
            return False
        seen = self._seen(places, cell)
        return self.total or (places, seen) in self.hidden or any(len(group) > 1 for group in seen)

    def count(self, places: Places, cell: Cell) -> int:
        """The true count of a cell, those of the values not told apart from its own added."""
        return self.world.tables[places][self._seen(places, cell)]

    def _seen(self, places: Places, cell: Cell) -> Cell:
        return tuple(self.groups[place].get(value, (value,)) for place, value in zip(places, cell, strict=True))

    def withheld(self, places: Places) -> Iterator[Cell]:
        """Every withheld cell of a table, those that are truly zero and withheld with their line included."""
        for seen in self.world.tables[places]:
            yield from (cell for cell in product(*seen) if self.hides(places, cell))


def veil(
    records: Mapping[Record, int],
    tables: Sequence[Places],
    largest: int = LARGEST,
    bundles: Sequence[Places] = (),
    given: Given | None = None,
    ground: Places = (),
    *,
    told: bool = False,
) -> Veil:
    """What to withhold from these tables (no place, one, or two) of these records, whose sum is shown unless small.

    The table of each place of a table of two is among them. largest: the greatest count to withhold. given: what is
    withheld already from some tables of one place, whatever is asked beside; the values of the last bundle then stay
    told apart. ground: places that depend on one another, as an organisation on its region. told: the sum is shown even
    when it is small. The same records withhold the same cells, in whatever order they come.
    """
    width = len(next(iter(records), ()))
    groups: Groups = [{record[place]: (record[place],) for record in records} for place in range(width)]
    bundles = bundles or [(place,) for place in range(width)]
    total = not told and SMALLEST <= sum(records.values()) <= largest
    while True:
        world = World(_seen(records, groups), tables, bundles, _given(given or {}, groups))
        hidden, without = (set[At](), set[At]()) if total else _covered(world, largest)
        joining = [place for place in range(width) if given is None or place not in bundles[-1]]
        alike = {at for places, cell in without if (at := _to_join(world, joining, places, cell))}
        if not alike:
            return Veil(world, frozenset(hidden | without), groups, total)
        for place, group in sorted(alike, key=lambda at: (at[0], ordered(at[1]))):
            _join(world, groups, (place, group), ground)


def _given(given: Given, groups: Groups) -> Given:
    """The same in values that may have been joined: of a group all withheld, the sum is withheld if others are too."""
    found = {}
    for places, cells in given.items():
        (place,) = places
        together = {group for group in groups[place].values() if all((value,) in cells for value in group)}
        found[places] = frozenset((group,) for group in together) if len(together) > 1 else frozenset[Cell]()
    return found


def _seen(records: Mapping[Record, int], groups: Groups) -> Mapping[Record, int]:
    """The records as a reader may see them, values not told apart being one."""
    found: Counter[Record] = Counter()
    for record, count in records.items():
        found[tuple([group[value] for group, value in zip(groups, record, strict=True)])] += count
    return found


def _covered(world: World, largest: int) -> tuple[set[At], set[At]]:
    """What to withhold, and the cells among them for which no doubt was found."""
    hidden: set[At] = {(places, cell) for places, cells in world.given.items() for cell in cells}
    sure: set[At] = set()
    without: set[At] = set()
    for places, table in sorted(world.tables.items(), key=lambda item: (len(item[0]), item[0])):
        if not places:
            continue  # the sum is shown here, else everything is withheld
        small = {cell for cell, count in table.items() if SMALLEST <= count <= largest}
        for cell in sorted(world.given.get(places, small), key=ordered):
            if (places, cell) in sure:
                continue
            effect = _least_felt(world, places, cell, hidden)
            if effect is None:
                without.add((places, cell))
            else:
                sure.update(effect)
                hidden.update(effect)
    return hidden, without


def _to_join(world: World, joining: Sequence[int], places: Places, cell: Cell) -> tuple[int, Cell] | None:
    """Which value (place, group) of a cell without a doubt is to be joined with another: the smallest that can be."""
    open_to = [place for place in joining if (place,) in world.tables and len(world.tables[place,]) > 1]
    own = [(place, group) for place, group in zip(places, cell, strict=True) if place in open_to]
    others = [(place, group) for place in open_to[:1] for (group,) in world.tables[place,]]
    return min(own or others, key=lambda at: (world.tables[at[:1]][at[1:]], at[0], ordered(at[1])), default=None)


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


def _join(world: World, groups: Groups, at: tuple[int, Cell], ground: Places) -> None:
    """Tell this group apart no more from the next smallest of its place, unless it has just been joined.

    On the ground, the groups that both belong to, or that belong to them, are joined too: they would tell them apart.
    """
    place, group = at
    others = [(count, other) for (other,), count in world.tables[place,].items() if _stands(groups[place], other)]
    others = [(count, other) for count, other in others if other != group]
    if not others or not _stands(groups[place], group):
        return
    beside = {q: _beside(world, at, q) for q in ground if place in ground and q != place}

    def far(each: tuple[int, Cell]) -> tuple[int, int, tuple[str, ...]]:
        apart = sum(_beside(world, (place, each[1]), q) != own for q, own in beside.items())
        return apart, each[0], ordered(each[1])

    _count, other = min(others, key=far)
    _merge(groups[place], {group, other})
    for q, own in beside.items():
        theirs = _beside(world, (place, other), q)
        if own != theirs:
            _merge(groups[q], own | theirs)


def _beside(world: World, at: tuple[int, Cell], place: int) -> set[Cell]:
    """The groups of another place met with this one."""
    return {record[place] for record in world.inside(at[:1], at[1:])}


def _stands(groups: Mapping[Hashable, Cell], group: Cell) -> bool:
    """Whether this group is still as the world knows it."""
    return groups[group[0]] == group


def _merge(groups: dict[Hashable, Cell], some: set[Cell]) -> None:
    """Make one group of these, and of those they have become."""
    joined = tuple(sorted({value for group in some for own in group for value in groups[own]}, key=str))
    groups.update(dict.fromkeys(joined, joined))
