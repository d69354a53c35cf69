"""Figures prepared in the background: what was asked of a large territory, and the answers, masked for nobody.

And what is withheld of the days remembered, decided before a page has to wait for it.
"""

import json
import zlib
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Mapped, mapped_column

from parcours_app.models.base import Base, Instant, Key, UtcDateTime
from parcours_app.models.people import Json


class FigureQuestion(Base):
    """Figures of one kind, asked of a territory, for a period, as of a day, as known on a day.

    organisation_id, region: the territory, empty for none. terms: what else the kind takes, separated by commas
    (queries/prepared_rates.py, prepared_cohorts.py). wanted_at: when somebody last asked for a calculation;
    prepared_at: when the answer was last calculated. position: the newest entry of the journal by then. error: the
    class of what stopped a calculation, never its words.
    """

    __tablename__ = "figure_questions"
    __table_args__ = (
        Index(
            "uq_figure_questions_asked",
            "organisation_id",
            "region",
            "kind",
            "since",
            "until",
            "on",
            "known",
            "terms",
            unique=True,
        ),
    )

    id: Mapped[Key]
    organisation_id: Mapped[str] = mapped_column(String(36))
    region: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(16))
    since: Mapped[date]
    until: Mapped[date]
    on: Mapped[date]
    known: Mapped[date]
    terms: Mapped[str] = mapped_column(String(200))
    wanted_at: Mapped[Instant]
    prepared_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    position: Mapped[str | None] = mapped_column(String(36))
    error: Mapped[str | None] = mapped_column(String(60))


class FigureAnswer(Base):
    """One part of an answer: the rows of an indicator, a group of a cohort. version: that of how it is counted."""

    __tablename__ = "figure_answers"

    question_id: Mapped[str] = mapped_column(ForeignKey("figure_questions.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    version: Mapped[int]
    rows: Mapped[list[dict[str, Any]]] = mapped_column(Json)


class Packed(TypeDecorator[dict[str, Any]]):
    """JSON that is written once and read whole, some megabytes of it in a twentieth of the place."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: dict[str, Any] | None, dialect: Dialect) -> bytes | None:
        """Pack."""
        del dialect
        return None if value is None else zlib.compress(json.dumps(value).encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> dict[str, Any] | None:
        """Unpack."""
        del dialect
        return None if value is None else json.loads(zlib.decompress(value))


class DaysWithheld(Base):
    """What is withheld, of the days remembered, from the supervisors of a territory: decisions by name.

    organisation_id, region: the territory, empty for none. until: the last of these days. folding: that of the counts
    they were read from; chosen_by: the code that decided, and what was asked of it. Decisions are found by a digest of
    all they were made of (queries/redrawn.py): these three only tell when there are others to make.
    """

    __tablename__ = "days_withheld"

    organisation_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    region: Mapped[str] = mapped_column(String(16), primary_key=True)
    until: Mapped[date]
    folding: Mapped[str] = mapped_column(String(36))
    chosen_by: Mapped[str] = mapped_column(String(64))
    decisions: Mapped[dict[str, Any]] = mapped_column(Packed)
