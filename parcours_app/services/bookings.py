"""Books a place in a session, or waits for one: a real move, counted under the session's lock (see seating)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from parcours_app.scope import Viewer
from parcours_app.services.moves import MoveRequest, make_move
from parcours_app.services.once import Written


@dataclass(frozen=True, slots=True)
class Booking:
    """What is asked: which session, at which version of the case, and what the session does not say itself.

    wait: on its waiting list. said: kind and planned dates, where the catalogue has none. confirmed: who confirmed a
    place when their number is unknown, or why the person comes before those who wait.
    """

    session: str
    version: int | None = None
    wait: bool = False
    said: Mapping[str, str] = field(default_factory=dict)
    confirmed: str | None = None
    key: str | None = None


def book(viewer: Viewer, case_id: str, asked: Booking) -> Written:
    """Record the booking, effective today. Raises Invisible, Stale, KeyReused, Refused with the reasons."""
    move = "waitlist" if asked.wait else "prescribe"
    data = {**{name: value for name, value in asked.said.items() if value}, "session": asked.session}
    request = MoveRequest(move, viewer.today, data, asked.confirmed or None, asked.version, asked.key)
    return make_move(viewer, case_id, request)
