"""What follows a person to whoever follows them now: the appointments still to come, when the referent changes.

The hour stays. So does the place, unless the referent works in another organisation: nobody knows yet where there.
"""

from sqlalchemy import or_, select

from parcours_app.models import Account, Appointment
from parcours_app.services.moved import Change
from workflows.appointments import PLANNED

# Moves that may name another referent. A stand-in changes none: they hold what the absent referent had planned.
REFERENT_CHANGED = ("accept_handover", "give_back", "assign")


def follow(change: Change) -> None:
    """Hand the planned appointments of the case to its new referent: calendars learn it, the hour does not change.

    Those of the former referent, and of anybody who does not work where the case now is; all stay where they are when
    nobody is named.
    """
    case, referent = change.case, change.case.referent_id
    if change.entry.move not in REFERENT_CHANGED or referent is None or referent == change.named:
        return
    staff = set(change.session.scalars(select(Account.id).where(Account.organisation_id == case.organisation_id)))
    left = or_(Appointment.account_id == change.named, Appointment.account_id.not_in(staff))
    to_come = (Appointment.state == PLANNED, Appointment.at > change.viewer.now)
    planned = select(Appointment).where(Appointment.case_id == case.id, *to_come, left).with_for_update()
    for appointment in change.session.scalars(planned.order_by(Appointment.n)):
        if appointment.account_id not in staff:
            appointment.place = None
        appointment.account_id, appointment.sequence = referent, appointment.sequence + 1
