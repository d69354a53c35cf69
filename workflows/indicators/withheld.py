"""Which counts of an indicator's rows to withhold, so that no reader of its whole family works one of them out. Pure.

What is decided of the world of its units (sides.py), told of each row, and of each indicator.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from workflows.disclosure import LARGEST, Record
from workflows.indicators.evaluation import GROUND, Kind, Place, Row, Value
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
from workflows.indicators.sides import sides_of

Untold = Mapping[str, Collection[Any]]
NOTHING: Untold = {}
# The column of the motives is the last.
MOTIVES = -1


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
        self.parts: Mapping[Kind, Parts] = {
            kind: (*parts, self._told[motives[kind]] if kind in motives else ELSEWHERE)
            for kind, parts in parts_of(family, kinds).items()
        }
        units = frozenset(
            (tuple(row.dimensions.values()), kind, self.parts[kind], n) for row in rows for kind, n in row.units.items()
        )
        by = tuple(rows[0].dimensions) if rows else ()
        beside = tuple([frozenset(untold.get(name, ())) for name in side_of(by)])
        self._drawn = sides_of(by, units, largest, beside) if units else None

    def of(self, indicator: Indicator, rows: Sequence[Row]) -> list[frozenset[str]]:
        """The parts to withhold of each row of one of the family, in their order; `motive:` and its name."""
        return [frozenset(self._hidden(row, columns_of(self._family, indicator))) for row in rows]

    def hides(self, place: Place, column: int, part: str) -> bool:
        """Whether a part of a column is withheld at a place."""
        return self._drawn is not None and self._drawn.hides(place, column, part)

    def tells(self, place: Place, column: int) -> bool:
        """Whether all the counts of a column are told at a place, and how many units it has."""
        return self._drawn is None or self._drawn.tells(place, column)

    def seen_apart(
        self, years: Mapping[tuple[Place, Kind], Collection[int]], columns: Sequence[int]
    ) -> frozenset[Value]:
        """The values of the dimension between which a doubt moves units so that years told would change (sides.py).

        years: when the units of each kind began, at each place.
        """
        if self._drawn is None:
            return frozenset()
        ground = self._drawn.ground
        began: dict[Record, set[int]] = defaultdict(set)
        for (place, kind), some in years.items():
            began[*(kind[: len(GROUND)] if ground else place), *self.parts[kind]].update(some)
        return self._drawn.seen_apart(began, columns)

    def _hidden(self, row: Row, columns: Iterable[tuple[str, int]]) -> Iterator[str]:
        place = tuple(row.dimensions.values())
        for part, column in columns:
            if self.hides(place, column, part):
                yield part
        if not place:
            yield from (f"{MOTIVE}:{each}" for each in set(self._told.values()) if self.hides(place, MOTIVES, each))


def columns_of(family: Family, indicator: Indicator) -> tuple[tuple[str, int], ...]:
    """The parts that are shown of an indicator, and in which column of its family each is."""
    waits = waits_of(family)
    own, not_judged = family.index(indicator), MOTIVES - len(waits) + waits.index(indicator.waits)
    return ((NUMERATOR, own), (REST, own), *((state, not_judged) for state in APART))
