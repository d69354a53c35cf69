"""How far a group's share is from everybody's, and how sure one may be of it. Ranks nobody, judges nothing.

The group is a part of everybody, so the two shares are not independent: the group is compared with the rest, by
Newcombe's interval of a difference (1998, method 10, built on Wilson's), and the difference from everybody is that one
times the weight of the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import sqrt

from workflows.indicators.rates import TENTH, half_up, wilson


@dataclass(frozen=True, slots=True)
class Gap:
    """A difference in points of percentage, and its interval at 95 %."""

    points: Decimal
    low: Decimal
    high: Decimal

    @property
    def beyond_chance(self) -> bool:
        """Whether zero lies outside the interval."""
        return self.low > 0 or self.high < 0


def gap(part: tuple[int, int], whole: tuple[int, int]) -> Gap | None:
    """The difference of a group (numerator, denominator) from everybody, it included; None when there is no rest."""
    rest = whole[0] - part[0], whole[1] - part[1]
    if not part[1] or rest[1] <= 0:
        return None
    points = Decimal(100 * (part[0] * whole[1] - whole[0] * part[1])) / (part[1] * whole[1])
    weight = rest[1] / whole[1]
    return Gap(
        *(half_up(value, TENTH) for value in (points, *(Decimal(100 * weight * x) for x in newcombe(part, rest))))
    )


def newcombe(one: tuple[int, int], other: tuple[int, int]) -> tuple[float, float]:
    """The interval at 95 % of the difference between two independent shares, as fractions."""
    (p, q), (low, high), (other_low, other_high) = (one[0] / one[1], other[0] / other[1]), wilson(*one), wilson(*other)
    down = sqrt((p - low) ** 2 + (other_high - q) ** 2)
    up = sqrt((high - p) ** 2 + (q - other_low) ** 2)
    return p - q - down, p - q + up
