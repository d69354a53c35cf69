"""Records, the values a unit carries, one per place; and cells, the values of some places: how they are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from operator import itemgetter
from typing import Any, TypeVar

Record = tuple[Any, ...]
Cell = tuple[Any, ...]
Places = tuple[int, ...]
# How many units carry each record, as a set that may be kept and compared.
Units = frozenset[tuple[Record, int]]
Kind = TypeVar("Kind", bound=Hashable)


def ordered(cell: Iterable[Hashable]) -> tuple[str, ...]:
    """A key to sort cells by, whatever the kinds of their values."""
    return tuple(str(value) for value in cell)


def lacking(
    gone: Iterable[Record],
    come: Iterable[Record],
    supply: Mapping[Any, int],
    kind: Callable[[Record], Any] = lambda record: record,
) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
    """Those of a change that go, with what they become, beyond as many of their kind as are supplied."""
    met: Counter[Any] = Counter()
    found = []
    for left, taken in zip(gone, come, strict=True):
        met[kind(left)] += 1
        if met[kind(left)] > supply.get(kind(left), 0):
            found.append((left, taken))
    return tuple([left for left, _taken in found]), tuple([taken for _left, taken in found])


def differing(gone: Iterable[Kind], come: Iterable[Kind]) -> tuple[list[Kind], list[Kind]]:
    """Those that go and those that come, without those that do both."""
    left, more = [*gone], []
    for each in come:
        if each in left:
            left.remove(each)
        else:
            more.append(each)
    return left, more


def kept(places: Places) -> Callable[[Record], Cell]:
    """What keeps the values of these places, as a tuple whatever their number."""
    if len(places) > 1:
        return itemgetter(*places)
    return itemgetter(slice(places[0], places[0] + 1) if places else slice(0))


def counted(records: Mapping[Record, int], places: Places) -> Counter[Cell]:
    """The table of these places."""
    found: Counter[Cell] = Counter()
    key = kept(places)
    for record, count in records.items():
        found[key(record)] += count
    return found


def taking(record: Record, other: Record, taken: Places) -> Record:
    """A record with the other's values in these places."""
    return tuple([other[place] if place in taken else value for place, value in enumerate(record)])


def changing(gone: Iterable[Record], come: Iterable[Record]) -> set[int]:
    """The places in which those that go differ from what they become."""
    pairs = zip(gone, come, strict=True)
    return {place for left, taken in pairs for place, value in enumerate(left) if value != taken[place]}
