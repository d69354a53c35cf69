"""Who holds a place in a session, and who waits: read from the episodes that name it, in the order of their asking.

There is no second truth: an episode that will never start, or whose case no longer counts, holds nothing. Writes
nothing; whoever gives a place out takes the session's lock first, after the person's and the case's.
"""

from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Tuple, and_, func, select, tuple_
from sqlalchemy.orm import Session

from parcours_app.models import Case, EpisodeRow, TrainingSession
from workflows.engine import SessionFacts
from workflows.episode import NEVER_STARTED, EpisodeState

WAITLISTED = EpisodeState.WAITLISTED.value
_FREED = (*(state.value for state in NEVER_STARTED), WAITLISTED)
LENGTH_OF_KEY = 36


def holds() -> ColumnElement[bool]:
    """An episode that holds a place; its case must be joined."""
    return and_(EpisodeRow.seat, EpisodeRow.state.not_in(_FREED), Case.counts)


def waits() -> ColumnElement[bool]:
    """An episode that waits for one; its case must be joined."""
    return and_(EpisodeRow.state == WAITLISTED, Case.counts)


def number_of(condition: ColumnElement[bool], *, beside: Any = None) -> ScalarSelect[int]:
    """How many episodes of a listed session fit a condition, as a column of a query on sessions.

    beside: another table of that query that the condition speaks of.
    """
    counted = select(func.count()).select_from(EpisodeRow).join(Case, Case.id == EpisodeRow.case_id)
    counted = counted.where(EpisodeRow.session == TrainingSession.id, condition)
    return counted.correlate(TrainingSession, *([] if beside is None else [beside])).scalar_subquery()


def oldest_waiting() -> ScalarSelect[Any]:
    """The day the first of those who wait for a listed session asked."""
    joined = select(func.min(EpisodeRow.prescribed_on)).join(Case, Case.id == EpisodeRow.case_id)
    return joined.where(EpisodeRow.session == TrainingSession.id, waits()).correlate(TrainingSession).scalar_subquery()


def found(session: Session, key: object, *, lock: bool = False) -> TrainingSession | None:
    """The session of the catalogue of this key; None for any other text. `lock` holds it until the end."""
    if not isinstance(key, str) or len(key) != LENGTH_OF_KEY:
        return None
    query = select(TrainingSession).where(TrainingSession.id == key).execution_options(populate_existing=True)
    return session.scalars(query.with_for_update() if lock else query).first()


def facts(session: Session, row: TrainingSession, before: EpisodeRow | None = None) -> SessionFacts:
    """What guards need to know of a session; the people waiting are those who asked before this episode, if given."""
    counted = select(EpisodeRow).join(Case, Case.id == EpisodeRow.case_id).where(EpisodeRow.session == row.id)
    waiting = counted.where(waits())
    if before is not None:
        waiting = waiting.where(asked_order() < tuple_(before.prescribed_on, before.id))
    taken, first = (
        session.scalar(query.with_only_columns(func.count())) or 0 for query in (counted.where(holds()), waiting)
    )
    return SessionFacts(places=row.places, taken=taken, waiting=first, cancelled=row.state == "cancelled")


def asked_order() -> Tuple:
    """The order of a waiting list: the day of asking, then the order of writing."""
    return tuple_(EpisodeRow.prescribed_on, EpisodeRow.id)


def held(session: Session, case_id: str) -> set[str]:
    """The sessions a case holds a place in."""
    query = select(EpisodeRow.session).join(Case, Case.id == EpisodeRow.case_id)
    return {key for key in session.scalars(query.where(Case.id == case_id, holds())) if key}


def first_waiting(session: Session, key: str) -> EpisodeRow | None:
    """The episode that has waited longest for a session."""
    query = select(EpisodeRow).join(Case, Case.id == EpisodeRow.case_id).where(EpisodeRow.session == key, waits())
    return session.scalars(query.order_by(EpisodeRow.prescribed_on, EpisodeRow.id).limit(1)).first()
