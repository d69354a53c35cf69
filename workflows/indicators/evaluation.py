"""Evaluates an indicator over people: the units of a period, gathered by dimensions into rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workflows.indicators.indicator import Indicator, Measure
from workflows.indicators.profile import DIMENSIONS
from workflows.indicators.rates import median, ninth_decile, share
from workflows.indicators.unit import State, Unit
from workflows.standing import Standing

Value = str | int | None
Place = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row. rate: percent, days or None (“n.d.”). open, paused, immature: units of the period not judged.

    details: how many units of the numerator carry each detail.
    """

    dimensions: Mapping[str, Value]
    numerator: int
    denominator: int
    rate: Decimal | None
    open: int
    paused: int
    immature: int
    details: Mapping[str, int]


class _Gathering:
    """What is gathered in one place before its row is made."""

    __slots__ = ("days", "denominator", "details", "numerator", "states")

    def __init__(self) -> None:
        self.numerator = self.denominator = 0
        self.states: Counter[State] = Counter()
        self.details: Counter[str] = Counter()
        self.days: list[int] = []

    def add(self, indicator: Indicator, unit: Unit) -> None:
        """Take one unit in."""
        self.states[unit.state] += 1
        counted = indicator.counts(unit)
        self.denominator += indicator.out_of(unit)
        if counted:
            self.numerator += 1
            self.details[unit.detail] += 1
            if unit.days is not None:
                self.days.append(unit.days)

    def row(self, indicator: Indicator, dimensions: Mapping[str, Value]) -> Row:
        """The row they make."""
        return Row(
            dimensions=dimensions,
            numerator=self.numerator,
            denominator=self.denominator if indicator.measure is Measure.SHARE else self.numerator,
            rate=self._rate(indicator.measure),
            open=self.states[State.OPEN],
            paused=self.states[State.PAUSED],
            immature=self.states[State.IMMATURE],
            details={detail: count for detail, count in sorted(self.details.items()) if detail},
        )

    def _rate(self, measure: Measure) -> Decimal | None:
        if measure is Measure.SHARE:
            return share(self.numerator, self.denominator)
        if measure is Measure.MEDIAN:
            return median(self.days)
        return ninth_decile(self.days) if measure is Measure.NINTH_DECILE else None


def units_of(indicator: Indicator, standings: Sequence[Standing], on: date, since: date, until: date) -> list[Unit]:
    """The units one person brings to a period; for a count of persons, the first of each place only."""
    return [unit for unit in indicator.family(standings, on) if indicator.within(unit, since, until)]


def evaluate(
    indicator: Indicator,
    people: Iterable[Sequence[Standing]],
    on: date,
    since: date,
    until: date,
    by: Sequence[str] = (),
) -> list[Row]:
    """The rows of an indicator for the cohorts from `since` to `until`, as of `on`.

    people: for each person, the standings of their cases, replayed up to `on`. One row when `by` is empty.
    """
    places: dict[Place, _Gathering] = defaultdict(_Gathering)
    if not by:
        places[()] = _Gathering()
    for standings in people:
        seen: set[Place] = set()
        for unit in units_of(indicator, standings, on, since, until):
            place = tuple(getattr(unit.profile, name) for name in by)
            if indicator.measure is Measure.PERSONS and place in seen:
                continue
            seen.add(place)
            places[place].add(indicator, unit)
    ordered = sorted(places, key=lambda place: tuple((value is None, str(value)) for value in place))
    return [places[place].row(indicator, dict(zip(by, place, strict=True))) for place in ordered]


def check_dimensions(names: Sequence[str]) -> str | None:
    """The first name that is no dimension; None when all are."""
    return next((name for name in names if name not in DIMENSIONS), None)
