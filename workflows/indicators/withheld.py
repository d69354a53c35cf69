"""Which counts of an indicator's rows to withhold, so that no reader of its whole family works one of them out. Pure.

The rows of a family read by one dimension at a time make a world of two sides: groups, and where units stand
(families.py). What each side withholds alone is decided first, so that it is the same beside any other side. Where a
unit belongs (region, organisation…) is one side, because an organisation tells its region: nobody reads them crossed,
but it is plain where no organisation is. What the totals withhold of the same units is withheld here as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Any

from workflows.disclosure import LARGEST, Cell, Known, Places, Record, Veil, veil
from workflows.indicators.evaluation import GROUND, Kind, Row
from workflows.indicators.families import (
    APART,
    ELSEWHERE,
    NUMERATOR,
    REST,
    Family,
    Parts,
    family_of,
    motives_of,
    parts_of,
    side_of,
    waits_of,
)
from workflows.indicators.indicator import Indicator
from workflows.indicators.motives import by_motive, told_as
from workflows.indicators.profile import MOTIVE

Untold = Mapping[str, Collection[Any]]
NOTHING: Untold = {}
# Where some units are counted, their kind, the part of each indicator they are in, and how many they are.
Counted = tuple[tuple[Any, ...], Kind, Parts, int]
# How many decisions are kept.
KEPT = 32
NONE: Mapping[Places, frozenset[Cell]] = {}


def withheld(
    indicator: Indicator, rows: Sequence[Row], largest: int = LARGEST, untold: Untold = NOTHING
) -> list[frozenset[str]]:
    """The parts to withhold of each row of an indicator, as Withheld says them of its family."""
    return Withheld(family_of(indicator), rows, largest, untold).of(indicator, rows)


class Withheld:
    """What is withheld from the rows of each indicator of a family: by one dimension, or together."""

    def __init__(self, family: Family, rows: Sequence[Row], largest: int = LARGEST, untold: Untold = NOTHING) -> None:
        """Decide once for all of the family. rows: those of any of them, since all have the same units.

        untold: the values of each dimension of a side whose units the totals do not tell; so no sum tells them here.
        """
        self._family = family
        kinds = {kind for row in rows for kind in row.units}
        motives = motives_of(family, kinds)
        self._told = told_as(by_motive((row.units for row in rows), motives), largest)
        columns = {
            kind: (*parts, self._told[motives[kind]] if kind in motives else ELSEWHERE)
            for kind, parts in parts_of(family, kinds).items()
        }
        units = frozenset(
            (tuple(row.dimensions.values()), kind, columns[kind], n) for row in rows for kind, n in row.units.items()
        )
        by = tuple(rows[0].dimensions) if rows else ()
        beside = tuple([frozenset(untold.get(name, ())) for name in side_of(by)])
        self._drawn = _drawn(by, units, largest, beside) if units else None

    def of(self, indicator: Indicator, rows: Sequence[Row]) -> list[frozenset[str]]:
        """The parts to withhold of each row of one of the family, in their order; `motive:` and its name."""
        waits, motives = waits_of(self._family), -1
        own, not_judged = self._family.index(indicator), motives - len(waits) + waits.index(indicator.waits)
        columns = ((NUMERATOR, own), (REST, own), *((state, not_judged) for state in APART))
        return [frozenset(self._hidden(row, columns, motives)) for row in rows]

    def _hidden(self, row: Row, columns: Iterable[tuple[str, int]], motives: int) -> Iterator[str]:
        if self._drawn is None:
            return
        place, hides = tuple(row.dimensions.values()), self._drawn.hides
        for part, column in columns:
            if hides(place, column, part):
                yield part
        if not place:
            yield from (f"{MOTIVE}:{each}" for each in set(self._told.values()) if hides(place, motives, each))


class _Drawn:
    """What is withheld from the table of one side by the other, given what each withholds alone."""

    def __init__(
        self,
        by: tuple[str, ...],
        units: frozenset[Counted],
        largest: int,
        untold: tuple[frozenset[Any], ...],
    ) -> None:
        self._ground = side_of(by) is GROUND
        self._at = GROUND.index(by[0]) if self._ground else 0
        counts: Counter[Record] = Counter()
        for place, kind, parts, n in units:
            counts[(*(kind[: len(GROUND)] if self._ground else place), *parts)] += n
        self._sides = len(GROUND) if self._ground else len(by)
        self._columns = _width(counts) - self._sides
        self._standing = _veil_of(counts, self._sides, _width(counts), largest, crossed=False)
        self._belonging = _veil_of(counts, 0, self._sides, largest, crossed=True)
        self._whole = self._crossed(counts, largest, untold)

    def hides(self, place: tuple[Any, ...], column: int, part: str) -> bool:
        """Whether a part of this column is withheld at a place. column: counted from the end when negative."""
        column %= self._columns
        if not self._sides:
            return self._standing.hides((column,), (part,))
        places = (self._at, self._sides + column)
        cell = (self._belonging.groups[self._at].get(place[0], place), self._standing.groups[column].get(part, (part,)))
        if self._whole.hides(places, cell):
            return True
        return any(len(group) > 1 for group in cell) and bool(self._whole.count(places, cell))

    def _crossed(self, counts: Mapping[Record, int], largest: int, untold: Sequence[Collection[Any]]) -> Veil:
        """The world of both sides, in the groups each side has made."""
        groups = (*self._belonging.groups, *self._standing.groups)
        seen: Counter[Record] = Counter()
        for record, n in counts.items():
            seen[tuple([group[value] for group, value in zip(groups, record, strict=True)])] += n
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
_drawn = lru_cache(maxsize=KEPT)(_Drawn)


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
