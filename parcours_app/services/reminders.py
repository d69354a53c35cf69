"""What the clock makes us tell: the appointment of tomorrow to the person, the check that falls due to the counsellor.

Called by the scheduler as often as it likes: each version of an appointment, each check of an exit, is told once.
"""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from parcours_app.extensions import db
from parcours_app.models import Appointment, Case, NoticeRow
from parcours_app.scope import Viewer
from parcours_app.services.appointment_notices import TOMORROW, tell_person
from parcours_app.services.notices import Notice, tell
from parcours_app.services.unit import unit_of_work
from workflows.appointments import PLANNED

A_DAY = timedelta(days=1)
CHECK = "check_due"
# How long after it fell due a check is still told of: a scheduler may have slept.
CATCH_UP = timedelta(days=31)


def remind_people(viewer: Viewer) -> int:
    """Remind each person of their appointment of tomorrow, on the calendar of the place; how many were told.

    Nothing is told of an appointment that the person declined, or that was only agreed on the same day.
    """
    near = viewer.now.date()
    query = select(Appointment.case_id, Appointment.n).where(
        Appointment.state == PLANNED,
        Appointment.reminded_at.is_(None),
        Appointment.unable_at.is_(None),
        Appointment.on.between(near, near + 2 * A_DAY),
    )
    keys = db.session.execute(query.order_by(Appointment.at, Appointment.case_id, Appointment.n)).all()
    return sum(_remind(viewer, case_id, n) for case_id, n in keys)


def _remind(viewer: Viewer, case_id: str, n: int) -> bool:
    with unit_of_work() as session:
        appointment = session.get(Appointment, (case_id, n), with_for_update=True, populate_existing=True)
        if appointment is None or appointment.state != PLANNED or appointment.reminded_at is not None:
            return False
        zone = ZoneInfo(appointment.zone)
        if appointment.on != viewer.now.astimezone(zone).date() + A_DAY:
            return False
        appointment.reminded_at = viewer.now
        if appointment.created_at.astimezone(zone).date() == viewer.now.astimezone(zone).date():
            return False
        tell_person(session, viewer, TOMORROW, appointment)
        return True


def remind_counsellors(viewer: Viewer) -> int:
    """Tell whoever acts for a case that a check on employment falls due; how many were told."""
    query = select(Case.id, Case.exit_on, Case.check_months).where(
        Case.live, Case.check_due_on.between(viewer.today - CATCH_UP, viewer.today)
    )
    due = db.session.execute(query.order_by(Case.check_due_on, Case.id)).all()
    return sum(_tell_check(viewer, row.id, row.exit_on, row.check_months) for row in due)


def _tell_check(viewer: Viewer, case_id: str, left: date | None, months: int | None) -> bool:
    once = f"{CHECK}:{case_id}:{left}:{months}"
    with unit_of_work() as session:
        if _told(session, once):
            return False
        tell(session, viewer, Notice(CHECK, case_id, "stand_in_or_referent", {"months": months or 0}, once))
        return True


def _told(session: Session, once: str) -> bool:
    return session.scalar(select(NoticeRow.id).where(NoticeRow.once == once)) is not None
