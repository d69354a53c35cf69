"""The flow of a cohort through the stages: each stay in a stage is still inside, moved on, or left the pathway.

A stay is counted, not a person: somebody may be twice in one stage. Hence the number of persons stands beside. Days are
those of the seams: calendar days from the first day to the last, and net ones without the paused days between them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workflows.calendar import ONE_DAY
from workflows.engine import UNOPENED
from workflows.indicators.rates import median
from workflows.journal import Entry, folds, holding
from workflows.pauses import Pause, paused_days
from workflows.stage import Stage
from workflows.standing import Standing

# The stages that leaving leads to; whoever is in one of them and goes back to the pathway has moved on.
AFTER = (Stage.FOLLOW_UP, Stage.CLOSED)
Step = tuple[str, date]


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay of a case in a stage. until, to: its last day and the stage that came next, None while inside."""

    stage: str
    since: date
    until: date | None
    to: str | None
    days: int
    net_days: int

    @property
    def left(self) -> bool:
        """Whether it ended by leaving: an exit, or the end of the follow-up."""
        return self.to == Stage.CLOSED or (self.to == Stage.FOLLOW_UP and self.stage not in AFTER)


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


def stays(entries: Iterable[Entry], on: date, known: date | None = None) -> tuple[Standing, list[Stay]]:
    """The standing of a case on day `on`, as then known, and its stays in stages up to that day, in order."""
    standing, steps = Standing(), list[Step]()
    for entry, standing in folds(e for e in holding(entries, known) if e.effective_on <= on):
        if standing.stage != UNOPENED and (not steps or steps[-1][0] != standing.stage):
            steps.append((standing.stage, entry.effective_on))
    ends = [*steps, None][1:]
    return standing, [_stay(step, end, standing.pauses, on) for step, end in zip(steps, ends, strict=True)]


def _stay(step: Step, following: Step | None, pauses: Iterable[Pause], on: date) -> Stay:
    (stage, since), (to, until) = step, following or (None, None)
    last = until or on
    # The last day of a stay that goes on counts, hence one day past it.
    net = (last - since).days - paused_days(pauses, since, until or on + ONE_DAY)
    return Stay(stage, since, until, to, (last - since).days, net)


def flow(people: Iterable[Sequence[Sequence[Stay]]]) -> Flow:
    """The flow of a cohort: one item per person, the stays of each of their cases in it."""
    persons = cases = 0
    made: dict[str, list[Stay]] = {stage.value: [] for stage in Stage}
    passed: Counter[str] = Counter()
    for of_cases in people:
        persons, cases = persons + 1, cases + len(of_cases)
        passed.update({stay.stage for of_case in of_cases for stay in of_case})
        for of_case in of_cases:
            for stay in of_case:
                made[stay.stage].append(stay)
    return Flow(persons, cases, tuple(_stage_flow(stage, passed[stage], those) for stage, those in made.items()))


def _stage_flow(stage: str, persons: int, those: Sequence[Stay]) -> StageFlow:
    ended = [stay for stay in those if stay.to is not None]
    return StageFlow(
        stage=stage,
        persons=persons,
        entered=len(those),
        inside=len(those) - len(ended),
        moved=_where([stay for stay in ended if not stay.left]),
        left=_where([stay for stay in ended if stay.left]),
        days=median([stay.days for stay in ended]),
        net_days=median([stay.net_days for stay in ended]),
    )


def _where(those: Iterable[Stay]) -> dict[str, int]:
    count = Counter(str(stay.to) for stay in those)
    return {stage.value: count[stage.value] for stage in Stage if count[stage.value]}
