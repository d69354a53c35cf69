"""Evaluates an indicator over people: the units of a period, gathered by dimensions into rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workflows.indicators.indicator import Indicator, Measure, Units
from workflows.indicators.rates import median, ninth_decile, share
from workflows.indicators.unit import State, Unit
from workflows.standing import Standing

Value = str | int | None
Place = tuple[Value, ...]
# Region, organisation, organisation at the start and pact, which depend on one another; then the state and the detail.
GROUND = ("region", "organisation", "origin", "pact")
Kind = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row. rate: percent, days or None (“n.d.”). open, paused, immature: units of the period not judged.

    details: how many units of the numerator carry each motive, when it is told.  units: how many of each kind there are
    in all, by the place they are counted in and where they stand, for what has to be withheld of them.
    """

    dimensions: Mapping[str, Value]
    numerator: int
    denominator: int
    rate: Decimal | None
    open: int
    paused: int
    immature: int
    details: Mapping[str, int]
    units: Mapping[Kind, int]


class _Gathering:
    """What is gathered in one place before its row is made."""

    __slots__ = ("days", "denominator", "details", "kinds", "numerator", "open", "states")

    def __init__(self) -> None:
        self.numerator = self.denominator = self.open = 0
        self.states: Counter[State] = Counter()
        self.kinds: Counter[Kind] = Counter()
        self.details: Counter[str] = Counter()
        self.days: list[int] = []

    def add(self, indicator: Indicator, unit: Unit) -> None:
        """Take one unit in."""
        self.states[unit.state] += 1
        self.kinds[*(getattr(unit.profile, name) for name in GROUND), unit.state.value, unit.detail] += 1
        counted = indicator.counts(unit)
        self.denominator += indicator.out_of(unit)
        self.open += indicator.waits(unit)
        if counted:
            self.numerator += 1
            self.details[unit.detail] += indicator.detailed
            if unit.days is not None:
                self.days.append(unit.days)

    def row(self, indicator: Indicator, dimensions: Mapping[str, Value]) -> Row:
        """The row they make."""
        return Row(
            dimensions=dimensions,
            numerator=self.numerator,
            denominator=self.denominator if indicator.measure is Measure.SHARE else self.numerator,
            rate=self._rate(indicator.measure),
            open=self.open,
            paused=self.states[State.PAUSED],
            immature=self.states[State.IMMATURE],
            details={detail: count for detail, count in sorted(self.details.items()) if detail and count},
            units=dict(self.kinds),
        )

    def _rate(self, measure: Measure) -> Decimal | None:
        if measure is Measure.SHARE:
            return share(self.numerator, self.denominator)
        if measure is Measure.MEDIAN:
            return median(self.days)
        return ninth_decile(self.days) if measure is Measure.NINTH_DECILE else None


def in_order(place: Place) -> tuple[tuple[bool, str], ...]:
    """A key to sort places by: what has no value comes last."""
    return tuple([(value is None, str(value)) for value in place])


def nobody(dimensions: Mapping[str, Value]) -> Row:
    """The row of nobody."""
    return _sum_of((), dimensions)


def summed(rows: Iterable[Row], by: Sequence[str] = ()) -> list[Row]:
    """The rows by some of their dimensions, in the order they come; of what they add up to, no rate is made."""
    places: dict[Place, list[Row]] = {} if by else {(): []}
    for row in rows:
        places.setdefault(tuple([row.dimensions[name] for name in by]), []).append(row)
    return [_sum_of(some, dict(zip(by, place, strict=True))) for place, some in places.items()]


def _sum_of(rows: Sequence[Row], dimensions: Mapping[str, Value]) -> Row:
    units: Counter[Kind] = Counter()
    for row in rows:
        units.update(row.units)
    return Row(
        dimensions=dimensions,
        numerator=sum(row.numerator for row in rows),
        denominator=sum(row.denominator for row in rows),
        rate=None,
        open=sum(row.open for row in rows),
        paused=sum(row.paused for row in rows),
        immature=sum(row.immature for row in rows),
        details={},
        units=units,
    )


class Evaluation:
    """An indicator being evaluated over a period, one person at a time; `by` names the dimensions of the rows."""

    def __init__(self, indicator: Indicator, period: tuple[date, date], by: Sequence[str] = ()) -> None:
        self.indicator, self._period, self._by = indicator, period, tuple(by)
        self._places: dict[Place, _Gathering] = defaultdict(_Gathering)
        if not by:
            self._places[()] = _Gathering()

    def take(self, units: Iterable[Unit]) -> None:
        """Count the units of the indicator's family for one person; a count of persons takes their first one only."""
        wanted = [unit for unit in units if self.indicator.within(unit, *self._period)]
        if self.indicator.measure is Measure.PERSONS:
            wanted = sorted(wanted, key=lambda unit: unit.cohort)[:1]
        for unit in wanted:
            place = tuple(getattr(unit.profile, name) for name in self._by)
            self._places[place].add(self.indicator, unit)

    def rows(self) -> list[Row]:
        """What was counted: one row per place, in order; a single row without a breakdown."""
        ordered = sorted(self._places, key=in_order)
        return [self._places[p].row(self.indicator, dict(zip(self._by, p, strict=True))) for p in ordered]


def count(
    evaluations: Sequence[Evaluation],
    standings: Sequence[Standing],
    on: date,
    kept: Callable[[Unit], bool] = lambda _unit: True,
) -> None:
    """Count one person in several evaluations, their units told once for each family.

    standings: those of the person's cases, replayed up to `on`.  kept: leaves out the units of other territories.
    """
    told: dict[Units, list[Unit]] = {}
    for evaluation in evaluations:
        family = evaluation.indicator.family
        if family not in told:
            told[family] = [unit for unit in family(standings, on) if kept(unit)]
        evaluation.take(told[family])


def evaluate(
    indicator: Indicator,
    people: Iterable[Sequence[Standing]],
    on: date,
    period: tuple[date, date],
    by: Sequence[str] = (),
) -> list[Row]:
    """The rows of an indicator for the cohorts of a period (both ends inclusive), as of `on`."""
    evaluation = Evaluation(indicator, period, by)
    for standings in people:
        count([evaluation], standings, on)
    return evaluation.rows()
