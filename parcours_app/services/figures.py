"""Figures to prepare: the questions somebody asked of a territory too large to wait for, and what came of them.

Calculates nothing: the worker does. A question is asked from a page that only reads, which a database that only reads
must not stop.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from parcours_app.clock import PARIS
from parcours_app.extensions import db, reading
from parcours_app.models import DaysWithheld, FigureAnswer, FigureQuestion
from parcours_app.scope import Viewer, bounded_by
from parcours_app.services.unit import unit_of_work

# How many questions of a territory may wait: somebody who asks for every day of a year waits for the first ones.
MOST_WAITING = 20
# A calculation that failed is tried again when somebody asks this much later.
TRIED_AGAIN_AFTER = timedelta(hours=1)
# An answer older than the end of its day of knowledge would be calculated again: it is kept no longer than this.
PROVISIONAL_FOR = timedelta(days=7)


def want(viewer: Viewer, **question: Any) -> bool:
    """Have a question answered for the viewer's territory; False when too many of it wait.

    question: kind, since, until, on, known, terms. One that waits already is not asked twice.
    """
    organisation, region = bounded_by(viewer)
    asked = {"organisation_id": organisation, "region": region, **question}
    db.session.rollback()
    try:
        with reading(only=False), unit_of_work() as session:
            found = session.scalars(select(FigureQuestion).filter_by(**asked)).one_or_none()
            if found is not None:
                _again(found, viewer.now)
                return True
            if _crowded(organisation, region):
                return False
            session.add(FigureQuestion(id=viewer.new_id(), wanted_at=viewer.now, **asked))
    except IntegrityError:
        pass  # somebody asked it in the same moment
    except OperationalError:
        return False
    return True


def _again(question: FigureQuestion, now: datetime) -> None:
    failed = question.error is not None and now - question.wanted_at >= TRIED_AGAIN_AFTER
    answered = question.prepared_at is not None and question.prepared_at >= question.wanted_at
    if failed or answered:
        question.wanted_at, question.error = now, None


def _waiting() -> ColumnElement[bool]:
    unanswered = or_(FigureQuestion.prepared_at.is_(None), FigureQuestion.prepared_at < FigureQuestion.wanted_at)
    return unanswered & FigureQuestion.error.is_(None)


def _crowded(organisation: str, region: str) -> bool:
    mine = (FigureQuestion.organisation_id == organisation, FigureQuestion.region == region)
    waiting = select(func.count()).select_from(FigureQuestion).where(_waiting(), *mine)
    return (db.session.scalar(waiting) or 0) >= MOST_WAITING


def next_to_prepare() -> FigureQuestion | None:
    """The question that has waited longest."""
    first = select(FigureQuestion).where(_waiting()).order_by(FigureQuestion.wanted_at, FigureQuestion.id).limit(1)
    return db.session.scalars(first).first()


def answered(question_id: str, position: str | None, answers: Iterable[Mapping[str, Any]], now: datetime) -> None:
    """Write the answers, {name, version, rows} each, in place of the former ones."""
    with _afterwards() as session:
        session.execute(delete(FigureAnswer).where(FigureAnswer.question_id == question_id))
        session.add_all(FigureAnswer(question_id=question_id, **answer) for answer in answers)
        done = {"prepared_at": now, "position": position, "error": None}
        session.execute(update(FigureQuestion).where(FigureQuestion.id == question_id).values(done))


def failed(question_id: str, error: str) -> None:
    """Write what stopped a calculation."""
    with _afterwards() as session:
        session.execute(update(FigureQuestion).where(FigureQuestion.id == question_id).values(error=error[:60]))


def forget_provisional(today: date) -> int:
    """Forget the answers that were calculated before their day of knowledge was over, once a week is; how many."""
    with unit_of_work() as session:
        old = select(FigureQuestion).where(FigureQuestion.known < today - PROVISIONAL_FOR)
        gone = [question.id for question in session.scalars(old) if _provisional(question)]
        session.execute(delete(FigureAnswer).where(FigureAnswer.question_id.in_(gone)))
        session.execute(delete(FigureQuestion).where(FigureQuestion.id.in_(gone)))
    return len(gone)


def _provisional(question: FigureQuestion) -> bool:
    return question.prepared_at is not None and question.prepared_at.astimezone(PARIS).date() <= question.known


@contextmanager
def _afterwards() -> Iterator[Session]:
    """A unit of work after the long reading of a calculation, which SQLite lets write only if nobody else has."""
    db.session.rollback()
    with unit_of_work() as session:
        yield session


def keep_withheld(organisation: str, region: str, **decided: Any) -> None:
    """Keep what was decided of the days remembered in a territory, in place of what was before."""
    where = {"organisation_id": organisation, "region": region}
    with _afterwards() as session:
        session.execute(delete(DaysWithheld).filter_by(**where))
        session.add(DaysWithheld(**where, **decided))
