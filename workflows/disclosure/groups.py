"""Values that a reader does not tell apart: for lack of a doubt, their lines are withheld and only their sum counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from workflows.disclosure.records import Cell, Places, Record, ordered
from workflows.disclosure.world import Given, World

# Per place, the values that each value is not told apart from, itself included.
Groups = list[dict[Hashable, Cell]]


def apart(records: Mapping[Record, int], width: int) -> Groups:
    """Every value told apart from the others."""
    return [{record[place]: (record[place],) for record in records} for place in range(width)]


def joined(group: Cell) -> bool:
    """Whether it holds several values."""
    return len(group) > 1


def seen_as(records: Mapping[Record, int], groups: Sequence[Mapping[Hashable, Cell]]) -> Counter[Record]:
    """The records as a reader may see them, values not told apart being one."""
    found: Counter[Record] = Counter()
    for record, count in records.items():
        found[tuple([group.get(value, (value,)) for group, value in zip(groups, record, strict=True)])] += count
    return found


def regrouped(cell: Cell, groups: Iterable[Mapping[Hashable, Cell]]) -> Cell:
    """A cell of another world, of which each value is a group, in the values told apart here."""
    return tuple([own.get(seen[0], seen) for own, seen in zip(groups, cell, strict=True)])


def given_as(given: Given, groups: Groups) -> Given:
    """The same in values that may have been joined: of a group all withheld, the sum is withheld if others are too."""
    found = {}
    for places, cells in given.items():
        (place,) = places
        together = {group for group in groups[place].values() if all((value,) in cells for value in group)}
        found[places] = frozenset((group,) for group in together) if len(together) > 1 else frozenset[Cell]()
    return found


def still_together(
    before: Sequence[Mapping[Hashable, Cell]], records: Mapping[Record, int], largest: int
) -> Iterator[tuple[int, Cell]]:
    """The values not told apart before that are still there, and of which one at least is still small."""
    for place, groups in enumerate(before):
        now: Counter[Hashable] = Counter()
        for record, count in records.items():
            now[record[place]] += count
        for group in sorted(set(groups.values()), key=ordered):
            here = tuple([value for value in group if now[value]])
            if joined(here) and any(now[value] <= largest for value in here):
                yield place, here


def to_join(world: World, joining: Sequence[int], places: Places, cell: Cell) -> tuple[int, Cell] | None:
    """Which value (place, group) of a cell without a doubt is to be joined with another: the smallest that can be."""
    lines = {place: world.tables[place,] for place in joining if (place,) in world.tables}
    open_to = [place for place, line in lines.items() if len(line) > 1]
    own = [(n, group) for n, group in zip(places, cell, strict=True) if n in lines and lines[n].keys() - {(group,)}]
    others = [(place, group) for place in open_to[:1] for (group,) in world.tables[place,]]
    return min(own or others, key=lambda at: (world.tables[at[:1]][at[1:]], at[0], ordered(at[1])), default=None)


def join(world: World, groups: Groups, at: tuple[int, Cell], ground: Places, above: int = 0) -> None:
    """Tell this group apart no more from the next smallest of its place, unless it has just been joined.

    above: one of more units than that is preferred, for what is small has doubts already, that would change. On the
    ground, the groups that both belong to, or that belong to them, are joined too: they would tell them apart.
    """
    place, group = at
    others = [(count, other) for (other,), count in world.tables[place,].items() if _stands(groups[place], other)]
    others = [(count, other) for count, other in others if other != group]
    others = [(count, other) for count, other in others if count > above] or others
    if not others or not _stands(groups[place], group):
        return
    beside = {q: _beside(world, at, q) for q in ground if place in ground and q != place}

    def far(each: tuple[int, Cell]) -> tuple[int, int, tuple[str, ...]]:
        away = sum(_beside(world, (place, each[1]), q) != own for q, own in beside.items())
        return away, each[0], ordered(each[1])

    _count, other = min(others, key=far)
    merge(groups[place], {group, other})
    for q, own in beside.items():
        theirs = _beside(world, (place, other), q)
        if own != theirs:
            merge(groups[q], own | theirs)


def merge(groups: dict[Hashable, Cell], some: Iterable[Cell]) -> None:
    """Make one group of these, and of those they have become."""
    together = tuple(sorted({value for group in some for own in group for value in groups.get(own, (own,))}, key=str))
    groups.update(dict.fromkeys(together, together))


def _beside(world: World, at: tuple[int, Cell], place: int) -> set[Cell]:
    """The groups of another place met with this one."""
    return {record[place] for record in world.inside(at[:1], at[1:])}


def _stands(groups: Mapping[Hashable, Cell], group: Cell) -> bool:
    """Whether this group is still as the world knows it."""
    return groups.get(group[0], group) == group
