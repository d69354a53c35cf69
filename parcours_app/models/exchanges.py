"""What is said around a case, keyed (case, n): contacts, questions, imported actions, reveals. Not pathway facts."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from parcours_app.models.base import Base, Instant, Key, UtcDateTime
from parcours_app.models.people import Json


class Contact(Base):
    """A contact between a counsellor and the person; append-only."""

    __tablename__ = "contacts"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    on: Mapped[date]
    channel: Mapped[str] = mapped_column(String(12))
    account_id: Mapped[str | None] = mapped_column(String(36))
    recorded_at: Mapped[Instant]


class Question(Base):
    """What the person asks or contests about their pathway, and the counsellor's answer. Free text, never exported."""

    __tablename__ = "questions"
    __table_args__ = (Index("ix_questions_case_id_answered_at", "case_id", "answered_at"),)

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    about: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[Instant]
    answer: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_by: Mapped[str | None] = mapped_column(String(36))


class ImportedAction(Base):
    """A line of an action extract kept on the case's timeline, whether or not it opened an episode or a support.

    key: the line's business key; episode: the episode it opened. dates as read.
    """

    __tablename__ = "imported_actions"
    __table_args__ = (Index("uq_imported_actions_key", "key", unique=True),)

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(String(64))
    line_digest: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(20))
    code: Mapped[str] = mapped_column(String(20))
    label: Mapped[str] = mapped_column(String(200))
    training: Mapped[str | None] = mapped_column(String(200))
    prescribed_on: Mapped[date | None]
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    episode: Mapped[str | None] = mapped_column(String(36))
    warnings: Mapped[list[str]] = mapped_column(Json, default=list)


class Reveal(Base):
    """A supervisor saw the name behind a case number, for a reason; append-only."""

    __tablename__ = "reveals"

    id: Mapped[Key]
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    account_id: Mapped[str] = mapped_column(String(36))
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[Instant]


class ImportRun(Base):
    """A file received for import: kept until applied or dropped, with its report."""

    __tablename__ = "import_runs"

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(12))
    file_name: Mapped[str] = mapped_column(String(200))
    digest: Mapped[str] = mapped_column(String(64))
    account_id: Mapped[str | None] = mapped_column(String(36))
    organisation_id: Mapped[str | None] = mapped_column(String(36))
    state: Mapped[str] = mapped_column(String(12))
    content: Mapped[bytes | None]
    report: Mapped[dict[str, Any] | None] = mapped_column(Json)
    created_at: Mapped[Instant]
    applied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
