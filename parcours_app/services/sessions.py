"""What somebody says of a session: how many places, other dates, cancelled. One unit of work each, people included."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from parcours_app import seats
from parcours_app.models import TrainingSession
from parcours_app.scope import Viewer
from parcours_app.services.refusals import Invisible, Stale
from parcours_app.services.session_changes import CANCELLED, Change, apply_changes
from parcours_app.services.unit import unit_of_work
from workflows.engine import Reason, Refused, Role, sentence

WHO = (Role.COUNSELLOR, Role.ADMINISTRATOR, Role.OPERATOR)
MOST_PLACES = 9_999


@dataclass(frozen=True, slots=True)
class Known:
    """A session as whoever changes it read it."""

    key: str
    version: int | None = None


def set_places(viewer: Viewer, known: Known, places: int | None) -> None:
    """Say how many places a session has; None: unknown again. Raises Invisible, Stale, Refused."""
    if places is not None and not 0 <= places <= MOST_PLACES:
        raise Refused(NO_NUMBER)
    with unit_of_work() as session:
        row = _read(session, viewer, known)
        taken = seats.facts(session, row).taken
        if places is not None and places < taken:
            raise Refused(Reason("places_taken", TAKEN.explanation, TAKEN.remedy, evidence={"taken": str(taken)}))
        _apply(session, viewer, row, places=places)


def move_session(viewer: Viewer, known: Known, starts_on: date, ends_on: date) -> None:
    """Give a session other dates; everybody on it follows. Raises Invisible, Stale, Refused."""
    if ends_on < starts_on:
        raise Refused(DISORDER)
    with unit_of_work() as session:
        row = _read(session, viewer, known)
        _apply(session, viewer, row, starts_on=starts_on, ends_on=ends_on)


def cancel_session(viewer: Viewer, known: Known) -> None:
    """Cancel a session; everybody who had not started is cancelled with it. Raises Invisible, Stale, Refused."""
    with unit_of_work() as session:
        _apply(session, viewer, _read(session, viewer, known), state=CANCELLED)


def _read(session: Session, viewer: Viewer, known: Known) -> TrainingSession:
    row = seats.found(session, known.key)
    if row is None or viewer.role not in WHO:
        raise Invisible(known.key)
    if known.version is not None and known.version != row.version:
        raise Stale(row.version)
    if row.state == CANCELLED:
        raise Refused(GONE)
    return row


def _apply(session: Session, viewer: Viewer, row: TrainingSession, **changed: object) -> None:
    said = {"starts_on": row.starts_on, "ends_on": row.ends_on, "state": row.state, "places": row.places}
    by = viewer.account if "places" in changed else row.places_by
    change = Change(row.id, **{**said, **changed}, places_by=by)  # type: ignore[arg-type]
    apply_changes(session, viewer, [change])


NO_NUMBER = Reason(
    "data:places",
    sentence("Write the number of places as a whole number, or leave it empty when it is unknown."),
    sentence("Correct the number of places."),
)
TAKEN = Reason(
    "places_taken",
    sentence("More people hold a place than that: %(taken)s."),
    sentence("Release places first, or give a number that covers them."),
)
DISORDER = Reason(
    "data:ends_on",
    sentence("This session ends before it starts."),
    sentence("Give the start and the end announced by the training provider."),
)
GONE = Reason(
    "session_held",
    sentence("This session is cancelled: it will not take place."),
    sentence("Choose another session."),
)
