"""Appointments, keyed (case, n), and the private calendars that show them elsewhere. Not pathway facts."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from parcours_app.models.base import Base, Instant, Key, UtcDateTime
from workflows.appointments import CANCELLED_BY, WAYS, AppointmentState

STATES = ", ".join(f"'{state.value}'" for state in AppointmentState)
DONE = "'held', 'no_show'"
_WAYS = ", ".join(f"'{way}'" for way in WAYS)
_WHO = ", ".join(f"'{who}'" for who in CANCELLED_BY)


class Appointment(Base):
    """A meeting of the person with an account. Moved, it is followed by another row of the same `uid`.

    at: the instant; zone: the time zone it was agreed in; on: its civil day there. uid and sequence: what calendars
    know it by, the sequence growing with each change. place: where, for a meeting in person. unable_at: when the
    person said they cannot come. reminded_at: when the reminder was handed to the messages, once per row.
    """

    __tablename__ = "appointments"
    __table_args__ = (
        CheckConstraint(f"state IN ({STATES})", name="state_known"),
        CheckConstraint(f"way IN ({_WAYS})", name="way_known"),
        CheckConstraint("minutes BETWEEN 5 AND 480", name="minutes_possible"),
        CheckConstraint("(cancelled_by IS NOT NULL) = (state = 'cancelled')", name="cancelled_by_somebody"),
        CheckConstraint(f"cancelled_by IN ({_WHO})", name="cancelled_by_known"),
        CheckConstraint("(moved_to IS NOT NULL) = (state = 'moved')", name="moved_somewhere"),
        CheckConstraint("(state = 'planned') = (noted_at IS NULL)", name="noted_once_over"),
        Index("uq_appointments_uid_sequence", "uid", "sequence", unique=True),
        Index("ix_appointments_account_id_state_at", "account_id", "state", "at"),
        Index("ix_appointments_state_on", "state", "on"),
    )

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    uid: Mapped[str] = mapped_column(String(36))
    sequence: Mapped[int]
    at: Mapped[Instant]
    zone: Mapped[str] = mapped_column(String(40))
    on: Mapped[date]
    minutes: Mapped[int]
    way: Mapped[str] = mapped_column(String(12))
    place: Mapped[str | None] = mapped_column(String(200))
    account_id: Mapped[str] = mapped_column(String(36))
    subject: Mapped[str] = mapped_column(String(24))
    state: Mapped[str] = mapped_column(String(12))
    outcome: Mapped[str | None] = mapped_column(String(24))
    cancelled_by: Mapped[str | None] = mapped_column(String(12))
    moved_to: Mapped[int | None]
    unable_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[Instant]
    created_by: Mapped[str | None] = mapped_column(String(36))
    noted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    noted_by: Mapped[str | None] = mapped_column(String(36))

    @property
    def local(self) -> datetime:
        """The instant on the wall clock it was agreed on."""
        return self.at.astimezone(ZoneInfo(self.zone))


class CalendarFeed(Base):
    """The private address at which one account's calendar may be read; its secret is stored as a digest."""

    __tablename__ = "calendar_feeds"

    account_id: Mapped[Key] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[Instant]
