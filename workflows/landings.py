"""Where a move that may lead to several stages lands, from the facts it has just written."""

from __future__ import annotations

from collections.abc import Callable

from workflows.effects import LAST_CHECK
from workflows.engine import Attempt
from workflows.stage import Stage
from workflows.standing import Standing

Landing = Callable[[Standing, Attempt], str]


def resting_stage(standing: Standing) -> Stage:
    """The stage the facts lead to: the episode started last, else a result awaited, else between two episodes."""
    if standing.in_progress:
        return Stage(standing.in_progress[-1].kind.value)
    return Stage.AWAITING_RESULT if standing.awaiting else Stage.BETWEEN


def rest(standing: Standing, _attempt: Attempt) -> str:
    """The stage the facts lead to."""
    return resting_stage(standing)


def after_result(standing: Standing, _attempt: Attempt) -> str:
    """A result moves only the case that was waiting for it."""
    return resting_stage(standing) if standing.stage == Stage.AWAITING_RESULT else standing.stage


def after_redirect(standing: Standing, attempt: Attempt) -> str:
    """A redirection denied changes nothing."""
    return standing.stage if attempt.data["decision"] == "denied" else resting_stage(standing)


def after_leaving(_standing: Standing, attempt: Attempt) -> str:
    """A death closes the case; any other exit opens the follow-up."""
    return Stage.CLOSED if attempt.data["motive"] == "death" else Stage.FOLLOW_UP


def after_check(_standing: Standing, attempt: Attempt) -> str:
    """The last check ends the follow-up."""
    return Stage.CLOSED if attempt.data["at_months"] == LAST_CHECK else Stage.FOLLOW_UP
