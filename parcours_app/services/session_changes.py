"""What changes for a session, and for everybody on it: other dates, cancelled, another number of places.

One unit of work for the session and all its people: nobody keeps the dates of a session that moved. Locks are taken in
the one order there is, people, cases, then sessions.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from parcours_app import seats
from parcours_app.journal.loading import lock_case
from parcours_app.models import Case, EpisodeRow, TrainingSession
from parcours_app.scope import Viewer
from parcours_app.services.moves import MoveRequest, place
from parcours_app.services.notices import Notice, tell
from parcours_app.services.seating import offer_freed
from workflows.engine import Role
from workflows.episode import AHEAD, EpisodeState

CANCELLED = "cancelled"
_AHEAD = tuple(state.value for state in AHEAD)
_CONCERNED = (*_AHEAD, EpisodeState.IN_PROGRESS.value)
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Change:
    """A session as it becomes. line_digest: of the file's line that says so, None when a person does."""

    session_id: str
    starts_on: date | None
    ends_on: date | None
    state: str
    places: int | None
    places_by: str | None = None
    line_digest: str | None = None


def apply_changes(session: Session, viewer: Viewer, changes: Sequence[Change]) -> None:
    """Change these sessions and, by real moves, the episodes on them; tell each counsellor."""
    if not changes:
        return
    _lock_all(session, [change.session_id for change in changes])
    for change in changes:
        _apply(session, viewer, change)


def concerned(session: Session, keys: Iterable[str]) -> list[Row[Any]]:
    """Who is on these sessions, or waits for them, and has not finished: (case_id, person_id, id, state)."""
    query = (
        select(EpisodeRow.case_id, Case.person_id, EpisodeRow.id, EpisodeRow.state)
        .join(Case, Case.id == EpisodeRow.case_id)
        .where(EpisodeRow.session.in_(list(keys)), EpisodeRow.state.in_(_CONCERNED), Case.counts)
        .where(or_(EpisodeRow.seat, seats.waits()))
        .order_by(Case.person_id, EpisodeRow.case_id, EpisodeRow.n)
    )
    return list(session.execute(query))


def _lock_all(session: Session, keys: list[str]) -> None:
    """People and cases first, then the sessions; again when somebody booked meanwhile, their locks given back."""
    for _try in range(_TRIES):
        known = {row.case_id for row in concerned(session, keys)}
        turn = session.begin_nested()
        for row in concerned(session, keys):
            lock_case(session, row.case_id)
        locked = select(TrainingSession).where(TrainingSession.id.in_(keys)).order_by(TrainingSession.id)
        session.scalars(locked.with_for_update().execution_options(populate_existing=True)).all()
        if {row.case_id for row in concerned(session, keys)} <= known:
            turn.commit()
            return
        turn.rollback()
    raise RuntimeError("a session could not be locked: too many bookings at once")


def _apply(session: Session, viewer: Viewer, change: Change) -> None:
    row = session.get_one(TrainingSession, change.session_id)
    left_before = seats.facts(session, row).left
    dropped = change.state == CANCELLED != row.state
    moved = (change.starts_on, change.ends_on) != (row.starts_on, row.ends_on)
    old_start = row.starts_on
    _write(viewer, row, change)
    session.flush()
    if dropped:
        _cancel(session, viewer, row, old_start)
    elif moved and row.starts_on and row.ends_on:
        _reschedule(session, viewer, row)
    if not left_before and change.state != CANCELLED:
        offer_freed(session, viewer, row.id)


def _write(viewer: Viewer, row: TrainingSession, change: Change) -> None:
    if change.state == CANCELLED and row.state != CANCELLED:
        row.cancelled_at = viewer.now
    row.starts_on, row.ends_on, row.state = change.starts_on, change.ends_on, change.state
    row.places, row.places_by = change.places, change.places_by
    row.line_digest = change.line_digest or row.line_digest
    row.version, row.updated_at = row.version + 1, viewer.now


def _reschedule(session: Session, viewer: Viewer, row: TrainingSession) -> None:
    """Everybody on the session, or waiting for it, follows its dates."""
    dates = {"planned_start": _iso(row.starts_on), "planned_end": _iso(row.ends_on)}
    for one in concerned(session, [row.id]):
        _move(session, viewer, one, "reschedule", dates)
        _tell(session, viewer, "session_moved", one, row.starts_on)


def _cancel(session: Session, viewer: Viewer, row: TrainingSession, was_on: date | None) -> None:
    """Who has not started is cancelled with its reason. How a training that runs ends is for its counsellor to say."""
    for one in concerned(session, [row.id]):
        if one.state in _AHEAD:
            _move(session, viewer, one, "cancel", {"motive": "session_cancelled"})
        _tell(session, viewer, "session_cancelled", one, was_on)


def _move(session: Session, viewer: Viewer, one: Row[Any], move: str, data: dict[str, str]) -> None:
    """A move on another's case is the operator's, with the account of who changed the session."""
    acting = replace(viewer, role=Role.OPERATOR)
    place(session, acting, one.case_id, MoveRequest(move, viewer.today, {"episode": one.id, **data}))


def _tell(session: Session, viewer: Viewer, kind: str, one: Row[Any], on: date | None) -> None:
    if on is not None:
        tell(session, viewer, Notice(kind, one.case_id, "stand_in_or_referent", {"on": on.isoformat()}))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
