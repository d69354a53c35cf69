"""What runs beside the episodes of a case: support and pauses. Projections of the journal, never edited by hand."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, column
from sqlalchemy.orm import Mapped, mapped_column

from parcours_app.models.base import Base


class SupportRow(Base):
    """A spell of support; at most one is live."""

    __tablename__ = "supports"
    __table_args__ = (
        CheckConstraint("ended_on >= started_on", name="ends_after_start"),
        Index(
            "uq_supports_case_id_live",
            "case_id",
            unique=True,
            postgresql_where=column("ended_on").is_(None),
            sqlite_where=column("ended_on").is_(None),
        ),
    )

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    level: Mapped[str] = mapped_column(String(12))
    referent_id: Mapped[str | None] = mapped_column(String(36))
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
    motive: Mapped[str | None] = mapped_column(String(24))


class PausedDay(Base):
    """One paused day of a case: its key is what makes overlapping pauses impossible on every database."""

    __tablename__ = "paused_days"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    n: Mapped[int]


class PauseRow(Base):
    """A pause, both ends inclusive; `until` the day before `since` when the person came back at once."""

    __tablename__ = "pauses"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    since: Mapped[date]
    until: Mapped[date]
    category: Mapped[str] = mapped_column(String(24))
