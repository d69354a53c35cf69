"""Chooses what to withhold in all the tables of a world at once.

Each small count needs a doubt; what the doubt touches is withheld with it, and has that doubt too. A value for which no
doubt is found is not told apart from another one: their lines are withheld, zeros included, and only their sum counts.
Beside another day, or a wider territory, what stands of it is withheld first. Doubts that hold in what is beside too
are preferred, in the order of what is beside: what comes last never costs a doubt that holds in what comes before.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from workflows.disclosure.bound import Above, Below
from workflows.disclosure.choosing import At, Beside, Choice, Held
from workflows.disclosure.groups import (
    Groups,
    apart,
    given_as,
    join,
    joined,
    merge,
    seen_as,
    still_together,
    to_join,
)
from workflows.disclosure.parts import Parts
from workflows.disclosure.records import Cell, Places, Record, Units, ordered
from workflows.disclosure.since import Earlier
from workflows.disclosure.until import Later
from workflows.disclosure.within import Wider
from workflows.disclosure.world import LARGEST, SMALLEST, Doubt, Given, World

Other = Earlier | Later | Wider | Parts | Above | Below


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Veil:
    """What is withheld from the tables of a world. total: everything is, the sum of all included, which is not told."""

    world: World
    hidden: frozenset[At]
    groups: Sequence[Mapping[Hashable, Cell]]
    total: bool
    doubts: Sequence[Doubt] = ()

    def hides(self, places: Places, cell: Cell) -> bool:
        """Whether this count of this table is withheld."""
        return bool(self.count(places, cell)) and self._covers(places, self._seen(places, cell))

    def count(self, places: Places, cell: Cell) -> int:
        """The true count of a cell, those of the values not told apart from its own added."""
        return self.world.tables[places][self._seen(places, cell)]

    def withheld(self, places: Places) -> Iterator[Cell]:
        """Every withheld cell of a table, those that are truly zero and withheld with their line included."""
        for seen, count in self.world.tables[places].items():
            if count and self._covers(places, seen):
                yield from product(*seen)

    def covered(self) -> Iterator[At]:
        """The withheld cells of every table, in the values that are told apart."""
        for places, table in self.world.tables.items():
            yield from ((places, cell) for cell in table if self._covers(places, cell))

    def _covers(self, places: Places, seen: Cell) -> bool:
        return self.total or (places, seen) in self.hidden or any(joined(group) for group in seen)

    def _seen(self, places: Places, cell: Cell) -> Cell:
        return tuple([self.groups[place].get(value, (value,)) for place, value in zip(places, cell, strict=True)])


@dataclass(frozen=True, slots=True)
class Known:
    """What readers know of the values whatever is withheld.

    given: what is withheld already from some tables of one place. ground: places that depend on one another, as an
    organisation on its region. plain: of which places it is plain where nobody is, though there is no table of them.
    """

    given: Given = field(default_factory=dict)
    ground: Places = ()
    plain: Sequence[Places] = ()


NOTHING_KNOWN = Known()


@dataclass(slots=True)
class _Cover:
    """What is withheld so far: for a doubt, and for want of one."""

    doubts: dict[Units, Doubt] = field(default_factory=dict)
    hidden: set[At] = field(default_factory=set)
    held: dict[At, Held] = field(default_factory=dict)
    without: set[At] = field(default_factory=set)

    def add(self, doubt: Doubt, held: Held) -> None:
        """Withhold all that a doubt touches. held: what is beside in which it holds, a doubt for those readers too."""
        self.doubts.setdefault(doubt.change, doubt)
        self.hidden.update(doubt.effect)
        self.held.update({at: held | self.held.get(at, held) for at in doubt.effect})


def veil(
    records: Mapping[Record, int],
    tables: Sequence[Places],
    largest: int = LARGEST,
    bundles: Sequence[Places] = (),
    known: Known = NOTHING_KNOWN,
    *,
    told: bool = False,
    beside: Sequence[Other] = (),
) -> Veil:
    """What to withhold from these tables (no place, one, or two) of these records, whose sum is shown unless small.

    The table of each place of a table of two is among them. largest: the greatest count to withhold. known: what is
    known of the values whatever is withheld; when some of it is given, the values of the last bundle stay told apart.
    told: the sum is shown even when it is small. beside: what readers may have beside these tables. The same records,
    beside the same, withhold the same cells, in whatever order they come.
    """
    width = len(next(iter(records), ()))
    groups = _started(records, tables, largest, known.ground, [each for each in beside if isinstance(each, Earlier)])
    bundles = bundles or [(place,) for place in range(width)]
    total = not told and SMALLEST <= sum(records.values()) <= largest
    while True:
        world = World(seen_as(records, groups), tables, bundles, given_as(known.given, groups), known.plain)
        cover = _Cover() if total else _covered(world, largest, [each.seen_from(world, groups) for each in beside])
        joining = [place for place in range(width) if not known.given or place not in bundles[-1]]
        alike = {at for places, cell in cover.without if (at := to_join(world, joining, places, cell))}
        if not alike:
            world.forget()
            return Veil(world, frozenset(cover.hidden | cover.without), groups, total, tuple(cover.doubts.values()))
        for place, group in sorted(alike, key=lambda at: (at[0], ordered(at[1]))):
            join(world, groups, (place, group), known.ground)


def _started(
    records: Mapping[Record, int], tables: Sequence[Places], largest: int, ground: Places, earlier: Sequence[Earlier]
) -> Groups:
    """Every value told apart, but those that were not before and still need it, and those too young to be.

    Crossed values may be young beside the last of the earlier days: for somebody who is alone in one, lines are joined
    that withhold the least, the smallest.
    """
    width = len(next(iter(records), ()))
    groups = apart(records, width)
    lines = [(place,) for place in range(width)]
    for each in earlier:
        for place, group in still_together(each.veil.groups, records, largest):
            merge(groups[place], [(value,) for value in group])
    for each in earlier:
        for places, cell in each.young(records, tables if each is earlier[-1] else lines, largest):
            seen = tuple([groups[place].get(value, (value,)) for place, value in zip(places, cell, strict=True)])
            if any(map(joined, seen)):
                continue
            world = World(seen_as(records, groups), lines, (), {})
            if at := to_join(world, range(width), places, seen):
                join(world, groups, at, ground, largest if places in lines else 0)
    return groups


def _covered(world: World, largest: int, beside: Beside) -> _Cover:
    """What to withhold, and the cells among them for which no doubt was found."""
    cover, choice = _Cover(), Choice(world, beside)
    for n, each in enumerate(choice.beside):
        for ways in each.standing():
            doubt = choice.least(ways, cover.hidden)
            cover.add(doubt, choice.holding(doubt) | {n})
    cover.hidden.update((places, cell) for places, cells in world.given.items() for cell in cells)
    for places, table in sorted(world.tables.items(), key=lambda item: (len(item[0]), item[0])):
        if not places:
            continue  # the sum is shown here, else everything is withheld
        small = {cell for cell, count in table.items() if SMALLEST <= count <= largest}
        for cell in sorted(world.given.get(places, small), key=ordered):
            if not _doubted(choice, cover, places, cell):
                cover.without.add((places, cell))
    return cover


def _doubted(choice: Choice, cover: _Cover, places: Places, cell: Cell) -> bool:
    """Whether a doubt is found for this cell: as many as it takes to hold in all that is beside, if they are found.

    In another measure that the same reader has on the same day, one must hold, or it is none.
    """
    held = cover.held.get((places, cell))
    while held != choice.every and (doubt := choice.least_felt(places, cell, cover.hidden, held)):
        cover.add(doubt, choice.holding(doubt))
        held = cover.held[places, cell]
    if held is None or choice.required <= held:
        return held is not None
    doubt = choice.at_length(places, cell, cover.hidden)
    if doubt is not None:
        cover.add(doubt, choice.holding(doubt))
    return doubt is not None
