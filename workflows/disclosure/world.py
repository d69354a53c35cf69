"""The true world: records, the tables a reader may ask for, and what a change of a few records does to them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import Any

SMALLEST, LARGEST = 1, 10
Record = tuple[Any, ...]
Cell = tuple[Any, ...]
Places = tuple[int, ...]
Given = Mapping[Places, frozenset[Cell]]
Effect = Mapping[tuple[Places, Cell], int]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Another world: as many records less of some, as many more of others, and what each cell feels of it."""

    gone: tuple[Record, ...]
    come: tuple[Record, ...]
    effect: Effect


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


def kept(places: Places) -> Callable[[Record], Cell]:
    """What keeps the values of these places."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda record: tuple([record[place] for place in places])


def counted(records: Mapping[Record, int], places: Places) -> Counter[Cell]:
    """The table of these places."""
    found: Counter[Cell] = Counter()
    key = kept(places)
    for record, count in records.items():
        found[key(record)] += count
    return found


def _taking(record: Record, other: Record, taken: Places) -> Record:
    return tuple([other[place] if place in taken else value for place, value in enumerate(record)])


class World:
    """Records (how many units carry each combination of values) and their tables, by the places of the values kept.

    bundles: the places whose values go together and change together; every place lies in one of them.  given: the
    tables whose withheld cells are known already; no other cell of theirs may change.
    """

    def __init__(
        self, records: Mapping[Record, int], tables: Iterable[Places], bundles: Sequence[Places], given: Given
    ) -> None:
        self.records = {record: records[record] for record in sorted(records, key=ordered) if records[record] > 0}
        self.bundles = tuple(bundles)
        self.tables = {places: counted(self.records, places) for places in tables}
        self.given = given
        self._touched = {
            place: [places for places in self.tables if place in places] for bundle in bundles for place in bundle
        }
        self._by: dict[Places, dict[Cell, list[Record]]] = {}

    def forget(self) -> None:
        """Drop what was looked up: it weighs more than the records."""
        self._by.clear()

    def inside(self, places: Places, cell: Cell) -> list[Record]:
        """The records of a cell, in order."""
        if places not in self._by:
            found: dict[Cell, list[Record]] = defaultdict(list)
            key = kept(places)
            for record in self.records:
                found[key(record)].append(record)
            self._by[places] = found
        return self._by[places].get(cell, [])

    def alike(self, record: Record, apart: Places) -> list[Record]:
        """The records with the same values as this one, but in these places."""
        kept = tuple([place for place in range(len(record)) if place not in apart])
        return self.inside(kept, tuple([record[place] for place in kept]))

    def exchange(self, left: Record, right: Record, taken: Places) -> Doubt | None:
        """What it does to each cell that two units exchange these values; None when a reader would see it.

        Only the tables that cross a value exchanged with one that stays feel it, where the two units differ in both.
        """
        if left == right:
            return None
        found: dict[tuple[Places, Cell], int] = {}
        apart = [place for place, value in enumerate(left) if value != right[place]]
        for here in apart:
            if here not in taken:
                continue
            for there in apart:
                if there in taken:
                    continue
                places, a, b = ((here, there), here, there) if here < there else ((there, here), there, here)
                changes = (
                    ((left[a], left[b]), -1),
                    ((right[a], right[b]), -1),
                    ((left[a], right[b]), 1),
                    ((right[a], left[b]), 1),
                )
                if not self._unseen(places, changes, found):
                    return None
        come = (_taking(left, right, taken), _taking(right, left, taken))
        return Doubt((left, right), come, found)

    def move(self, record: Record, other: Record, taken: Places) -> Doubt | None:
        """What it does to each cell that a unit takes these values of another; None when a reader would see it."""
        come = _taking(record, other, taken)
        moved = {place for place, value in enumerate(record) if come[place] != value}
        found: dict[tuple[Places, Cell], int] = {}
        for places in chain.from_iterable(self._touched[place] for place in moved):
            before, after = tuple([record[place] for place in places]), tuple([come[place] for place in places])
            if not self._unseen(places, ((before, -1), (after, 1)), found):
                return None
        return Doubt((record,), (come,), found)

    def changed(self, gone: tuple[Record, ...], come: tuple[Record, ...]) -> Doubt | None:
        """The doubt of one less of these records, one more of those; None when it is none, or a reader would see it."""
        found: dict[tuple[Places, Cell], int] = {}
        for places in filter(None, self.tables):
            key = kept(places)
            felt = Counter(map(key, come))
            felt.subtract(map(key, gone))
            if not self._unseen(places, ((cell, amount) for cell, amount in felt.items() if amount), found):
                return None
        return Doubt(gone, come, found) if found else None

    def _unseen(
        self, places: Places, changes: Iterable[tuple[Cell, int]], found: dict[tuple[Places, Cell], int]
    ) -> bool:
        """Note these changes; false when a reader would see one: from zero, or from a withheld count to zero."""
        table = self.tables.get(places)
        if table is None:
            return True
        for cell, amount in changes:
            count = table.get(cell, 0)
            if not count or count + amount < SMALLEST or (places in self.given and cell not in self.given[places]):
                return False
            found[places, cell] = amount
        return True
