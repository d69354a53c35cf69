"""The flow of a cohort through the stages: each stay in a stage is still inside, moved on, or left the pathway.

A stay is counted, not a person: somebody may be twice in one stage. Hence the number of persons stands beside. Days are
those of the seams: calendar days from the first day to the last, and net ones without the paused days between them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from workflows.cohorts.stays import Stay
from workflows.indicators.rates import median
from workflows.stage import Stage

INSIDE, MOVED, LEFT = "inside", "moved", "left"


@dataclass(frozen=True, slots=True)
class StageFlow:
    """What became of the stays in one stage: entered = inside + those moved on + those left.

    persons: how many persons made these stays. moved, left: how many went to which stage.
    days, net_days: medians of the stays that ended; None while none has.
    """

    stage: str
    persons: int
    entered: int
    inside: int
    moved: Mapping[str, int]
    left: Mapping[str, int]
    days: Decimal | None
    net_days: Decimal | None

    @property
    def moved_on(self) -> int:
        """How many moved on, wherever."""
        return sum(self.moved.values())

    @property
    def gone(self) -> int:
        """How many left."""
        return sum(self.left.values())


@dataclass(frozen=True, slots=True)
class Flow:
    """The persons and the cases of a cohort, never confused, and what became of the stays in each stage."""

    persons: int
    cases: int
    stages: tuple[StageFlow, ...]


class Flowing:
    """A flow being counted, one person at a time; what it holds does not grow with the number of people."""

    def __init__(self) -> None:
        self._persons = self._cases = 0
        self._passed: Counter[str] = Counter()
        self._became: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        self._days: dict[str, Counter[int]] = defaultdict(Counter)
        self._net_days: dict[str, Counter[int]] = defaultdict(Counter)

    def take(self, cases: Sequence[Sequence[Stay]]) -> None:
        """Count one person: the stays of each of their cases in the cohort."""
        self._persons, self._cases = self._persons + 1, self._cases + len(cases)
        self._passed.update({stay.stage for made in cases for stay in made})
        for stay in (stay for made in cases for stay in made):
            if stay.to is None:
                self._became[stay.stage][INSIDE, ""] += 1
                continue
            self._became[stay.stage][LEFT if stay.left else MOVED, stay.to] += 1
            self._days[stay.stage][stay.days] += 1
            self._net_days[stay.stage][stay.net_days] += 1

    def told(self) -> Flow:
        """What was counted: a row per stage, in the order of the pathway."""
        return Flow(self._persons, self._cases, tuple(self._row(stage.value) for stage in Stage))

    def _row(self, stage: str) -> StageFlow:
        became = self._became[stage]
        return StageFlow(
            stage=stage,
            persons=self._passed[stage],
            entered=became.total(),
            inside=became[INSIDE, ""],
            moved=_where(became, MOVED),
            left=_where(became, LEFT),
            days=median(list(self._days[stage].elements())),
            net_days=median(list(self._net_days[stage].elements())),
        )


def flow(people: Iterable[Sequence[Sequence[Stay]]]) -> Flow:
    """The flow of a cohort: one item per person, the stays of each of their cases in it."""
    flowing = Flowing()
    for cases in people:
        flowing.take(cases)
    return flowing.told()


def _where(became: Mapping[tuple[str, str], int], how: str) -> dict[str, int]:
    return {stage.value: became[how, stage.value] for stage in Stage if became.get((how, stage.value))}
