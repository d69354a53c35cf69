"""Tells the person what becomes of their place: booked, waited for, found, moved, cancelled. One sentence, one date."""

from collections.abc import Callable, Mapping

from parcours_app.services.moved import Change
from parcours_app.services.recipients import PERSON
from workflows.episode import Episode


def _told(
    kind: str, when: Callable[[Change, Episode], bool] = lambda _change, _episode: True
) -> Callable[[Change], None]:
    """Tell the person this kind, with the day the training starts; nothing of a training of the past."""

    def announce(change: Change) -> None:
        episode = change.standing.episodes[change.entry.data["episode"]]
        if episode.planned_start and episode.planned_start >= change.viewer.today and when(change, episode):
            change.tell(kind, PERSON, on=episode.planned_start.isoformat())

    return announce


def _by_the_session(change: Change, _episode: Episode) -> bool:
    """Cancelled because its session is: the person did not ask for it."""
    return bool(change.entry.data.get("motive") == "session_cancelled")


# What each move on a place makes known. A training prescribed without a place is not certain yet: nothing is said.
BOOKINGS: Mapping[str, Callable[[Change], None]] = {
    "prescribe": _told("booking_made", lambda _change, episode: episode.seat),
    "waitlist": _told("booking_waiting"),
    "promote": _told("seat_found"),
    "reschedule": _told("booking_moved"),
    "cancel": _told("booking_cancelled", _by_the_session),
}
