"""The stays of one case in the stages, told by the replay of its entries up to a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from workflows.calendar import ONE_DAY
from workflows.engine import UNOPENED
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
    net = (last - since).days - paused_days(pauses, since, until or min(on, date.max - ONE_DAY) + ONE_DAY)
    return Stay(stage, since, until, to, (last - since).days, net)
