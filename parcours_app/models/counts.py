"""The counts as stored: a delta per change, and what the folded ones add up to at the end of each week."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from parcours_app.models.base import Base

# Who was ever counted somewhere was once added there.
COUNTED = text("amount > 0")


class CountDelta(Base):
    """A change one entry makes to the programme counts; summing them up to a day gives the totals. Never updated.

    Keyed (case, n) under the case whose entry made the change; the person is who is counted. known_on: when it had both
    happened and been recorded; lag: how late that was (journal/lateness.py). folded: whether the stocks hold it, the
    one thing a fold writes here.
    """

    __tablename__ = "count_deltas"
    __table_args__ = (
        CheckConstraint("amount <> 0", name="amount_says_something"),
        Index("ix_count_deltas_person_id", "person_id"),
        Index(
            "ix_count_deltas_organisation_id_person_id",
            "organisation_id",
            "person_id",
            postgresql_where=COUNTED,
            sqlite_where=COUNTED,
        ),
        Index(
            "ix_count_deltas_region_person_id", "region", "person_id", postgresql_where=COUNTED, sqlite_where=COUNTED
        ),
        Index("ix_count_deltas_effective_on_recorded_on", "effective_on", "recorded_on"),
        Index("ix_count_deltas_known_on", "known_on"),
        Index("ix_count_deltas_lag_effective_on_recorded_on", "lag", "effective_on", "recorded_on"),
        Index(
            "ix_count_deltas_unfolded_effective_on",
            "effective_on",
            postgresql_where=text("NOT folded"),
            sqlite_where=text("folded = 0"),
        ),
    )

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int]
    person_id: Mapped[str] = mapped_column(String(36))
    effective_on: Mapped[date]
    recorded_on: Mapped[date]
    known_on: Mapped[date]
    measure: Mapped[str] = mapped_column(String(12))
    region: Mapped[str] = mapped_column(String(16))
    year: Mapped[int]
    public: Mapped[str] = mapped_column(String(20))
    stage: Mapped[str] = mapped_column(String(20))
    organisation_id: Mapped[str | None] = mapped_column(String(36))
    pact: Mapped[str | None] = mapped_column(String(40))
    sex: Mapped[str] = mapped_column(String(8))
    age: Mapped[str] = mapped_column(String(12))
    level: Mapped[str] = mapped_column(String(8))
    qpv: Mapped[str] = mapped_column(String(3))
    rqth: Mapped[str] = mapped_column(String(3))
    provider: Mapped[str | None] = mapped_column(String(200))
    funder: Mapped[str | None] = mapped_column(String(24))
    amount: Mapped[int]
    lag: Mapped[int]
    folded: Mapped[bool] = mapped_column(default=False)


class CountStock(Base):
    """What the folded deltas up to the end of a day add up to, in a cell of a cuboid (journal/cuboids.py).

    A dimension without a value, or that the cuboid leaves out, is empty: a key takes no null.
    """

    __tablename__ = "count_stocks"

    cuboid: Mapped[str] = mapped_column(String(16), primary_key=True)
    on: Mapped[date] = mapped_column(primary_key=True)
    organisation_id: Mapped[str] = mapped_column(String(36), primary_key=True, default="")
    region: Mapped[str] = mapped_column(String(16), primary_key=True, default="")
    measure: Mapped[str] = mapped_column(String(12), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=0)
    public: Mapped[str] = mapped_column(String(20), primary_key=True, default="")
    stage: Mapped[str] = mapped_column(String(20), primary_key=True, default="")
    pact: Mapped[str] = mapped_column(String(40), primary_key=True, default="")
    amount: Mapped[int]


class CountClosing(Base):
    """The last of some days closed together: what is learnt of them later is added to the stocks since.

    folding: the same for all since the stocks were last thrown away, and for no other. lots: how many lots of what came
    late were added while these days were the last.
    """

    __tablename__ = "count_closings"

    on: Mapped[date] = mapped_column(primary_key=True)
    folding: Mapped[str] = mapped_column(String(36))
    lots: Mapped[int] = mapped_column(default=0, server_default="0")
