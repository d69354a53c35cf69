"""The episodes of a case and the seams between them, keyed (case, n): projections of the journal, not for editing."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column

from parcours_app.models.base import Base
from parcours_app.models.people import Json
from workflows.episode import EpisodeState

STATES = ", ".join(f"'{state.value}'" for state in EpisodeState)
STARTED = "'in_progress', 'completed', 'dropped_out', 'excluded', 'interrupted'"
ENDED = "'completed', 'dropped_out', 'excluded', 'interrupted'"


class EpisodeRow(Base):
    """One stay, dates coherent with its state. planned_end: shifted by pauses; planned_end_original: as prescribed."""

    __tablename__ = "episodes"
    __table_args__ = (
        CheckConstraint(f"state IN ({STATES})", name="state_known"),
        CheckConstraint(f"(started_on IS NOT NULL) = (state IN ({STARTED}))", name="started_when_begun"),
        CheckConstraint(f"(ended_on IS NOT NULL) = (state IN ({ENDED}))", name="ended_when_over"),
        CheckConstraint("ended_on >= started_on", name="ends_after_start"),
        Index("uq_episodes_id", "id", unique=True),
    )

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(String(36))
    kind: Mapped[str] = mapped_column(String(20))
    label: Mapped[str | None] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(20))
    provider: Mapped[str | None] = mapped_column(String(200))
    prescribed_on: Mapped[date | None]
    planned_start: Mapped[date | None]
    planned_end: Mapped[date | None]
    planned_end_original: Mapped[date | None]
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    motive: Mapped[str | None] = mapped_column(String(24))
    result: Mapped[str | None] = mapped_column(String(12))
    rncp: Mapped[str | None] = mapped_column(String(200))
    blocs: Mapped[list[str]] = mapped_column(Json, default=list)
    programme: Mapped[str | None] = mapped_column(String(200))
    session: Mapped[str | None] = mapped_column(String(200), index=True)
    seat: Mapped[bool] = mapped_column(server_default=false(), default=False)
    funder: Mapped[str | None] = mapped_column(String(24))


class SeamRow(Base):
    """A line of the person's seam ledger, on the case that answers for it. Who that is, is read from the case.

    Days of an open seam are counted when read: only its first day is stored. ahead: the end is still to come, and
    `since` is the planned one. accepted: a next step is accepted. booked_on: when the step that
    follows had been accepted. seamless: NULL while it may still be, and for what is
    not a gap.
    """

    __tablename__ = "seams"
    __table_args__ = (
        CheckConstraint("(open OR ahead) = (until IS NULL)", name="open_until_closed"),
        Index("ix_seams_open_since", "open", "since"),
    )

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    after: Mapped[str] = mapped_column(String(36))
    before: Mapped[str | None] = mapped_column(String(36))
    since: Mapped[date]
    until: Mapped[date | None]
    days: Mapped[int | None]
    net_days: Mapped[int | None]
    seamless: Mapped[bool | None]
    cause: Mapped[str | None] = mapped_column(String(24))
    open: Mapped[bool]
    kind_after: Mapped[str] = mapped_column(String(20), server_default="")
    kind_before: Mapped[str | None] = mapped_column(String(20))
    accepted: Mapped[bool] = mapped_column(server_default=false(), default=False)
    not_a_gap: Mapped[bool] = mapped_column(server_default=false(), default=False)
    booked_on: Mapped[date | None]
    ahead: Mapped[bool] = mapped_column(server_default=false(), default=False)
