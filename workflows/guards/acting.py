"""Who may act, and when: the terms of nearly every move."""

from __future__ import annotations

from workflows.engine import Attempt, Guard, Role, sentence
from workflows.standing import Standing


def _not_in_future(_standing: Standing, attempt: Attempt) -> bool:
    return attempt.world is None or attempt.on <= attempt.world.today


NOT_IN_FUTURE = Guard(
    "not_in_future",
    sentence("The date %(on)s is in the future: a move is recorded once it has happened."),
    sentence("Give the day it happened, today at the latest. Planned dates go in the planned-date fields."),
    _not_in_future,
    world=True,
    evidence=lambda _s, a: {"on": a.on.isoformat()},
    less=(sentence("The date is in the future: a move is recorded once it has happened."),),
)


def _in_charge(standing: Standing, attempt: Attempt) -> bool:
    """The organisation is responsible; one that has the case for a time is no more from the day after, by itself."""
    if attempt.world is None:
        return True
    over = standing.loan is not None and standing.loan.over(attempt.on) and attempt.actor.role is not Role.OPERATOR
    return attempt.world.in_charge and not over


IN_CHARGE = Guard(
    "in_charge",
    sentence("Your organisation is not responsible for this case: you may read it, not act on it."),
    sentence("Ask the organisation responsible for the case, or ask it for a handover."),
    _in_charge,
    world=True,
)
RECEIVING = Guard(
    "receiving",
    sentence("Only the organisation the handover is addressed to may answer it."),
    sentence("Wait for the answer of the receiving organisation."),
    lambda _s, a: a.world is None or a.world.receiving,
    world=True,
)
NOT_PAUSED = Guard(
    "not_paused",
    sentence("The case is paused on this date (until %(until)s)."),
    sentence("Record the return first (move “resume”), or give a date outside the pause."),
    lambda s, a: s.paused(a.on) is None,
    evidence=lambda s, a: {"until": p.until.isoformat() if (p := s.paused(a.on)) else ""},
    less=(sentence("The case is paused on this date."),),
)
