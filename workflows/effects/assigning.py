"""The facts of naming who follows a person."""

from __future__ import annotations

from workflows.engine import Attempt
from workflows.guards.reading import day
from workflows.stand_ins import StandIn, end
from workflows.standing import Standing


def assigned(standing: Standing, attempt: Attempt) -> None:
    """Without a last day the referent changes; with one, a colleague stands in. What was in force ends either way."""
    end(standing.stand_ins, attempt.on)
    until = day(attempt, "until")
    if until is None:
        standing.referent = attempt.data["referent"]
    else:
        standing.stand_ins.append(StandIn(attempt.data["referent"], attempt.on, until))
