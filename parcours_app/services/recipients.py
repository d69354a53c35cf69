"""Who reads a message and whether they may get it: found from the case, judged when it is written and when it leaves.

Sends nothing and decides no wording.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from parcours_app.models import Account, Case, MessageChoice, Person
from parcours_app.readers.contacts import mobile
from parcours_app.reference.zones import department
from parcours_app.scope import acting_on
from parcours_app.services.notice_kind import Family, Kind
from parcours_app.services.quiet_hours import first_allowed
from workflows.engine import Role

PERSON, REFERENT, STAND_IN = "person", "referent", "stand_in_or_referent"

# Why a message does not leave, as codes.
NOBODY, NO_ADDRESS, STOPPED, DECEASED, CLOSED = "nobody", "no_address", "stopped", "deceased", "account_closed"


@dataclass(frozen=True, slots=True)
class Recipient:
    """One reader: person on the pathway or account of somebody who works here, where to write, what they want.

    reason: why nothing may be sent to them at all.
    """

    person: str | None = None
    account: str | None = None
    email: str | None = None
    phone: str | None = None
    department: str | None = None
    locale: str | None = None
    choice: MessageChoice | None = None
    reason: str | None = None

    def wants(self, kind: Kind, channel: str) -> bool:
        """Whether they let this kind reach them by this channel; work cannot be stopped by those who do it."""
        if self.choice is None or (self.person is None and kind.family is Family.WORK):
            return True
        if self.person is None and kind.family is Family.DIGEST:
            return self.choice.digest
        return self.choice.sms if channel == "sms" else self.choice.email

    def refuses(self, kind: Kind, channel: str) -> str | None:
        """Why this kind may not leave by this channel; None when it may."""
        if self.reason:
            return self.reason
        if not self.address(channel):
            return NO_ADDRESS
        return None if self.wants(kind, channel) else STOPPED

    def address(self, channel: str) -> str | None:
        """Where the channel reaches them."""
        return self.phone if channel == "sms" else self.email


NO_READER = Recipient(reason=NOBODY)


def find(session: Session, to: str, case: Case | None, today: date) -> Recipient:
    """The reader called `person`, `referent`, `stand_in_or_referent`, or an account's key, of this case."""
    if to == PERSON:
        return of_person(session, case.person_id) if case else NO_READER
    if to == REFERENT:
        return of_account(session, case.referent_id if case else None)
    return of_account(session, acting_on(case, today) if case and to == STAND_IN else to)


def of_person(session: Session, person_id: str) -> Recipient:
    """The person on the pathway; death closes every message (domain.md §6.6, case 7)."""
    person = session.get(Person, person_id)
    if person is None:
        return NO_READER
    account = session.scalars(select(Account).where(Account.person_id == person_id).order_by(Account.id)).first()
    died = session.scalar(select(exists().where(Case.person_id == person_id, Case.exit_motive == "death")))
    return Recipient(
        person=person_id,
        account=account.id if account else None,
        email=person.email or (account.email if account and account.active else None),
        phone=mobile(person.phone) if person.phone else None,
        department=department(person.postcode, person.region),
        locale=account.locale if account else None,
        choice=session.get(MessageChoice, person_id),
        reason=DECEASED if died else None,
    )


def of_account(session: Session, account_id: str | None) -> Recipient:
    """Somebody who works here, or the person an account belongs to."""
    account = session.get(Account, account_id) if account_id else None
    if account is None:
        return NO_READER
    if account.role is Role.BENEFICIARY and account.person_id:
        return of_person(session, account.person_id)
    return Recipient(
        account=account.id,
        email=account.email,
        locale=account.locale,
        choice=session.get(MessageChoice, account.id),
        reason=None if account.active else CLOSED,
    )


def channel_for(kind: Kind, recipient: Recipient) -> tuple[str, str | None]:
    """The channel that reaches this reader, and None; or the preferred one and why nothing can be sent."""
    reasons = {channel: recipient.refuses(kind, channel) for channel in kind.channels}
    for channel, reason in reasons.items():
        if reason is None:
            return channel, None
    preferred = next((channel for channel, reason in reasons.items() if reason == STOPPED), kind.channels[0])
    return preferred, reasons[preferred]


def disturbed_from(recipient: Recipient, channel: str, instant: datetime) -> datetime:
    """The first instant when this reader may be disturbed; those who work here always may."""
    return first_allowed(instant, channel, recipient.department) if recipient.person else instant
