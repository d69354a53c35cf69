"""Cases as they stand now: what lists sort and filter on. Projections of the journal, never edited by hand."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, and_, column, false
from sqlalchemy.orm import Mapped, mapped_column

from parcours_app.models.base import Base
from workflows.stage import Stage

STAGES = ", ".join(f"'{stage.value}'" for stage in Stage)


class Case(Base):
    """One person's time on the pathway in one programme, as it stands now: what lists sort and filter on.

    version: last seq of its journal. live: not closed. counts: part of the totals. seam_since: the end of the last
    episode while nothing follows (what is said not to be a gap left out). sew_by: the planned end that calls for a next
    step nobody has accepted. current_*: the episode in progress. next_*: the next one, accepted or not. handover_to:
    the organisation a request for a handover is addressed to, until the day it expires. stand_in_*: who acts in the
    referent's place, up to that day (scope.acting says who acts today). check_*: the first check on employment still to
    be made. omissions: codes of what its entries leave unsaid and a figure needs.
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
        Index("ix_cases_stand_in_id", "stand_in_id"),
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
    next_accepted: Mapped[bool] = mapped_column(server_default=false(), default=False)
    sew_by: Mapped[date | None]
    seam_since: Mapped[date | None]
    paused_from: Mapped[date | None]
    paused_until: Mapped[date | None]
    support_level: Mapped[str | None] = mapped_column(String(12))
    exit_motive: Mapped[str | None] = mapped_column(String(24))
    exit_on: Mapped[date | None]
    check_months: Mapped[int | None]
    check_due_on: Mapped[date | None]
    omissions: Mapped[str] = mapped_column(String(120), server_default="", default="")
    merged_into: Mapped[str | None] = mapped_column(String(36))
    handover_to: Mapped[str | None] = mapped_column(String(36))
    handover_expires_on: Mapped[date | None]
    stand_in_id: Mapped[str | None] = mapped_column(String(36))
    stand_in_until: Mapped[date | None]
    last_contact_on: Mapped[date | None]
