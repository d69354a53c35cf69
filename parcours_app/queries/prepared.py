"""The figures of a territory too large for a page to wait: read as the worker prepared them. Never writes.

A question is a kind, a period, two days, and what else its kind takes as text. Its answer is stored as it is, in parts;
what a viewer may read of it is decided when it is shown.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import func, select

from parcours_app.clock import PARIS
from parcours_app.extensions import db
from parcours_app.models import EntryRow, FigureAnswer, FigureQuestion
from parcours_app.queries.indicators import too_many
from parcours_app.scope import Viewer, bounded_by

A = TypeVar("A")
# kind, since, until, on, known, terms: the columns of a question, but for the territory.
Question = Mapping[str, Any]
Parts = Mapping[str, FigureAnswer]


@dataclass(frozen=True, slots=True)
class Prepared(Generic[A]):
    """The answer there is, none while it is prepared for the first time.

    prepared_at: when it was calculated, None for just now. waiting_since: since when a calculation is awaited. wanted:
    whether one should be asked for. failed: whether the last one could not be done.
    """

    question: Question
    answer: A | None = None
    prepared_at: datetime | None = None
    waiting_since: datetime | None = None
    wanted: bool = False
    failed: bool = False


def prepared(
    viewer: Viewer, question: Question, at_once: Callable[[], A], told: Callable[[FigureQuestion], A | None]
) -> Prepared[A]:
    """The answer: calculated at once in a small territory, else as it was prepared.

    told: the answer read from the parts of a question; None when one is missing, or was counted otherwise then.
    """
    if not too_many(viewer):
        return Prepared(question, at_once())
    found = _found(viewer, question)
    if found is None:
        return Prepared(question, wanted=True)
    waiting = found.prepared_at is None or found.prepared_at < found.wanted_at
    answer = told(found) if found.prepared_at else None
    return Prepared(
        question,
        answer,
        prepared_at=None if answer is None else found.prepared_at,
        waiting_since=found.wanted_at if waiting else None,
        wanted=found.error is not None or (not waiting and (answer is None or _outdated(viewer, found))),
        failed=found.error is not None,
    )


def parts(question: FigureQuestion, names: Collection[str] = ()) -> Parts:
    """The parts of an answer by name: these, or all of them."""
    mine = select(FigureAnswer).where(FigureAnswer.question_id == question.id).order_by(FigureAnswer.name)
    wanted = mine.where(FigureAnswer.name.in_(names)) if names else mine
    return {part.name: part for part in db.session.scalars(wanted)}


def newest_entry() -> str | None:
    """Where the journal stands: the key of its newest entry."""
    return db.session.scalar(select(func.max(EntryRow.id)))


def _found(viewer: Viewer, question: Question) -> FigureQuestion | None:
    organisation, region = bounded_by(viewer)
    same = {"organisation_id": organisation, "region": region, **question}
    return db.session.scalars(select(FigureQuestion).filter_by(**same)).one_or_none()


def _outdated(viewer: Viewer, question: FigureQuestion) -> bool:
    """Whether a day of knowledge that was not over has brought something since the answer, which is of another day."""
    if question.prepared_at is None:
        return False
    day = question.prepared_at.astimezone(PARIS).date()
    return question.known >= day and viewer.today > day and newest_entry() != question.position
