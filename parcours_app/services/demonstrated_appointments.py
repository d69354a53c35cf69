"""The appointments of a demonstration: some behind, some to be told, some to come, so that the pages are alive.

Written as they stand, not planned one by one: nobody is told of what nobody agreed.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from parcours_app.models import Account, Appointment, Case, Organisation
from parcours_app.reference.time_zones import instant, zone_name
from parcours_app.scope import Viewer
from workflows.appointments import HELD, NO_SHOW, PLANNED
from workflows.stage import ON_PATHWAY

PLACE = "12 rue des Ateliers, 2e étage"
WORKING_DAYS = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """One appointment: in how many working days (behind when negative), at what hour, what became of it."""

    days: int
    hour: time
    subject: str
    way: str = "in_person"
    state: str = PLANNED
    outcome: str | None = None


OF_THE_PERSON = (
    Shown(-15, time(10), "welcome", state=HELD, outcome="papers_awaited"),
    Shown(-6, time(9, 30), "training", "phone", HELD, "to_be_continued"),
    Shown(2, time(10), "next_step"),
)
# One each, for people the counsellor follows.
OF_OTHERS = (
    Shown(-3, time(11), "job_search"),
    Shown(-1, time(15), "next_step"),
    Shown(-4, time(14), "diagnosis", state=NO_SHOW),
    Shown(0, time(16), "training", "phone"),
    Shown(0, time(17, 15), "support"),
    Shown(1, time(9), "welcome"),
    Shown(3, time(11, 30), "job_search", "video"),
)


def fill(session: Session, viewer: Viewer, counsellor: Account, person_id: str | None) -> None:
    """Give the counsellor their appointments, once: nothing is added to an agenda that has any."""
    if session.scalar(select(Appointment.n).where(Appointment.account_id == counsellor.id).limit(1)) is not None:
        return
    region = session.scalar(select(Organisation.region).where(Organisation.id == counsellor.organisation_id))
    zone = zone_name(region)
    own = select(Case).where(Case.referent_id == counsellor.id, Case.stage.in_(ON_PATHWAY))
    for case in session.scalars(own.where(Case.person_id == person_id).limit(1)).all():
        _write(session, viewer, counsellor, case, zone, OF_THE_PERSON)
    others = own.where(Case.person_id != (person_id or "")).order_by(Case.opened_on.desc(), Case.id)
    for case, shown in zip(session.scalars(others.limit(len(OF_OTHERS))).all(), OF_OTHERS, strict=False):
        _write(session, viewer, counsellor, case, zone, (shown,))


def _write(
    session: Session, viewer: Viewer, counsellor: Account, case: Case, zone: str, shown: tuple[Shown, ...]
) -> None:
    for n, one in enumerate(shown, 1):
        on = _working_day(viewer.today, one.days)
        at = instant(on, one.hour, zone) or viewer.now
        known = Appointment(
            case_id=case.id,
            n=n,
            uid=viewer.new_id(),
            sequence=0,
            at=at,
            zone=zone,
            on=on,
            minutes=45,
            way=one.way,
            place=PLACE if one.way == "in_person" else None,
            account_id=counsellor.id,
            subject=one.subject,
            state=one.state,
            outcome=one.outcome,
            created_at=min(viewer.now, at - timedelta(days=7)),
            created_by=counsellor.id,
        )
        if one.state != PLANNED:
            known.noted_at, known.noted_by = _after(at, viewer.now), counsellor.id
        if one.state == HELD:
            case.last_contact_on = max(on, case.last_contact_on or on)
        session.add(known)
    session.flush()


def _after(at: datetime, now: datetime) -> datetime:
    return min(now, at + timedelta(hours=1))


def _working_day(today: date, days: int) -> date:
    """The day so many working days away."""
    day, left = today, abs(days)
    while left or day.isoweekday() > WORKING_DAYS:
        day += timedelta(days=1 if days >= 0 else -1)
        left -= 1 if day.isoweekday() <= WORKING_DAYS and left else 0
    return day
