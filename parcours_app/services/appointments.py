"""Appointments: planned, moved, cancelled, closed with what came of them; what the person says about one.

Not pathway facts: no entry is written. One that was held counts as a contact, one that was missed does not.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from parcours_app.journal.loading import lock_case
from parcours_app.models import Appointment, Case, Contact
from parcours_app.scope import Viewer, in_charge, own_cases, visible_to
from parcours_app.services.appointment_notices import ABLE, CANCELLED, MADE, MOVED, UNABLE, tell_counsellor, tell_person
from parcours_app.services.appointment_requests import LONGEST, AppointmentRequest, values
from parcours_app.services.corrections import IN_CHARGE
from parcours_app.services.refusals import Invisible
from parcours_app.services.unit import unit_of_work
from workflows.appointments import APPOINTMENT, CANCELLED_BY, HELD, OUTCOMES, PLANNED
from workflows.engine import Attempt, Reason, Refused, Role, World, sentence

BAD_OUTCOME = Reason(
    "data:outcome",
    sentence("Say what came of the appointment."),
    sentence("Choose one of the outcomes listed."),
)
BAD_AUTHOR = Reason(
    "data:by",
    sentence("Say who cancels the appointment."),
    sentence("Choose the person or your organisation."),
)
OVER = Reason(
    "appointment_planned",
    sentence("This appointment is over or has been cancelled."),
    sentence("Load the page again to see it as it is now."),
)


@dataclass(frozen=True, slots=True)
class Clash:
    """Another appointment at the same time, of the same counsellor or of the same person. Said, never refused."""

    whose: str
    at: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class Planned:
    """An appointment just planned, and what else was planned at that time."""

    appointment: Appointment
    clashes: tuple[Clash, ...]


def plan(viewer: Viewer, case_id: str, request: AppointmentRequest) -> Planned:
    """Plan an appointment on a case the viewer is in charge of. Raises Invisible, Refused with every reason."""
    with unit_of_work() as session:
        case = _locked(session, viewer, case_id)
        asked = values(session, viewer, case, request)
        planned = _placed(session, viewer, case, asked, uid=viewer.new_id(), sequence=0)
        tell_person(session, viewer, MADE, planned.appointment)
        return planned


def move(viewer: Viewer, case_id: str, n: int, request: AppointmentRequest) -> Planned:
    """Move a planned appointment: its row is kept and followed by another one. Raises Invisible, Refused."""
    with unit_of_work() as session:
        case = _locked(session, viewer, case_id)
        former = _numbered(session, case, n)
        asked = values(session, viewer, case, request)
        following = _next(session, case)
        _take(viewer, former, "move")
        former.moved_to = following
        planned = _placed(session, viewer, case, asked, uid=former.uid, sequence=former.sequence + 1)
        tell_person(session, viewer, MOVED, planned.appointment)
        return planned


def cancel(viewer: Viewer, case_id: str, n: int, by: str) -> Appointment:
    """Cancel a planned appointment; `by` is the person or the organisation. Raises Invisible, Refused."""
    with unit_of_work() as session:
        appointment = _numbered(session, _locked(session, viewer, case_id), n)
        if by not in CANCELLED_BY:
            raise Refused(BAD_AUTHOR)
        _take(viewer, appointment, "cancel")
        appointment.cancelled_by, appointment.sequence = by, appointment.sequence + 1
        tell_person(session, viewer, CANCELLED, appointment)
        return appointment


def close(viewer: Viewer, case_id: str, n: int, *, held: bool, outcome: str | None = None) -> Appointment:
    """Say whether an appointment was held, and with which outcome, or missed. Raises Invisible, Refused.

    Saying it again the other way corrects a slip: the day of the last contact follows.
    """
    with unit_of_work() as session:
        case = _locked(session, viewer, case_id)
        appointment = _numbered(session, case, n)
        if held and outcome not in OUTCOMES:
            raise Refused(BAD_OUTCOME)
        _take(viewer, appointment, "hold" if held else "miss")
        appointment.outcome = outcome if held else None
        session.flush()
        case.last_contact_on = _last_contact(session, case)
        return appointment


def say_unable(viewer: Viewer, n: int, *, unable: bool = True) -> Appointment:
    """The person cannot come, or can after all: the counsellor is told, and decides. Raises Invisible, Refused."""
    with unit_of_work() as session:
        case_id = session.scalars(own_cases(viewer).with_only_columns(Case.id).limit(1)).first()
        if case_id is None:
            raise Invisible(viewer.person)
        appointment = _numbered(session, lock_case(session, case_id), n)
        if appointment.state != PLANNED or appointment.at <= viewer.now:
            raise Refused(OVER)
        if unable is (appointment.unable_at is None):
            appointment.unable_at = viewer.now if unable else None
            tell_counsellor(session, viewer, UNABLE if unable else ABLE, appointment)
        return appointment


def _locked(session: Session, viewer: Viewer, case_id: str) -> Case:
    case = session.scalars(visible_to(viewer).where(Case.id == case_id)).first()
    if case is None:
        raise Invisible(case_id)
    if viewer.role not in (Role.COUNSELLOR, Role.OPERATOR) or not in_charge(viewer, case):
        raise Refused(IN_CHARGE)
    return lock_case(session, case_id)


def _numbered(session: Session, case: Case, n: int) -> Appointment:
    found = session.get(Appointment, (case.id, n), populate_existing=True) if 0 < n < 2**31 else None
    if found is None:
        raise Invisible(case.id)
    return found


def _take(viewer: Viewer, appointment: Appointment, name: str) -> None:
    """Make the move of the table; the row is signed and dated. Raises Refused."""
    attempt = Attempt(name, viewer.today, viewer.actor, {"now": viewer.now}, world=World(today=viewer.today))
    if appointment.state not in APPOINTMENT.by_name[name].sources:
        raise Refused(OVER)
    APPOINTMENT.take(appointment, attempt)
    appointment.noted_at, appointment.noted_by = viewer.now, viewer.account


def _placed(session: Session, viewer: Viewer, case: Case, asked: dict[str, Any], *, uid: str, sequence: int) -> Planned:
    clashes = _clashes(session, case, asked)
    appointment = Appointment(
        case_id=case.id,
        n=_next(session, case),
        uid=uid,
        sequence=sequence,
        state=PLANNED,
        created_at=viewer.now,
        created_by=viewer.account,
        **asked,
    )
    session.add(appointment)
    session.flush()
    return Planned(appointment, clashes)


def _next(session: Session, case: Case) -> int:
    return 1 + (session.scalar(select(func.max(Appointment.n)).where(Appointment.case_id == case.id)) or 0)


def _clashes(session: Session, case: Case, asked: dict[str, Any]) -> tuple[Clash, ...]:
    """The planned appointments of the counsellor or of the person that overlap this one; the end excluded."""
    begins, ends = asked["at"], asked["at"] + timedelta(minutes=asked["minutes"])
    same_person = Case.person_id == case.person_id
    found = session.execute(
        select(Appointment, same_person.label("person"))
        .join(Case, Case.id == Appointment.case_id)
        .where(
            Appointment.state == PLANNED,
            Appointment.at > begins - timedelta(minutes=LONGEST),
            Appointment.at < ends,
            or_(Appointment.account_id == asked["account_id"], same_person),
        )
        .order_by(Appointment.at, Appointment.case_id, Appointment.n)
    )
    return tuple(
        Clash("person" if person else "counsellor", other.at, other.zone)
        for other, person in found
        if other.at + timedelta(minutes=other.minutes) > begins
    )


def _last_contact(session: Session, case: Case) -> date | None:
    """The latest day of a contact noted or an appointment held."""
    noted = select(func.max(Contact.on)).where(Contact.case_id == case.id)
    held = select(func.max(Appointment.on)).where(Appointment.case_id == case.id, Appointment.state == HELD)
    return max(filter(None, (session.scalar(noted), session.scalar(held))), default=None)
