"""The indicators of a territory too large for a page to wait: read as the worker prepared them. Never writes.

Answers are stored as they are; what a viewer may read of them is decided when they are shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from parcours_app.clock import PARIS
from parcours_app.extensions import db
from parcours_app.models import EntryRow, FigureAnswer, FigureQuestion
from parcours_app.queries.indicators import Answer, Asked, indicators, too_many
from parcours_app.scope import Viewer, bounded_by
from workflows.indicators import Indicator, Row

COUNTS = ("numerator", "denominator", "open", "paused", "immature")


@dataclass(frozen=True, slots=True)
class Figures:
    """The answers there are, none while they are prepared for the first time.

    prepared_at: when they were calculated, None for just now. waiting_since: since when a calculation is awaited.
    wanted: whether one should be asked for. failed: whether the last one could not be done.
    """

    answers: Sequence[Answer]
    prepared_at: datetime | None = None
    waiting_since: datetime | None = None
    wanted: bool = False
    failed: bool = False


def figures(viewer: Viewer, indicators_asked: Sequence[Indicator], asked: Asked) -> Figures:
    """The answers: calculated at once in a small territory, else as they were prepared."""
    if not too_many(viewer):
        return Figures(indicators(viewer, indicators_asked, asked))
    question = _question(viewer, asked)
    if question is None:
        return Figures((), wanted=True)
    waiting = question.prepared_at is None or question.prepared_at < question.wanted_at
    answers = _answers(question, indicators_asked, asked) if question.prepared_at else ()
    missing = len(answers) < len(indicators_asked)
    return Figures(
        answers=() if missing else answers,
        prepared_at=None if missing else question.prepared_at,
        waiting_since=question.wanted_at if waiting else None,
        wanted=question.error is not None or (not waiting and (missing or _outdated(viewer, question))),
        failed=question.error is not None,
    )


def newest_entry() -> str | None:
    """Where the journal stands: the key of its newest entry."""
    return db.session.scalar(select(func.max(EntryRow.id)))


def _question(viewer: Viewer, asked: Asked) -> FigureQuestion | None:
    organisation, region = bounded_by(viewer)
    same = {"organisation_id": organisation, "region": region, **asked.days, "by": ",".join(asked.by)}
    return db.session.scalars(select(FigureQuestion).filter_by(**same)).one_or_none()


def _outdated(viewer: Viewer, question: FigureQuestion) -> bool:
    """Whether a day of knowledge that was not over has brought something since the answer, which is of another day."""
    if question.prepared_at is None:
        return False
    day = question.prepared_at.astimezone(PARIS).date()
    return question.known >= day and viewer.today > day and newest_entry() != question.position


def _answers(question: FigureQuestion, wanted: Sequence[Indicator], asked: Asked) -> list[Answer]:
    """The stored answers of these indicators, in their order; one of another version is no answer."""
    names = [indicator.code for indicator in wanted]
    mine = select(FigureAnswer).where(FigureAnswer.question_id == question.id, FigureAnswer.name.in_(names))
    stored = {answer.name: answer for answer in db.session.scalars(mine)}
    return [
        Answer(
            indicator, asked, tuple(_row(asked.by, row) for row in stored[indicator.code].rows), question.prepared_at
        )
        for indicator in wanted
        if indicator.code in stored and stored[indicator.code].version == indicator.version
    ]


def row_json(row: Row) -> dict[str, Any]:
    """A row as it is stored: its place in the order of the breakdown; a rate is text, for it is exact."""
    counts = {name: getattr(row, name) for name in COUNTS}
    rate = None if row.rate is None else str(row.rate)
    units = [[*kind, number] for kind, number in row.units.items()]
    place = list(row.dimensions.values())
    return {"place": place, **counts, "rate": rate, "details": dict(row.details), "units": units}


def _row(by: Sequence[str], stored: Mapping[str, Any]) -> Row:
    rate = None if stored["rate"] is None else Decimal(stored["rate"])
    counts = {name: stored[name] for name in COUNTS}
    dimensions = dict(zip(by, stored["place"], strict=True))
    units = {tuple(kind): number for *kind, number in stored["units"]}
    return Row(dimensions=dimensions, **counts, rate=rate, details=stored["details"], units=units)
