"""What supervisors may read of an indicator over a period: all its units, or those of whole calendar years. Pure.

Any two periods that overlap tell by subtraction what a few days brought, whatever is withheld of each. So what is read
is all the units together, and those of whole years where nobody is few, alone or together with others (yearly.py).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from workflows.calendar import ends_a_year
from workflows.disclosure import LARGEST, SMALLEST
from workflows.indicators.evaluation import GROUND, Kind, Place, Row, Value, in_order, nobody, summed
from workflows.indicators.families import APART, NUMERATOR, ON_THE_LAST_DAY, REST, Family, Parts, of_cohorts
from workflows.indicators.indicator import Indicator
from workflows.indicators.profile import MOTIVE
from workflows.indicators.withheld import NOTHING, Untold, Withheld, columns_of
from workflows.indicators.yearly import Beside, Units, Yearly, Years, coarser, yearly

YEAR = "year"
ALL = frozenset({NUMERATOR, REST, *APART, MOTIVE})


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last day of a period, both inclusive, as of a day."""

    since: date
    until: date
    on: date

    @property
    def years(self) -> range | None:
        """The calendar years it is made of, the last as far as it has come; None when it is made of no whole ones."""
        if (self.since.month, self.since.day) != (1, 1) or not (self.until >= self.on or ends_a_year(self.until)):
            return None
        return range(self.since.year, min(self.until, self.on).year + 1)


@dataclass(frozen=True, slots=True)
class Beyond:
    """What the totals of the same units withhold, as far as there are such.

    untold: the values of some dimensions whose units they do not tell. unsettled: those of the dimension asked of which
    they do not tell the units of some years.
    """

    untold: Callable[[tuple[str, ...]], Untold] = lambda _by: NOTHING
    unsettled: Callable[[Years], Collection[Value]] = lambda _years: ()


NO_TOTALS = Beyond()


class Periods:
    """What is withheld of the rows of a family by the same dimensions on the same days, over any period."""

    def __init__(
        self,
        family: Family,
        by: tuple[str, ...],
        years: Sequence[Row],
        largest: int = LARGEST,
        totals: Beyond = NO_TOTALS,
    ) -> None:
        """years: the rows of all that ever began, by these dimensions and the year."""
        self._family, self._by, self._years = family, by, years
        self._largest, self._totals = largest, totals

    def rows(self, indicator: Indicator, rows: Sequence[Row], period: Period) -> list[Row]:
        """The rows of a period, those of nobody included: that a group has none would tell that it has nobody then.

        Where all is told of, or asked of, nobody is zero, and has no row. By year, there are those of the period.
        """
        if self._largest < SMALLEST or self._covers(indicator, period):
            return [*rows]
        years = self._began if period.years is None else self._began.intersection(period.years)
        here = {_place_of(row, self._by): row for row in rows}
        ever = {_place_of(row, self._by) for row in self._years if self._by != (YEAR,) or _year_of(row) in years}
        places = sorted({*ever, *here}, key=in_order)
        return [here.get(place) or nobody(dict(zip(self._by, place, strict=True))) for place in places]

    def of(self, indicator: Indicator, rows: Sequence[Row], period: Period) -> list[frozenset[str]]:
        """The parts to withhold of each row of one of the family; MOTIVE for all that is told by motive."""
        if self._largest < SMALLEST:
            return [frozenset()] * len(rows)
        years, whole = period.years, self._covers(indicator, period)
        if of_cohorts(indicator) and years is not None and not (whole and self._by != (YEAR,)):
            return [frozenset(self._of_years(indicator, row, years)) | {MOTIVE} for row in rows]
        return self._withheld(rows).of(indicator, rows) if whole else [ALL] * len(rows)

    def _covers(self, indicator: Indicator, period: Period) -> bool:
        """Whether a period leaves nothing out, as far as years tell, so that any other that does is the same."""
        if indicator.within is ON_THE_LAST_DAY:
            return period.until >= period.on
        return period.years is not None and self._began.issubset(period.years)

    def _withheld(self, rows: Sequence[Row]) -> Withheld:
        by = tuple(rows[0].dimensions) if rows else self._by
        return Withheld(self._family, rows, self._largest, self._totals.untold(by))

    def _of_years(self, indicator: Indicator, row: Row, years: Collection[int]) -> Iterator[str]:
        place, told, within = _place_of(row, self._by), self._yearly, self._began.intersection(years)
        if self._by == (YEAR,):
            place, within = (), frozenset({_year_of(row)})
        for part, column in columns_of(self._family, indicator):
            if not told.tells(place, column, within):
                yield part

    @cached_property
    def _began(self) -> Years:
        """The years in which some units began."""
        return frozenset(_year_of(row) for row in self._years if row.units)

    @cached_property
    def _everybody(self) -> Yearly:
        """The columns of everybody together that are told by year."""
        ever = summed(self._years, (YEAR,))
        whole = self._withheld(summed(ever))
        withheld = frozenset(int(year) for year in self._totals.untold((YEAR,)).get(YEAR, ()))
        beside = Beside(
            tells=whole.tells, within=lambda _column, blocks: any(withheld <= block for block in blocks) or not withheld
        )
        return yearly(_units(ever, (), whole), self._columns, beside, self._largest)

    @cached_property
    def _yearly(self) -> Yearly:
        """The groups and the columns that are told by year."""
        if not self._by or self._by == (YEAR,):
            return self._everybody
        if self._by[0] in GROUND and self._by[0] != self._coarsest:
            return Yearly()
        whole, everybody = self._withheld(summed(self._years, self._by)), self._everybody
        began: dict[tuple[Place, Kind], set[int]] = defaultdict(set)
        for row in self._years:
            for kind in row.units:
                began[_place_of(row, self._by), kind].add(_year_of(row))
        beside = Beside(
            tells=whole.tells,
            within=lambda column, blocks: column in everybody.columns and coarser(blocks, everybody.blocks),
            unsettled=lambda years: {(value,) for value in self._totals.unsettled(years)},
            apart=lambda columns: {(value,) for value in whole.seen_apart(began, columns)},
        )
        return yearly(_units(self._years, self._by, whole), self._columns, beside, self._largest)

    @property
    def _columns(self) -> list[int]:
        """The columns of the family that are shown, those of what is not judged last."""
        found = [column for each in self._family for _part, column in columns_of(self._family, each)]
        return sorted(dict.fromkeys(found), key=lambda column: (column < 0, column))

    @cached_property
    def _coarsest(self) -> str:
        """Of what depends on one another, the dimension that is told by year: the first that has several values."""
        seen = {(name, kind[n]) for row in self._years for kind in row.units for n, name in enumerate(GROUND)}
        many = Counter(name for name, _value in seen)
        return next((name for name in GROUND if many[name] > 1), GROUND[0])


def _units(years: Sequence[Row], by: tuple[str, ...], whole: Withheld) -> Units:
    """How many units there are at each place, by year and by the parts they are in."""
    units: Counter[tuple[Place, int, Parts]] = Counter()
    for row in years:
        for kind, n in row.units.items():
            units[_place_of(row, by), _year_of(row), whole.parts[kind]] += n
    return units


def _place_of(row: Row, by: tuple[str, ...]) -> Place:
    return tuple([row.dimensions[name] for name in by])


def _year_of(row: Row) -> int:
    return int(str(row.dimensions[YEAR]))
