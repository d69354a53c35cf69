"""Requests to pass a case on: projections of the journal, never edited by hand."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from parcours_app.models.base import Base


class HandoverRow(Base):
    """A request to pass a case on. `state` knows nothing of time: one still requested on `expires_on` has expired.

    temporary_until, returned_on: its last day when it is for a time, and the day the case went back.
    readable_until: the sender's last day of reading, once accepted. reason, alternative: digests of texts.
    """

    __tablename__ = "handovers"
    __table_args__ = (
        CheckConstraint("state IN ('requested', 'accepted', 'declined')", name="state_known"),
        Index("ix_handovers_from_organisation_state", "from_organisation", "state"),
        Index("ix_handovers_to_organisation_state", "to_organisation", "state"),
    )

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    from_organisation: Mapped[str | None] = mapped_column(String(36))
    to_organisation: Mapped[str] = mapped_column(String(36))
    to_counsellor: Mapped[str | None] = mapped_column(String(36))
    state: Mapped[str] = mapped_column(String(12))
    requested_on: Mapped[date]
    decided_on: Mapped[date | None]
    remind_on: Mapped[date]
    expires_on: Mapped[date]
    readable_until: Mapped[date | None]
    answer_days: Mapped[int | None]
    temporary_until: Mapped[date | None]
    returned_on: Mapped[date | None]
    motive: Mapped[str | None] = mapped_column(String(24))
    reason: Mapped[str | None] = mapped_column(String(80))
    alternative: Mapped[str | None] = mapped_column(String(80))
    alternative_organisation: Mapped[str | None] = mapped_column(String(36))
