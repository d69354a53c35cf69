"""How far from the overall rate an organisation's may lie by chance alone: a funnel, instead of a ranking.

The limits are exact binomial ones at 95 % and 99.8 %, made smooth by interpolation between two counts (Spiegelhalter,
Funnel plots for comparing institutional performance, Statistics in Medicine 24, 2005, appendix A.1.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import exp, lgamma, log

WARNING, ALERT = 0.95, 0.998


@dataclass(frozen=True, slots=True)
class Band:
    """The limits for one size, as shares between 0 and 1: two at 95 %, two at 99.8 %."""

    size: int
    low: float
    high: float
    lowest: float
    highest: float


class Verdict(StrEnum):
    """Where a rate lies: within the limits at 95 %, between both, or beyond those at 99.8 %."""

    FAR_BELOW = "far_below"
    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"
    FAR_ABOVE = "far_above"


def limits(rate: float, size: int) -> Band:
    """The limits around an overall rate for so many units (one or more)."""
    low, high = _limit(rate, size, (1 - WARNING) / 2), _limit(rate, size, (1 + WARNING) / 2)
    return Band(size, low, high, _limit(rate, size, (1 - ALERT) / 2), _limit(rate, size, (1 + ALERT) / 2))


def verdict(numerator: int, band: Band) -> Verdict:
    """Where a numerator over the size of the band lies; on a limit it is still within."""
    share = numerator / band.size
    if share < band.lowest:
        return Verdict.FAR_BELOW
    if share > band.highest:
        return Verdict.FAR_ABOVE
    if share < band.low:
        return Verdict.BELOW
    return Verdict.ABOVE if share > band.high else Verdict.WITHIN


def _limit(rate: float, size: int, certainty: float) -> float:
    """The share up to which a part `certainty` of the binomial law lies, between its two nearest counts."""
    if not 0.0 < rate < 1.0:
        return rate
    below = 0.0
    for count, chance in enumerate(_chances(rate, size)):
        reached = below + chance
        if reached >= certainty:
            over = (reached - certainty) / chance
            return min(1.0, max(0.0, (count - over) / size))
        below = reached
    return 1.0


def _chances(rate: float, size: int) -> Iterator[float]:
    """The binomial law: the chance of each count from 0 to `size`."""
    whole, yes, no = lgamma(size + 1), log(rate), log(1 - rate)
    for count in range(size + 1):
        ways = whole - lgamma(count + 1) - lgamma(size - count + 1)
        yield exp(ways + count * yes + (size - count) * no)
