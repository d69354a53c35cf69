"""The pace of a programme: measured over twelve full months, needed until its end, and where it leads.

The projection says that the coming months will be like the last twelve, and no more than that. Its interval at 95 %
holds two uncertainties: what the twelve months tell of the pace, and what chance will make of the months to come. The
months vary more than chance alone (seasons, closures), so the variance is that of Poisson times the dispersion observed
between the twelve months, never less than one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import sqrt

from workflows.calendar import ONE_DAY, add_months, end_of_month
from workflows.indicators.rates import CERTAINTY, TENTH, half_up

MONTHS = 12
# Persons trained in the twelve months below which nothing honest can be said of the months to come [P].
LEAST = 30


@dataclass(frozen=True, slots=True)
class Projection:
    """How many persons will have been trained on the last day: the expected number and its interval at 95 %."""

    expected: int
    low: int
    high: int


def full_months(on: date) -> list[date]:
    """The last days of the twelve calendar months that ended by `on`, the oldest first."""
    first_of_next = (on + ONE_DAY).replace(day=1)
    return [add_months(first_of_next, -back) - ONE_DAY for back in range(MONTHS - 1, -1, -1)]


def pace(months: Sequence[int]) -> Decimal:
    """Persons a month, one decimal, over these twelve months."""
    return half_up(Decimal(sum(months)) / MONTHS, TENTH)


def pace_needed(remaining: int, on: date, until: date) -> Decimal | None:
    """Persons a month that would reach the target on the last day; None once that day is over."""
    left = _months_left(on, until)
    return half_up(max(remaining, 0) / left, TENTH) if left > 0 else None


def projection(reached: int, months: Sequence[int], on: date, until: date) -> Projection | None:
    """Where the pace of the twelve months leads from `reached` on `on`; None when nothing can be said."""
    left = _months_left(on, until)
    if left <= 0 or len(months) < MONTHS or sum(months) < LEAST:
        return None
    ahead = Decimal(sum(months)) * left / MONTHS
    spread = CERTAINTY * sqrt(_dispersion(months) * float(ahead) * (1 + float(left) / MONTHS))
    low, high = (max(Decimal(0), ahead + Decimal(side * spread)) for side in (-1, 1))
    return Projection(*(int(half_up(reached + more)) for more in (ahead, low, high)))


def _dispersion(months: Sequence[int]) -> float:
    """How many times more than chance alone the months vary; one at least."""
    mean = sum(months) / len(months)
    variance = sum((count - mean) ** 2 for count in months) / (len(months) - 1)
    return max(1.0, variance / mean)


def _months_left(on: date, until: date) -> Decimal:
    """Calendar months from the end of `on` to the end of `until`, one begun for its share of days."""
    between = (until.year - on.year) * MONTHS + until.month - on.month
    return between + _over(until) - _over(on)


def _over(day: date) -> Decimal:
    """The share of its month that is over at the end of a day."""
    return Decimal(day.day) / end_of_month(day).day
