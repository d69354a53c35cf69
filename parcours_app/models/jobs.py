"""What happens in the background, so that an administrator sees it: each run of scheduled work, and who is at work."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from parcours_app.models.base import Base, Instant, Key, UtcDateTime


class ScheduledRun(Base):
    """One run of one scheduled work; `due_at` is the time it stands for, so that the same is never run twice.

    count: how many things it did. error: the class of what stopped it, never its words.
    """

    __tablename__ = "scheduled_runs"
    __table_args__ = (
        CheckConstraint("outcome IN ('running', 'done', 'failed')", name="outcome_known"),
        CheckConstraint("(outcome = 'running') = (ended_at IS NULL)", name="running_until_ended"),
        Index("uq_scheduled_runs_name_due_at", "name", "due_at", unique=True),
    )

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(40))
    due_at: Mapped[Instant]
    started_at: Mapped[Instant]
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[str] = mapped_column(String(8))
    count: Mapped[int | None]
    error: Mapped[str | None] = mapped_column(String(60))


class WorkerLease(Base):
    """Who works in the background now: one holder at a time, until it stops renewing."""

    __tablename__ = "worker_leases"

    name: Mapped[str] = mapped_column(String(16), primary_key=True)
    holder: Mapped[str] = mapped_column(String(120))
    until: Mapped[Instant]
    since: Mapped[Instant]
