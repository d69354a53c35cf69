"""The facts that run beside the episodes: support and pauses."""

from __future__ import annotations

from datetime import date

from workflows.calendar import ONE_DAY
from workflows.engine import Attempt
from workflows.guards.reading import day
from workflows.pauses import Pause
from workflows.standing import Standing
from workflows.support import Support


def started_support(standing: Standing, attempt: Attempt) -> None:
    """Support begins beside the episodes."""
    standing.supports.append(Support(attempt.data["level"], attempt.data.get("referent"), attempt.on))


def ended_support(standing: Standing, attempt: Attempt) -> None:
    """Support ends; no episode is touched."""
    end_support(standing, attempt.on, attempt.data["motive"])


def end_support(standing: Standing, on: date, motive: str) -> None:
    """The running support ends, if any."""
    if standing.support is not None:
        standing.support.motive, standing.support.ended_on = motive, on


def paused(standing: Standing, attempt: Attempt) -> None:
    """The clocks stop from this day to the announced last day."""
    standing.pauses.append(Pause(attempt.on, day(attempt, "until") or attempt.on, attempt.data["category"]))


def resumed(standing: Standing, attempt: Attempt) -> None:
    """The day before the return is the last paused day."""
    pause = standing.paused(attempt.on)
    if pause is not None:
        pause.until = attempt.on - ONE_DAY
