"""The journal as stored: append-only entries, the texts they may lose, the keys that make a request safe to repeat."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from parcours_app.models.base import Base, Instant
from parcours_app.models.people import Json


class EntryRow(Base):
    """One journal line, keyed (case, seq): key, optimistic lock and order in one. Ids and codes only; never updated.

    data: free texts are replaced by their salted digest. hash: chains the entries of the case.
    """

    __tablename__ = "entries"
    __table_args__ = (
        CheckConstraint("seq >= 1", name="seq_from_one"),
        CheckConstraint("(supersedes IS NOT NULL) OR NOT void", name="only_a_correction_voids"),
        Index("uq_entries_id", "id", unique=True),
    )

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(String(36))
    move: Mapped[str] = mapped_column(String(32))
    effective_on: Mapped[date]
    recorded_at: Mapped[Instant]
    actor_role: Mapped[str] = mapped_column(String(16))
    actor_account: Mapped[str | None] = mapped_column(String(36))
    data: Mapped[dict[str, Any]] = mapped_column(Json)
    supersedes: Mapped[str | None] = mapped_column(String(36))
    void: Mapped[bool] = mapped_column(default=False)
    overrides: Mapped[list[str]] = mapped_column(Json, default=list)
    hash: Mapped[str] = mapped_column(String(64))


class EntryText(Base):
    """A free text said with an entry: erasable, its salted digest stays in the entry and so in the hash."""

    __tablename__ = "entry_texts"
    __table_args__ = (ForeignKeyConstraint(["case_id", "seq"], ["entries.case_id", "entries.seq"]),)

    case_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    field: Mapped[str] = mapped_column(String(32), primary_key=True)
    digest: Mapped[str] = mapped_column(String(80))
    salt: Mapped[str] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(Text)


class IdempotencyKey(Base):
    """A request already answered: inserted before anything else, so that ten copies at once write one entry."""

    __tablename__ = "idempotency_keys"

    account: Mapped[str] = mapped_column(String(36), primary_key=True)
    key: Mapped[str] = mapped_column(String(128), primary_key=True)
    body_digest: Mapped[str] = mapped_column(String(64))
    case_id: Mapped[str | None] = mapped_column(String(36))
    seq: Mapped[int | None]
    created_at: Mapped[Instant]
