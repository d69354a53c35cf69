"""The terms of a place in a session: it takes place, places are known and left, and whoever waits comes first."""

from __future__ import annotations

from workflows.engine import Attempt, Guard, SessionFacts, sentence
from workflows.guards.reading import COUNSELLING, day

NONE = SessionFacts(places=1)


def _facts(attempt: Attempt) -> SessionFacts:
    """The session the move names; one with a place for a move that names none of ours."""
    return (attempt.world.session if attempt.world else None) or NONE


SESSION_HELD = Guard(
    "session_held",
    sentence("This session is cancelled: it will not take place."),
    sentence("Choose another session."),
    lambda _s, a: not _facts(a).cancelled,
    world=True,
)
SEAT_LEFT = Guard(
    "seat_left",
    sentence("This session is full: its places (%(places)s) are all taken."),
    sentence("Put the person on its waiting list (move “waitlist”), or choose another session."),
    lambda _s, a: _facts(a).left != 0,
    world=True,
    evidence=lambda _s, a: {"places": str(_facts(a).places or "")},
    less=(sentence("This session is full: its places are all taken."),),
)
PLACES_KNOWN = Guard(
    "places_known",
    sentence("The number of places in this session is not known."),
    sentence("Ask the training provider whether a place is left, then say who confirmed it."),
    lambda _s, a: _facts(a).left is not None,
    override_by=COUNSELLING,
    world=True,
)
WAITING_FIRST = Guard(
    "waiting_first",
    sentence("People are already waiting for this session: %(waiting)s before this person."),
    sentence("Put the person on the waiting list, or say why they come before the others."),
    lambda _s, a: not _facts(a).waiting,
    override_by=COUNSELLING,
    world=True,
    evidence=lambda _s, a: {"waiting": str(_facts(a).waiting or "")},
    less=(sentence("People are already waiting for this session."),),
)
SESSION_NAMED = Guard(
    "session_named",
    sentence("A waiting list is the list of a session."),
    sentence("Give the session the person waits for."),
    lambda _s, a: bool(a.data.get("session")),
    needs=("kind",),
)
NEW_DATES = Guard(
    "new_dates",
    sentence("The new end may not come before the new start."),
    sentence("Give the start and the end announced by the training provider."),
    lambda _s, a: (day(a, "planned_start") or a.on) <= (day(a, "planned_end") or a.on),
    needs=("planned_start", "planned_end"),
)
