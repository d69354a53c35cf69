"""Numbers as they are printed: shares rounded half up, never 0 % out of nothing, and how sure one may be of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from math import sqrt

TENTH, WHOLE = Decimal("0.1"), Decimal(1)
# The 97.5th centile of the normal law, for intervals at 95 %.
CERTAINTY = 1.959963984540054


def half_up(value: Decimal, step: Decimal = WHOLE) -> Decimal:
    """A number as it is printed: to the step (a whole number), halves away from zero, where Python would go to even."""
    return value.quantize(step, ROUND_HALF_UP)


def mean(values: Sequence[int]) -> int | None:
    """The mean as a whole number, halves up; None of nothing."""
    return int(half_up(Decimal(sum(values)) / len(values))) if values else None


def share(numerator: int, denominator: int) -> Decimal | None:
    """A share in percent, one decimal, rounded half up; None out of nothing (“n.d.”, never 0 %)."""
    if denominator == 0:
        return None
    return half_up(Decimal(100) * numerator / denominator, TENTH)


def wilson(numerator: int, denominator: int) -> tuple[float, float]:
    """Wilson's interval at 95 % of a share, as fractions; nobody and everybody are limits themselves."""
    p, n, z = numerator / denominator, denominator, CERTAINTY
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return middle - half if numerator else 0.0, middle + half if numerator < denominator else 1.0


def median(values: Sequence[int]) -> Decimal | None:
    """The middle value, or the mean of the two in the middle; None of nothing."""
    if not values:
        return None
    ordered, half = sorted(values), len(values) // 2
    if len(ordered) % 2:
        return Decimal(ordered[half])
    return Decimal(ordered[half - 1] + ordered[half]) / 2


def ninth_decile(values: Sequence[int]) -> Decimal | None:
    """The smallest value that at least nine tenths do not exceed (nearest rank); None of nothing."""
    if not values:
        return None
    rank = -(-9 * len(values) // 10)
    return Decimal(sorted(values)[rank - 1])
