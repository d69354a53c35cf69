"""The places to give: people first on the waiting list of a session that has a place again. Never writes.

A place found again is offered to whoever has waited longest; once given or given up, the next one comes first.
"""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, tuple_
from sqlalchemy.orm import aliased

from parcours_app import seats
from parcours_app.models import Case, EpisodeRow, TrainingSession
from parcours_app.scope import Viewer

# An alias: the places taken and the people before are counted among the episodes themselves.
Waiter = aliased(EpisodeRow)


def place_to_give(viewer: Viewer) -> ColumnElement[bool]:
    """The person of the case waits first for a session that has a place again and is not over."""
    return exists(_first_in_line(viewer).with_only_columns(Waiter.id))


def waits_since(viewer: Viewer) -> ColumnElement[Any]:
    """For a case of the outer query, the day they asked for the place that can now be given."""
    return _first_in_line(viewer).with_only_columns(func.min(Waiter.prescribed_on)).scalar_subquery()


def _first_in_line(viewer: Viewer) -> Select[Any]:
    before = and_(seats.waits(), seats.asked_order() < tuple_(Waiter.prescribed_on, Waiter.id))
    return (
        select(Waiter.id)
        .join(TrainingSession, TrainingSession.id == Waiter.session)
        .where(
            Waiter.case_id == Case.id,
            Waiter.state == seats.WAITLISTED,
            TrainingSession.state != "cancelled",
            or_(TrainingSession.ends_on.is_(None), TrainingSession.ends_on >= viewer.today),
            TrainingSession.places > seats.number_of(seats.holds()),
            seats.number_of(before, beside=Waiter) == 0,
        )
        .correlate(Case)
    )
