"""What people are told: the outbox of messages, what each reader wants of them. Ids, codes and dates, never a name.

A row is written in the transaction of what it tells; only the worker sends it. Addresses are read when it leaves.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, true
from sqlalchemy.orm import Mapped, mapped_column

from parcours_app.models.base import Base, Instant, Key, UtcDateTime
from parcours_app.models.people import Json


class NoticeRow(Base):
    """One message to one reader by one channel.

    to_person, to_account: who reads it; neither when nobody was found. not_before: quiet hours, or the next attempt.
    once: what it must not tell twice. reason: why it was dropped or failed, a code. last_error: a code of the server.
    """

    __tablename__ = "notices"
    __table_args__ = (
        CheckConstraint("state IN ('pending', 'sent', 'failed', 'dropped')", name="state_known"),
        CheckConstraint("channel IN ('email', 'sms')", name="channel_known"),
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_at_an_instant"),
        CheckConstraint("(state IN ('failed', 'dropped')) = (reason IS NOT NULL)", name="not_sent_for_a_reason"),
        Index("uq_notices_once", "once", unique=True),
        Index("ix_notices_state_not_before", "state", "not_before"),
        Index("ix_notices_case_id", "case_id"),
        Index("ix_notices_to_person_created_at", "to_person", "created_at"),
        Index("ix_notices_to_account_created_at", "to_account", "created_at"),
    )

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(40))
    case_id: Mapped[str | None] = mapped_column(ForeignKey("cases.id"))
    to_account: Mapped[str | None] = mapped_column(String(36))
    to_person: Mapped[str | None] = mapped_column(String(36))
    channel: Mapped[str] = mapped_column(String(8))
    facts: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    once: Mapped[str | None] = mapped_column(String(120))
    created_at: Mapped[Instant]
    not_before: Mapped[Instant]
    state: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str | None] = mapped_column(String(24))
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_error: Mapped[str | None] = mapped_column(String(40))


class MessageChoice(Base):
    """What a reader wants; no row means everything. `reader` is a person, or the account of somebody who works here."""

    __tablename__ = "message_choices"

    reader: Mapped[str] = mapped_column(String(36), primary_key=True)
    email: Mapped[bool] = mapped_column(server_default=true(), default=True)
    sms: Mapped[bool] = mapped_column(server_default=true(), default=True)
    digest: Mapped[bool] = mapped_column(server_default=true(), default=True)
    changed_at: Mapped[Instant]
