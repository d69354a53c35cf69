"""What calls for an act in a case this week, from its standing alone: a caseload weighs what it asks, not its heads.

An act is due when a seam gapes, an end presses, a step should have begun, a return is expected or a check falls due
(product: weight = people needing an act this week). Silence, questions and appointments are no pathway facts: queries
add them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from workflows.follow_up import next_check
from workflows.ledger import Line, urgency
from workflows.pacts import pact_of
from workflows.standing import Standing

SUNDAY = 6
Test = Callable[[Standing, "list[Line]", date], bool]


def end_of_week(on: date) -> date:
    """The Sunday of the week of a day."""
    return on + timedelta(days=SUNDAY - on.weekday())


def _broken(_standing: Standing, lines: list[Line], _on: date) -> bool:
    return any(line.seam.open and not line.seam.accepted and not line.seam.not_a_gap for line in lines)


def _pressing(standing: Standing, lines: list[Line], on: date) -> bool:
    """An end nobody has sewn that is past, or nearer than the second level of the pact (30 days)."""
    notice = pact_of(standing.facts.get("pact")).notice[1:]
    ends = [line.seam for line in lines if line.seam.ahead and not line.seam.accepted and not line.seam.not_a_gap]
    return any(urgency(seam.since, on, notice) is not None for seam in ends)


def _late_start(standing: Standing, _lines: list[Line], on: date) -> bool:
    following = standing.accepted_next or next(iter(standing.ahead), None)
    return following is not None and following.planned_start is not None and following.planned_start < on


def _return(standing: Standing, _lines: list[Line], on: date) -> bool:
    pause = standing.paused(on)
    return pause is not None and pause.until <= end_of_week(on)


def _check(standing: Standing, _lines: list[Line], on: date) -> bool:
    """A check on employment is due, or falls due this week."""
    awaited = next_check(standing)
    return awaited is not None and awaited[1] <= end_of_week(on)


ACTS: Mapping[str, Test] = {
    "broken": _broken,
    "pressing": _pressing,
    "late_start": _late_start,
    "return": _return,
    "check": _check,
}


def acts(standing: Standing, lines: list[Line], on: date) -> list[str]:
    """The codes of what calls for an act in a live case in the week of day `on`; lines: those of the case."""
    if not standing.live:
        return []
    return [code for code, due in ACTS.items() if due(standing, lines, on)]
