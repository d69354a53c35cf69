"""Which counts of an indicator's rows to withhold, so that no reader of its whole family works one of them out. Pure.

The indicators of a family count the same units, each in its own parts (numerator, rest, not judged): a unit changes all
of its parts at once. Read by one dimension at a time, they make a world of two sides: groups, and where units stand.
What each side withholds alone is decided first, so that it is the same beside any other side. Where a unit belongs
(region, organisation…) is one side, because an organisation tells its region. What the totals withhold of the same
units is withheld here as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any, cast

from workflows.disclosure import LARGEST, Cell, Places, Record, Veil, veil
from workflows.indicators import gaps, trainings
from workflows.indicators.evaluation import GROUND, Kind, Row
from workflows.indicators.indicator import Indicator, Measure, began_within
from workflows.indicators.motives import told_as
from workflows.indicators.profile import MOTIVE, Profile
from workflows.indicators.register import REGISTER
from workflows.indicators.unit import State, Unit

NUMERATOR, REST = "numerator", "rest"
APART = ("open", "paused", "immature")
ELSEWHERE = "elsewhere"
# The families that have one unit for each entry of the totals.
OF_ENTRIES = (trainings.entries, trainings.outcomes)
# Two lengths of the same gaps, whose units say alike where they stand.
OF_GAPS = (gaps.gross_seams, gaps.net_seams)
# Which part a unit is in depends on its state and detail only.
NOBODY = cast("Profile", None)
Parts = tuple[str, ...]
Untold = Mapping[str, Collection[Any]]
NOTHING: Untold = {}


def counted_in_totals(indicator: Indicator) -> str | None:
    """The measure of the totals that counts the units of a row when the period leaves none out; None when none does."""
    if indicator.within is not began_within or indicator.family not in OF_ENTRIES:
        return None
    return "trained" if indicator.measure is Measure.PERSONS else "entries"


def side_of(by: tuple[str, ...]) -> tuple[str, ...]:
    """The dimensions that are decided together when this one is asked for."""
    return GROUND if by and by[0] in GROUND else by


def withheld(
    indicator: Indicator, rows: Sequence[Row], largest: int = LARGEST, untold: Untold = NOTHING
) -> list[frozenset[str]]:
    """The parts to withhold of each row, in their order: by one dimension, or together; `motive:` and its name.

    untold: the values of each dimension of a side whose units the totals do not tell; so no sum tells them here.
    """
    by = tuple(rows[0].dimensions) if rows else ()
    family = _family(indicator)
    kinds = {kind for row in rows for kind in row.units}
    motives = {kind: str(kind[-1]) for kind in kinds if _tells_why(family, kind)}
    told = told_as(_counted(rows, motives), largest)
    columns = {kind: (*_columns(family, kind), told[motives[kind]] if kind in motives else ELSEWHERE) for kind in kinds}
    units = [(row, kind, columns[kind], n) for row in rows for kind, n in row.units.items()]
    if not units:
        return [frozenset() for _row in rows]
    drawn = _Drawn(by, units, largest, untold, told)
    place = family.index(indicator)
    return [frozenset(drawn.hidden(row, place, len(family))) for row in rows]


def _family(indicator: Indicator) -> list[Indicator]:
    """Those that count the same units over the same period, this one among them; persons are counted apart."""
    if indicator.measure is Measure.PERSONS:
        return [indicator]
    families = OF_GAPS if indicator.family in OF_GAPS else (indicator.family,)
    alike = [
        each
        for each in REGISTER.values()
        if each.family in families and each.within is indicator.within and each.measure is not Measure.PERSONS
    ]
    return alike if indicator in alike else [*alike, indicator]


def _tells_why(family: Sequence[Indicator], kind: Kind) -> bool:
    """Whether one of the family tells the motive of units that stand so."""
    return any(each.detailed and each.counts(_unit(kind)) for each in family)


def _counted(rows: Sequence[Row], motives: Mapping[Kind, str]) -> Counter[str]:
    """How many units have each motive, wherever they are."""
    found: Counter[str] = Counter()
    for row in rows:
        for kind, number in row.units.items():
            if kind in motives:
                found[motives[kind]] += number
    return found


def _unit(kind: Kind) -> Unit:
    return Unit(date.min, State(str(kind[-2])), NOBODY, str(kind[-1]))


def _columns(family: Sequence[Indicator], kind: Kind) -> Parts:
    """The part of a unit in each indicator, then among those that are not judged."""
    unit = _unit(kind)
    apart = kind[-2] if kind[-2] in APART else ELSEWHERE
    return (*(_part(indicator, unit) for indicator in family), str(apart))


def _part(indicator: Indicator, unit: Unit) -> str:
    if indicator.counts(unit):
        return NUMERATOR
    return REST if indicator.measure is Measure.SHARE and indicator.out_of(unit) else ELSEWHERE


class _Drawn:
    """What is withheld from the table of one side by the other, given what each withholds alone."""

    def __init__(
        self,
        by: tuple[str, ...],
        units: Sequence[tuple[Row, Kind, Parts, int]],
        largest: int,
        untold: Untold,
        told: Mapping[str, str],
    ) -> None:
        self._told = told
        self._ground = side_of(by) is GROUND
        self._at = GROUND.index(by[0]) if self._ground else 0
        counts: Counter[Record] = Counter()
        for row, kind, parts, n in units:
            counts[(*self._side(row, kind), *parts)] += n
        self._sides = len(GROUND) if self._ground else len(by)
        self._standing = _veil_of(counts, self._sides, _width(counts), largest, crossed=False)
        self._belonging = _veil_of(counts, 0, self._sides, largest, crossed=True)
        self._whole = self._crossed(counts, largest, [untold.get(name, ()) for name in side_of(by)])

    def _side(self, row: Row, kind: Kind) -> tuple[Any, ...]:
        return kind[: len(GROUND)] if self._ground else tuple(row.dimensions.values())

    def hidden(self, row: Row, own: int, apart: int) -> Iterator[str]:
        """The parts withheld of a row. own, apart: where the parts of the indicator, and of those not judged, stand."""
        place = tuple(row.dimensions.values())
        for part, column in ((NUMERATOR, own), (REST, own), *((state, apart) for state in APART)):
            if self._hides(place, column, part):
                yield part
        if not self._sides:
            yield from (f"{MOTIVE}:{each}" for each in set(self._told.values()) if self._hides(place, apart + 1, each))

    def _hides(self, place: tuple[Any, ...], column: int, part: str) -> bool:
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
        tables = [(), *((p,) for p in range(width)), *combinations(here, 2), *pairs]
        bundles = [*((p,) for p in here), tuple(there)]
        given: dict[Places, frozenset[Cell]] = {(p,): _alone(self._belonging, p) for p in here}
        for p, values in enumerate(untold):
            known = self._belonging.groups[p]
            given[p,] |= {(known[value],) for value in values if value in known}
        given |= {(sides + p,): _alone(self._standing, p) for p in range(width - sides)}
        return veil(seen, tables, largest, bundles, given, ground=tuple(here))


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
        return veil(side, [*tables, *combinations(range(width), 2)], largest, ground=tuple(range(width)))
    return veil(side, tables, largest, [tuple(range(width))])
