"""Cases and what hangs on them, keyed (case, n): projections of the journal, never edited by hand."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, and_, column, false
from sqlalchemy.orm import Mapped, mapped_column

from parcours_app.models.base import Base
from parcours_app.models.people import Json
from workflows.episode import EpisodeState
from workflows.stage import Stage

STAGES = ", ".join(f"'{stage.value}'" for stage in Stage)
STATES = ", ".join(f"'{state.value}'" for state in EpisodeState)
STARTED = "'in_progress', 'completed', 'dropped_out', 'excluded', 'interrupted'"
ENDED = "'completed', 'dropped_out', 'excluded', 'interrupted'"


class Case(Base):
    """One person's time on the pathway in one programme, as it stands now: what lists sort and filter on.

    version: last seq of its journal. live: not closed. counts: part of the totals. seam_since: the end of the last
    episode while nothing follows. current_*: the episode in progress. next_*: the next one booked. handover_to: the
    organisation a pending handover is addressed to.
    """

    __tablename__ = "cases"
    __table_args__ = (
        CheckConstraint(f"stage IN ({STAGES})", name="stage_known"),
        CheckConstraint("version >= 1", name="version_from_one"),
        CheckConstraint("live = (stage <> 'closed')", name="live_until_closed"),
        CheckConstraint("(stage <> 'follow_up') OR (exit_on IS NOT NULL)", name="follow_up_after_exit"),
        CheckConstraint("(paused_from IS NULL) = (paused_until IS NULL)", name="pause_whole"),
        Index(
            "uq_cases_person_id_programme_live",
            "person_id",
            "programme",
            unique=True,
            postgresql_where=and_(column("live")),
            sqlite_where=and_(column("live")),
        ),
        Index("ix_cases_organisation_id_live_stage", "organisation_id", "live", "stage"),
        Index("ix_cases_referent_id_live", "referent_id", "live"),
        Index("ix_cases_region_live", "region", "live"),
        Index("ix_cases_person_id", "person_id"),
        Index("ix_cases_handover_to", "handover_to"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    number: Mapped[str] = mapped_column(String(12), unique=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    programme: Mapped[str] = mapped_column(String(12), default="PIC")
    version: Mapped[int]
    stage: Mapped[str] = mapped_column(String(20))
    stage_since: Mapped[date]
    live: Mapped[bool]
    counts: Mapped[bool]
    opened_on: Mapped[date]
    organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisations.id"))
    referent_id: Mapped[str | None] = mapped_column(String(36))
    region: Mapped[str | None] = mapped_column(String(16))
    public: Mapped[str] = mapped_column(String(20))
    pact: Mapped[str | None] = mapped_column(String(40))
    eligibility_flagged: Mapped[bool] = mapped_column(server_default=false(), default=False)
    current_kind: Mapped[str | None] = mapped_column(String(20))
    current_provider: Mapped[str | None] = mapped_column(String(200))
    current_since: Mapped[date | None]
    current_planned_end: Mapped[date | None]
    next_kind: Mapped[str | None] = mapped_column(String(20))
    next_provider: Mapped[str | None] = mapped_column(String(200))
    next_on: Mapped[date | None]
    seam_since: Mapped[date | None]
    paused_from: Mapped[date | None]
    paused_until: Mapped[date | None]
    support_level: Mapped[str | None] = mapped_column(String(12))
    exit_motive: Mapped[str | None] = mapped_column(String(24))
    exit_on: Mapped[date | None]
    merged_into: Mapped[str | None] = mapped_column(String(36))
    handover_to: Mapped[str | None] = mapped_column(String(36))
    last_contact_on: Mapped[date | None]


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
    session: Mapped[str | None] = mapped_column(String(200))
    funder: Mapped[str | None] = mapped_column(String(24))


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


class SeamRow(Base):
    """A seam. Days of an open seam are counted when read: only its first day is stored."""

    __tablename__ = "seams"
    __table_args__ = (
        CheckConstraint("open = (until IS NULL)", name="open_until_closed"),
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


class HandoverRow(Base):
    """A request to pass a case on. `decided_on` opens the sender's read-only days when accepted."""

    __tablename__ = "handovers"
    __table_args__ = (
        CheckConstraint("state IN ('requested', 'accepted', 'declined')", name="state_known"),
        Index("ix_handovers_from_organisation_state", "from_organisation", "state"),
    )

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    from_organisation: Mapped[str | None] = mapped_column(String(36))
    to_organisation: Mapped[str] = mapped_column(String(36))
    to_counsellor: Mapped[str | None] = mapped_column(String(36))
    state: Mapped[str] = mapped_column(String(12))
    requested_on: Mapped[date]
    decided_on: Mapped[date | None]
