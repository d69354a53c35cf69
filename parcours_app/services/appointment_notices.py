"""What is told about an appointment, in the transaction of what happens to it: the day and the hour, nothing else."""

from sqlalchemy.orm import Session

from parcours_app.models import Appointment
from parcours_app.scope import Viewer
from parcours_app.services.notices import Notice, tell

MADE, MOVED, CANCELLED, TOMORROW = (
    "appointment_made",
    "appointment_moved",
    "appointment_cancelled",
    "appointment_tomorrow",
)
UNABLE, ABLE = "appointment_unable", "appointment_able"


def tell_person(session: Session, viewer: Viewer, kind: str, appointment: Appointment) -> None:
    """Tell the person; once for each version of the appointment."""
    local = appointment.local
    facts = {"on": appointment.on.isoformat(), "at": local.strftime("%H:%M")}
    once = f"{kind}:{appointment.uid}:{appointment.sequence}"
    tell(session, viewer, Notice(kind, appointment.case_id, "person", facts, once))


def tell_counsellor(session: Session, viewer: Viewer, kind: str, appointment: Appointment) -> None:
    """Tell the counsellor who holds it that the person cannot come, or can after all; each time it is said."""
    facts = {"on": appointment.on.isoformat(), "at": appointment.local.strftime("%H:%M")}
    once = f"{kind}:{appointment.uid}:{appointment.sequence}:{viewer.now.isoformat()}"
    tell(session, viewer, Notice(kind, appointment.case_id, appointment.account_id, facts, once))
