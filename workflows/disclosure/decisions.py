"""What was decided of a day, told in plain values: kept somewhere, it draws the same veil again for next to nothing.

Choosing doubts takes seconds; once they are chosen, all else follows from the records.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workflows.disclosure.groups import Groups, apart, joined, merge, seen_as
from workflows.disclosure.records import Cell, Places, Record
from workflows.disclosure.veil import Veil
from workflows.disclosure.world import World

# Lists of lists, texts, numbers and nothing: what JSON can carry.
Decision = Mapping[str, Any]


def decision(veil: Veil) -> Decision:
    """The choices a veil was made of: what is not told apart, withheld cells, doubts, and whether all is withheld."""
    return {
        "total": veil.total,
        "groups": [sorted({group for group in groups.values() if joined(group)}, key=str) for groups in veil.groups],
        "hidden": sorted(veil.hidden, key=str),
        "doubts": [[doubt.gone, doubt.come] for doubt in veil.doubts],
    }


def drawn_again(records: Mapping[Record, int], tables: Sequence[Places], decided: Decision) -> Veil | None:
    """The veil of these records that was decided so; None when the decision cannot be one of these records."""
    try:
        return _drawn(records, tables, decided)
    except (KeyError, TypeError, ValueError):
        return None


def _drawn(records: Mapping[Record, int], tables: Sequence[Places], decided: Decision) -> Veil | None:
    width = len(next(iter(records), ()))
    groups: Groups = apart(records, width)
    for own, together in zip(groups, decided["groups"], strict=True):
        for group in together:
            merge(own, [(value,) for value in group])
    world = World(seen_as(records, groups), tables, [(place,) for place in range(width)], {})
    doubts = [world.changed(_deep(gone), _deep(come)) for gone, come in decided["doubts"]]
    hidden = frozenset((_deep(places), _deep(cell)) for places, cell in decided["hidden"])
    known = [doubt for doubt in doubts if doubt is not None]
    if len(known) < len(doubts) or any(cell not in world.tables[places] for places, cell in hidden):
        return None
    return Veil(world, hidden, groups, decided["total"], tuple(known))


def _deep(value: Any) -> Cell:
    """A list of lists as the tuple of tuples that it was."""
    return tuple([_deep(each) if isinstance(each, list | tuple) else each for each in value])
