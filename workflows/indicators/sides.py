"""The world that the rows of a family of indicators make, and what is withheld of it. Pure.

Read by one dimension at a time, they have two sides: groups, and where units stand (families.py). What each side
withholds alone is decided first, so that it is the same beside any other side. Where a unit belongs (region,
organisation…) is one side, because an organisation tells its region: nobody reads them crossed, but it is plain where
no organisation is. What the totals withhold of the same units is withheld here as well.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Any

from workflows.disclosure import Cell, Doubt, Known, Places, Record, Veil, veil
from workflows.indicators.evaluation import GROUND, Kind, Place
from workflows.indicators.families import Parts, side_of

# Where some units are counted, their kind, the part of each indicator they are in, and how many they are.
Counted = tuple[Place, Kind, Parts, int]
# How many decisions are kept: those of a family by each dimension, and of everybody together.
KEPT = 64
NONE: Mapping[Places, frozenset[Cell]] = {}


class Sides:
    """What is withheld from the table of one side by the other, given what each withholds alone."""

    def __init__(
        self,
        by: tuple[str, ...],
        units: frozenset[Counted],
        largest: int,
        untold: tuple[frozenset[Any], ...],
    ) -> None:
        self.ground = side_of(by) is GROUND
        self._at = GROUND.index(by[0]) if self.ground else 0
        counts: Counter[Record] = Counter()
        for place, kind, parts, n in units:
            counts[(*(kind[: len(GROUND)] if self.ground else place), *parts)] += n
        self._sides = len(GROUND) if self.ground else len(by)
        self._columns, self._counts = _width(counts) - self._sides, counts
        self._standing = _veil_of(counts, self._sides, _width(counts), largest, crossed=False)
        self._belonging = _veil_of(counts, 0, self._sides, largest, crossed=True)
        self._whole = self._crossed(counts, largest, untold)

    def hides(self, place: Place, column: int, part: str) -> bool:
        """Whether a part of this column is withheld at a place. column: counted from the end when negative."""
        column %= self._columns
        if not self._sides:
            return self._standing.hides((column,), (part,))
        places = (self._at, self._sides + column)
        cell = (self._belonging.groups[self._at].get(place[0], place), self._standing.groups[column].get(part, (part,)))
        if self._whole.hides(places, cell):
            return True
        return any(len(group) > 1 for group in cell) and bool(self._whole.count(places, cell))

    def tells(self, place: Place, column: int) -> bool:
        """Whether a column is told at a place, in all its parts, and how many units are there."""
        if self._sides and self._belonging.hides((self._at,), place):
            return False
        at = self._sides + column % self._columns
        return not any(self.hides(place, column, part) for part in {record[at] for record in self._counts})

    def seen_apart(self, years: Mapping[Record, Collection[int]], columns: Sequence[int]) -> frozenset[Any]:
        """The values between which a doubt moves units so that years told of some columns would change.

        years: when the units of each record began. Two units that began in one year are exchanged without a trace in
        it; and so are two of two years, when two others that are alike in all, and are so in these columns, go back.
        """
        began: dict[Record, set[int]] = defaultdict(set)
        for record, some in years.items():
            began[self._in_world(record)].update(some)
        alike: dict[Record, list[Record]] = defaultdict(list)
        for record in began:
            alike[self._told(record, columns)].append(record)
        found: set[Any] = set()
        for doubt in self._whole.doubts:
            here = {record[self._at] for record in (*doubt.gone, *doubt.come)}
            if len(here) > 1 and not self._unseen(doubt, began, alike, columns):
                found |= {value for group in here for values in group for value in values}
        return frozenset(found)

    def _unseen(
        self,
        doubt: Doubt,
        began: Mapping[Record, Collection[int]],
        alike: Mapping[Record, Collection[Record]],
        columns: Sequence[int],
    ) -> bool:
        """Whether what a doubt moves between two groups changes nothing that is told of a year."""
        if len(doubt.gone) == 1:
            return False
        (left, right), at = doubt.gone, self._sides
        one, other = set(began[left]), set(began[right])
        if one & other:
            return True
        back = (record[at:] for record in alike.get(self._told((*right[:at], *left[at:]), columns), ()))
        return any(
            one & set(began.get((*right[:at], *parts), ())) and other & set(began.get((*left[:at], *parts), ()))
            for parts in back
        )

    def _told(self, record: Record, columns: Sequence[int]) -> Record:
        """Where a unit is, and what is told of it in some columns."""
        return (*record[: self._sides], *(record[self._sides :][column] for column in columns))

    def _in_world(self, record: Record) -> Record:
        """A record in the groups of groups that the world of both sides tells apart."""
        groups = zip(self._whole.groups, self._seen(record), strict=True)
        return tuple([group.get(value, (value,)) for group, value in groups])

    def _seen(self, record: Record) -> Record:
        groups = (*self._belonging.groups, *self._standing.groups)
        return tuple([group[value] for group, value in zip(groups, record, strict=True)])

    def _crossed(self, counts: Mapping[Record, int], largest: int, untold: Sequence[Collection[Any]]) -> Veil:
        """The world of both sides, in the groups each side has made."""
        seen: Counter[Record] = Counter()
        for record, n in counts.items():
            seen[self._seen(record)] += n
        sides, width = self._sides, _width(counts)
        here, there = range(sides), range(sides, width)
        # Motives are told of all groups together: no table crosses them with one.
        pairs = [(p, q) for p in here for q in there[:-1]]
        tables = [(), *((p,) for p in range(width)), *pairs]
        bundles = [*((p,) for p in here), tuple(there)]
        given: dict[Places, frozenset[Cell]] = {(p,): _alone(self._belonging, p) for p in here}
        for p, values in enumerate(untold):
            known = self._belonging.groups[p]
            given[p,] |= {(known[value],) for value in values if value in known}
        given |= {(sides + p,): _alone(self._standing, p) for p in range(width - sides)}
        return veil(seen, tables, largest, bundles, _known(sides, given))


# Choosing takes a second or more of many people, and a page is read again: the same for the same, so it is kept.
sides_of = lru_cache(maxsize=KEPT)(Sides)


def _known(sides: int, given: Mapping[Places, frozenset[Cell]] = NONE) -> Known:
    """Where a unit belongs depends on one another, and nobody reads it crossed."""
    here = range(sides)
    return Known(given, tuple(here), [*combinations(here, 2)])


def _alone(drawn: Veil, place: int) -> frozenset[Cell]:
    """The groups of one side that it withholds alone."""
    return frozenset(cell for places, cell in drawn.hidden if places == (place,))


def _width(counts: Mapping[Record, int]) -> int:
    return len(next(iter(counts), ()))


def _veil_of(counts: Mapping[Record, int], since: int, until: int, largest: int, *, crossed: bool) -> Veil:
    """What one side withholds alone. crossed: its values depend on one another; else they go together."""
    side: Counter[Record] = Counter()
    for record, n in counts.items():
        side[record[since:until]] += n
    width = until - since
    tables: list[Places] = [(), *((p,) for p in range(width))]
    if crossed:
        return veil(side, tables, largest, known=_known(width))
    return veil(side, tables, largest, [tuple(range(width))])
