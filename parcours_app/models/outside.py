"""Figures from outside, as they were read: money of the regional pacts, monthly series. Never mixed with ours.

What a newer file says is added, never written over: each figure keeps the day it came from.
"""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parcours_app.models.base import Base, Instant, Key


class PactList(Base):
    """A file of pact amounts, in force from a day; a later one completes it and takes precedence."""

    __tablename__ = "pact_lists"
    __table_args__ = (Index("ix_pact_lists_valid_from", "valid_from"),)

    id: Mapped[Key]
    valid_from: Mapped[date]
    file_name: Mapped[str] = mapped_column(String(200))
    account_id: Mapped[str | None] = mapped_column(String(36))
    created_at: Mapped[Instant]


class PactAmount(Base):
    """What a file says of a region, in euros and persons; None where it says nothing, which is not zero."""

    __tablename__ = "pact_amounts"
    __table_args__ = (CheckConstraint("state_euros >= 0 AND region_euros >= 0 AND target >= 0", name="not_negative"),)

    list_id: Mapped[str] = mapped_column(ForeignKey("pact_lists.id"), primary_key=True)
    region: Mapped[str] = mapped_column(String(3), primary_key=True)
    state_euros: Mapped[int | None] = mapped_column(BigInteger)
    region_euros: Mapped[int | None] = mapped_column(BigInteger)
    target: Mapped[int | None]
    source: Mapped[str] = mapped_column(String(200))


class SeriesPoint(Base):
    """A figure of a month as an outside source published it; value None is “NC”, not communicated.

    extracted_on: the day it was taken from its source. The same month extracted again is another row.
    """

    __tablename__ = "series_points"
    __table_args__ = (
        CheckConstraint("month BETWEEN 1 AND 12", name="month_of_a_year"),
        CheckConstraint("value >= 0", name="value_not_negative"),
        UniqueConstraint("series", "perimeter", "source", "year", "month", "extracted_on", name="uq_series_points_key"),
    )

    id: Mapped[Key]
    series: Mapped[str] = mapped_column(String(80))
    perimeter: Mapped[str] = mapped_column(String(80))
    source: Mapped[str] = mapped_column(String(120))
    year: Mapped[int]
    month: Mapped[int]
    extracted_on: Mapped[date]
    value: Mapped[int | None] = mapped_column(BigInteger)
    unit: Mapped[str] = mapped_column(String(24))
    account_id: Mapped[str | None] = mapped_column(String(36))
    created_at: Mapped[Instant]
