"""The terms of an exit and of the employment checks that follow it."""

from __future__ import annotations

from workflows.calendar import add_months
from workflows.engine import Attempt, Guard, sentence
from workflows.episode import TRAINING, Episode
from workflows.guards.reading import COUNSELLING, which
from workflows.stage import Stage
from workflows.standing import Standing

ENDS_ITSELF = {"employment": "employment", "death": "force_majeure"}


def _unexplained(standing: Standing) -> list[Episode]:
    """The trainings in progress: how each ended is a fact to record. An orientation just stops with the pathway."""
    return [e for e in standing.in_progress if e.kind in TRAINING]


EPISODE_ENDED = Guard(
    "episode_ended",
    sentence("An episode is still in progress (%(provider)s): how did it end?"),
    sentence("Record first how the episode ended: completed, dropped out, excluded or interrupted."),
    lambda s, a: a.data["motive"] in ENDS_ITSELF or not _unexplained(s),
    needs=("motive",),
    evidence=lambda s, _a: which(_unexplained(s)),
    less=(
        sentence("An episode is still in progress (%(kind)s): how did it end?"),
        sentence("An episode is still in progress: how did it end?"),
    ),
)
NOT_ALREADY_LEFT = Guard(
    "not_already_left",
    sentence("The person has already left the pathway."),
    sentence("Correct the entry of the exit, or reopen the case."),
    lambda s, a: s.stage != Stage.FOLLOW_UP or a.data["motive"] == "death",
    needs=("motive",),
)
JOB_DESCRIBED = Guard(
    "job_described",
    sentence("A job must be described: without its contract and its dates the exit cannot be counted as lasting."),
    sentence("Give the contract, the first day and, unless it is open-ended, the last day."),
    lambda _s, a: a.data["motive"] != "employment" or bool(a.data.get("job")),
    override_by=COUNSELLING,
    needs=("motive",),
)


def _check_due(standing: Standing, attempt: Attempt) -> bool:
    return standing.exit is None or attempt.on >= add_months(standing.exit.on, attempt.data["at_months"])


CHECK_DUE = Guard(
    "check_due",
    sentence("It is too early for this check: the person left on %(left)s."),
    sentence("Wait until that many months have passed, or override with the reason why it is known already."),
    _check_due,
    override_by=COUNSELLING,
    needs=("at_months",),
    evidence=lambda s, _a: {"left": s.exit.on.isoformat() if s.exit else ""},
    less=(sentence("It is too early for this check: the person left not long enough ago."),),
)
CHECK_ONCE = Guard(
    "check_once",
    sentence("This check is already recorded."),
    sentence("Correct the entry of the check instead."),
    lambda s, a: a.data["at_months"] not in s.checks,
    needs=("at_months",),
)
