"""What a veil withholds of a sum over some of the values of a place, as over several years: no table has such a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable

from workflows.disclosure.groups import joined
from workflows.disclosure.records import Cell
from workflows.disclosure.veil import Veil


def unsettled(veil: Veil, place: int, along: int, values: Collection[Hashable]) -> frozenset[Hashable]:
    """The values of a place of which the units that have some of these values at another are not to be told.

    In another world that answers to all that is shown, they are more or fewer; or they are a part of what is not told
    apart; or no other world was found for a count of theirs. Over all the values there are, they are a whole line.
    """
    some = frozenset(values)
    lines = {
        record[place]
        for record in veil.world.records
        if not some.isdisjoint(record[along])
        if veil.total or joined(record[place]) or not some.issuperset(record[along])
    }
    for doubt in veil.doubts:
        moved: Counter[Cell] = Counter()
        for record, amount in doubt.change:
            if some.issuperset(record[along]):
                moved[record[place]] += amount
        lines |= {group for group, amount in moved.items() if amount}
    for places, cell in veil.hidden.difference(*(doubt.effect for doubt in veil.doubts)):
        if place in places and {place, along}.issuperset(places):
            lines.add(cell[places.index(place)])
    return frozenset(value for group in lines for value in group)
