"""Notes a contact with the person: the day and the channel, never what was said."""

from datetime import date

from sqlalchemy import func, select

from parcours_app.journal.loading import lock_case
from parcours_app.models import Case, Contact
from parcours_app.scope import Viewer, in_charge, visible_to
from parcours_app.services.corrections import IN_CHARGE
from parcours_app.services.refusals import Invisible
from parcours_app.services.unit import unit_of_work
from workflows.engine import Reason, Refused, Role, sentence
from workflows.fields import CHANNELS

UNKNOWN_CHANNEL = Reason(
    "data:channel",
    sentence("Say how you were in contact."),
    sentence("Choose letter, e-mail, text message, in person or telephone."),
)


def record_contact(viewer: Viewer, case_id: str, on: date, channel: str) -> Contact:
    """Record that the person was in contact on a day, not after today. Raises Invisible, Refused."""
    with unit_of_work() as session:
        case = session.scalars(visible_to(viewer).where(Case.id == case_id)).first()
        if case is None:
            raise Invisible(case_id)
        if viewer.role not in (Role.COUNSELLOR, Role.OPERATOR) or not in_charge(viewer, case):
            raise Refused(IN_CHARGE)
        _check(case, on, viewer.today, channel)
        case = lock_case(session, case_id)
        n = session.scalar(select(func.max(Contact.n)).where(Contact.case_id == case_id)) or 0
        contact = Contact(
            case_id=case_id, n=n + 1, on=on, channel=channel, account_id=viewer.account, recorded_at=viewer.now
        )
        session.add(contact)
        case.last_contact_on = max(on, case.last_contact_on or on)
        return contact


def _check(case: Case, on: date, today: date, channel: str) -> None:
    reasons = []
    if channel not in CHANNELS:
        reasons.append(UNKNOWN_CHANNEL)
    if not case.opened_on <= on <= today:
        reasons.append(
            Reason(
                "data:on",
                sentence("The day of a contact lies between the opening of the case (%(since)s) and today."),
                sentence("Give the day it happened, today at the latest."),
                evidence={"since": case.opened_on.isoformat()},
            )
        )
    if reasons:
        raise Refused(*reasons)
