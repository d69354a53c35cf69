"""The facts of an exit and of the employment checks after it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from workflows.effects.alongside import end_support, resumed
from workflows.effects.cases import archive_exit
from workflows.effects.episode_facts import interrupt_all
from workflows.engine import Attempt
from workflows.episode import AHEAD, EpisodeState
from workflows.exits import Exit, Job
from workflows.guards.leaving import ENDS_ITSELF
from workflows.standing import EmploymentCheck, Standing

LAST_CHECK = 12


def job_of(data: Mapping[str, Any] | None) -> Job | None:
    """The job a move describes, if any."""
    if not data:
        return None
    dates = {key: date.fromisoformat(data[key]) for key in ("starts_on", "ends_on") if data.get(key)}
    return Job(data["contract"], **dates)


def left(standing: Standing, attempt: Attempt) -> None:
    """The person leaves: what runs is interrupted, what was booked is cancelled, a pause ends the day before."""
    motive = attempt.data["motive"]
    interrupt_all(standing, attempt, ENDS_ITSELF.get(motive, "exit"))
    for episode in standing.episodes.values():
        if episode.state in AHEAD:
            episode.state, episode.motive, episode.released_on = EpisodeState.CANCELLED, "exit", attempt.on
    resumed(standing, attempt)
    archive_exit(standing)
    if motive == "death":
        end_support(standing, attempt.on, "other")
    standing.exit = Exit(motive, attempt.on, job_of(attempt.data.get("job")))


def checked_employment(standing: Standing, attempt: Attempt) -> None:
    """Keep what was learnt of the person's employment; a job only goes with a “yes”."""
    data = attempt.data
    job = job_of(data.get("job")) if data["employed"] == "yes" else None
    standing.checks[data["at_months"]] = EmploymentCheck(data["at_months"], data["employed"], attempt.on, job)
    if data["at_months"] == LAST_CHECK:
        end_support(standing, attempt.on, "term")
