"""The true world: records, the tables a reader may ask for, and what a change of a few records does to them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from operator import ne

from workflows.disclosure.records import (
    Cell,
    Places,
    Record,
    Units,
    changing,
    counted,
    differing,
    kept,
    ordered,
    taking,
)

SMALLEST, LARGEST = 1, 10
Given = Mapping[Places, frozenset[Cell]]
Effect = Mapping[tuple[Places, Cell], int]
# The places of a table, what keeps the values of these, and its counts.
Table = tuple[Places, Callable[[Record], Cell], Counter[Cell]]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Another world: as many records less of some, as many more of others, and what each cell feels of it."""

    gone: tuple[Record, ...]
    come: tuple[Record, ...]
    effect: Effect

    @property
    def change(self) -> Units:
        """By how many units each record differs: two doubts that change the same are one."""
        found = Counter(self.come)
        found.subtract(self.gone)
        return frozenset((record, amount) for record, amount in found.items() if amount)


class World:
    """Records (how many units carry each combination of values) and their tables, by the places of the values kept.

    bundles: the places whose values go together and change together; every place lies in one of them.  given: the
    tables whose withheld cells are known already; no other cell of theirs may change.  plain: the places of which it
    is plain where nobody is, though nobody reads how many are elsewhere: an organisation is where it is.
    """

    def __init__(
        self,
        records: Mapping[Record, int],
        tables: Iterable[Places],
        bundles: Sequence[Places],
        given: Given,
        plain: Iterable[Places] = (),
    ) -> None:
        self.records = {record: records[record] for record in sorted(records, key=ordered) if records[record] > 0}
        self.bundles = tuple(bundles)
        self.tables = {places: counted(self.records, places) for places in tables}
        self._together = [place for bundle in self.bundles if len(bundle) > 1 for place in bundle]
        self.given = given
        self._plain = [(kept(places), counted(self.records, places)) for places in plain]
        self._touched: dict[Places, list[Table]] = {}
        self._by: dict[Places, dict[Cell, list[Record]]] = {}

    @property
    def bundled(self) -> bool:
        """Whether some values change together."""
        return bool(self._together)

    def forget(self) -> None:
        """Drop what was looked up: it weighs more than the records."""
        self._by.clear()
        self._touched.clear()

    def inside(self, places: Places, cell: Cell) -> list[Record]:
        """The records of a cell, in order."""
        if places not in self._by:
            found: dict[Cell, list[Record]] = defaultdict(list)
            key = kept(places)
            for record in self.records:
                found[key(record)].append(record)
            self._by[places] = found
        return self._by[places].get(cell, [])

    def closest(self, record: Record, apart: Places, many: int) -> list[Record]:
        """Some records with the same values as this one but in these places: the first, and those with more alike.

        many: how many of each. Of values that change together, the fewer differ, the fewer tables feel it; of one by
        itself, none is closer.
        """
        same = tuple([place for place in range(len(record)) if place not in apart])
        found = self.inside(same, tuple([record[place] for place in same]))
        together = tuple([place for place in self._together if place in apart])
        if not together or len(found) <= many:
            return found[:many]
        side = kept(together)
        own = side(record)
        far = [(sum(map(ne, side(other), own)), n) for n, other in enumerate(found)]
        near = [found[n] for _far, n in nsmallest(many, [each for each in far if each[0]])]
        return [*dict.fromkeys([*near, *found[:many]])]

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
        come = (taking(left, right, taken), taking(right, left, taken))
        return Doubt((left, right), come, found) if self._plausible(come) else None

    def move(self, record: Record, other: Record, taken: Places) -> Doubt | None:
        """What it does to each cell that a unit takes these values of another; None when a reader would see it."""
        moved = tuple([place for place in taken if record[place] != other[place]])
        come = taking(record, other, moved)
        found: dict[tuple[Places, Cell], int] = {}
        for places, key, table in self._touching(moved):
            before, after = key(record), key(come)
            if table[before] == SMALLEST or after not in table:
                return None
            if self.given and not (self._open(places, before) and self._open(places, after)):
                return None
            found[places, before], found[places, after] = -1, 1
        return Doubt((record,), (come,), found) if self._plausible((come,)) else None

    def _touching(self, moved: Places) -> list[Table]:
        """The tables that feel a change in some places."""
        if moved not in self._touched:
            touched = [places for places in self.tables if not {*places}.isdisjoint(moved)]
            self._touched[moved] = [(places, kept(places), self.tables[places]) for places in touched]
        return self._touched[moved]

    def changed(self, gone: tuple[Record, ...], come: tuple[Record, ...]) -> Doubt | None:
        """The doubt of one less of these records, one more of those; None when it is none, or a reader would see it."""
        found: dict[tuple[Places, Cell], int] = {}
        for places, key, _table in self._touching(tuple(sorted(changing(gone, come)))):
            less, more = differing(map(key, gone), map(key, come))
            changes = ((cell, more.count(cell) - less.count(cell)) for cell in {*less, *more})
            if not self._unseen(places, changes, found):
                return None
        return Doubt(gone, come, found) if found and self._plausible(come) else None

    def _plausible(self, come: Iterable[Record]) -> bool:
        """Whether these could be where they come, as far as everybody knows."""
        return all(key(record) in somewhere for record in come for key, somewhere in self._plain)

    def _unseen(
        self, places: Places, changes: Iterable[tuple[Cell, int]], found: dict[tuple[Places, Cell], int]
    ) -> bool:
        """Note these changes; false when a reader would see one: from zero, or from a withheld count to zero."""
        table = self.tables.get(places)
        if table is None:
            return True
        for cell, amount in changes:
            count = table.get(cell, 0)
            if not count or count + amount < SMALLEST or not self._open(places, cell):
                return False
            found[places, cell] = amount
        return True

    def _open(self, places: Places, cell: Cell) -> bool:
        """Whether this count may change: it is withheld, or nothing is withheld of its table yet."""
        return places not in self.given or cell in self.given[places]
