"""Looks for doubts: changes of a few records that a reader of the tables cannot see. The least felt come first.

Two units exchange some of their values, or one takes some values of another. The more alike two records are, the fewer
tables feel it, so pairs are tried from those that differ in one bundle of places to those that differ in all.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, combinations

from workflows.disclosure.records import Cell, Places, Record
from workflows.disclosure.world import SMALLEST, Doubt, World

# How many are tried, unless said.
TRIES = 6
# Records that differ in one bundle more than the cell's own are near.
NEAR = 1
Bundles = tuple[Places, ...]


def doubts(world: World, places: Places, cell: Cell, tries: int = TRIES) -> Iterator[Iterator[Doubt]]:
    """Changes that may touch this cell, in levels, the least felt first; a level may hold none that is possible.

    tries: how many records of the cell, and how many like each of them, are tried at each level.
    """
    inside = world.inside(places, cell)[:tries]
    own = tuple(bundle for bundle in world.bundles if any(place in bundle for place in places))
    others = tuple(bundle for bundle in world.bundles if bundle not in own)
    alone = world.tables[places][cell] == SMALLEST  # nobody may leave it
    sizes = (range(NEAR + 1), range(NEAR + 1, len(others) + 1))
    levels = [[some for size in span for some in combinations(others, size)] for span in sizes]
    for more in levels:
        if len(own) > 1:
            yield from (_exchanges(world, inside, own + some, tries, alone=alone) for some in more)
        if not world.bundled:
            yield from (_moves(world, inside, part, some, tries, alone=alone) for some in more for part in _parts(own))
    if world.bundled:  # a move is seen in what goes with the values it takes: all exchanges come first
        yield from (
            _moves(world, inside, part, some, tries, alone=alone) for some in chain(*levels) for part in _parts(own)
        )


def _parts(bundles: Bundles) -> list[Bundles]:
    """Some of these bundles, or all; never none."""
    return [some for size in range(1, len(bundles) + 1) for some in combinations(bundles, size)]


def _exchanges(world: World, inside: list[Record], apart: Bundles, tries: int, *, alone: bool) -> Iterator[Doubt]:
    """A record of the cell and one that differs in these bundles exchange some; or two others come to be like it.

    The first of the bundles is the side of the cell that changes hands, the second is the one that stays.
    """
    first, second, *others = apart
    sides = [_joined((first, *some)) for size in range(len(others) + 1) for some in combinations(others, size)]
    for record in () if alone else inside:
        for other in world.closest(record, _joined(apart), tries):
            yield from filter(None, (world.exchange(record, other, side) for side in sides))
    for record in inside:
        for here, there in ((first, (second, *others)), (second, (first, *others))):
            for left in world.closest(record, here, tries):
                for right in world.closest(record, _joined(there), tries):
                    if record not in (left, right) and (doubt := world.exchange(left, right, here)):
                        yield doubt


def _moves(
    world: World, inside: list[Record], own: Bundles, others: Bundles, tries: int, *, alone: bool
) -> Iterator[Doubt]:
    """A record that differs from one of the cell in these bundles takes its values, or gives it some of its own.

    own: those of the cell: who comes takes them all, who leaves some of them at least.
    """
    more = [_joined(some) for size in range(len(others) + 1) for some in combinations(others, size)]
    parts = [_joined(some) for some in _parts(own)]
    for record in inside:
        for other in world.closest(record, _joined(own + others), tries):
            yield from filter(None, (world.move(other, record, parts[-1] + some) for some in more))
            if not alone:
                yield from filter(None, (world.move(record, other, part + some) for part in parts for some in more))


def _joined(bundles: Bundles) -> Places:
    return tuple(sorted(chain.from_iterable(bundles)))
