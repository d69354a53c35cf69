"""Competing events since a start: the share reached by each (Aalen–Johansen), the share still inside (Kaplan–Meier).

One minus Kaplan–Meier of one event would overstate it: it supposes that nobody leaves by another. On a day, events
come before the end of observation, and those of several causes come together. The variances are Greenwood's and, for a
cause, the one drawn from it by the delta method (Collett, Modelling Survival Data in Medical Research, third edition,
p. 411); the intervals at 95 % are laid on log(−log), which keeps them between 0 and 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from workflows.indicators.rates import CERTAINTY

# What sums of floats leave of nothing.
DUST = 1e-12


@dataclass(frozen=True, slots=True)
class Observation:
    """How many days one person was followed from the start, and which event ended it; "" when none has yet."""

    days: int
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share between 0 and 1, its variance, its interval at 95 %; no interval at 0 and at 1, where none is defined."""

    share: float
    variance: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Point:
    """The curve on a day. at_risk: how many were followed that long without any event before.

    ended: how many events of each cause happened up to that day; unseen: for how many observation ended before it;
    followed: who is left after the events of the day. The three together are everybody.
    """

    day: int
    at_risk: int
    inside: Estimate
    reached: Mapping[str, Estimate]
    ended: Mapping[str, int]
    unseen: int
    followed: int


@dataclass(frozen=True, slots=True)
class _Step:
    """A day with an event: who was at risk, who ended, of what; the share inside before, the shares reached after."""

    day: int
    at_risk: int
    ended: int
    of: Mapping[str, int]
    before: float
    reached: Mapping[str, float]

    @property
    def spread(self) -> float:
        """Greenwood's term; none once nobody is left, for then nothing moves any more."""
        left = self.at_risk - self.ended
        return self.ended / (self.at_risk * left) if left else 0.0


def curve(
    observations: Iterable[Observation] | Counter[Observation], causes: Sequence[str], days: Iterable[int]
) -> list[Point]:
    """The estimates on each of these days, of observations or of how many there are of each.

    Every cause of an observation must be named; nothing comes of nobody.
    """
    seen = Counter(observations)
    steps = _steps(seen, causes)
    return [_point(seen, steps, causes, day) for day in days] if seen else []


def _steps(seen: Counter[Observation], causes: Sequence[str]) -> list[_Step]:
    ended, lengths = Counter[tuple[int, str]](), Counter[int]()
    for each, count in seen.items():
        ended[each.days, each.cause] += count
        lengths[each.days] += count
    steps, at_risk, inside, reached = [], seen.total(), 1.0, dict.fromkeys(causes, 0.0)
    for day in sorted(lengths):
        of = {cause: ended[day, cause] for cause in causes}
        if total := sum(of.values()):
            reached = {cause: reached[cause] + inside * of[cause] / at_risk for cause in causes}
            steps.append(_Step(day, at_risk, total, of, inside, reached))
            inside *= (at_risk - total) / at_risk
        at_risk -= lengths[day]
    return steps


def _point(seen: Counter[Observation], steps: Sequence[_Step], causes: Sequence[str], day: int) -> Point:
    past = [step for step in steps if step.day <= day]
    return Point(
        day=day,
        at_risk=sum(count for each, count in seen.items() if each.days >= day),
        inside=_inside(past),
        reached={cause: _reached(past, cause) for cause in causes},
        ended={cause: sum(step.of[cause] for step in past) for cause in causes},
        unseen=sum(count for each, count in seen.items() if not each.cause and each.days < day),
        followed=sum(count for each, count in seen.items() if each.days > day or (each.days == day and not each.cause)),
    )


def _inside(past: Sequence[_Step]) -> Estimate:
    share = 1.0
    for step in past:
        share *= (step.at_risk - step.ended) / step.at_risk
    return _estimate(share, share * share * sum(step.spread for step in past))


def _reached(past: Sequence[_Step], cause: str) -> Estimate:
    share = past[-1].reached[cause] if past else 0.0
    variance = 0.0
    for step in past:
        n, d, still = step.at_risk, step.of[cause], share - step.reached[cause]
        variance += still * still * step.spread
        variance += step.before * step.before * d * (n - d) / n**3
        variance -= 2 * still * step.before * d / n**2
    return _estimate(share, variance)


def _estimate(share: float, variance: float) -> Estimate:
    if not DUST < share < 1.0 - DUST:
        return Estimate(share, variance, None, None)
    middle = log(-log(share))
    half = CERTAINTY * sqrt(max(0.0, variance)) / (share * -log(share))
    return Estimate(share, variance, exp(-exp(middle + half)), exp(-exp(middle - half)))
