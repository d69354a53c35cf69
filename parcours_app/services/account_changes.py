"""Changes to accounts that exist: role, organisation, region, name, password. Ends the sessions of before."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from parcours_app.models import Account, ApiToken, Case, Organisation, SignInSession
from parcours_app.readers.case_numbers import case_number
from parcours_app.services.accounts import AccountRefused
from parcours_app.services.unit import unit_of_work
from workflows.engine import Role

LONGEST_NAME = 200
STAFF = (Role.COUNSELLOR, Role.SUPERVISOR, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class AccountChange:
    """What an account becomes; organisation is a key or None, region only matters without an organisation."""

    role: Role
    display_name: str
    organisation: str | None = None
    region: str | None = None


def change_account(account_id: str, by: str, change: AccountChange) -> None:
    """Give an account another role, name, organisation or region; `by` is who asks. Raises AccountRefused."""
    with unit_of_work() as session:
        account = _found(session, account_id)
        _check(session, account, by, change)
        moved = (account.role, account.organisation_id) != (change.role, change.organisation)
        account.role = change.role
        account.display_name = change.display_name.strip()
        account.organisation_id = change.organisation
        account.region = None if change.organisation else change.region
        if moved:
            _sign_out(session, account_id)


def reset_password(account_id: str, password_hash: str) -> None:
    """Give an account another password, which ends its sessions at once. Raises AccountRefused."""
    with unit_of_work() as session:
        _found(session, account_id).password_hash = password_hash
        _sign_out(session, account_id)


def revoke_token(token_id: str, now: datetime) -> None:
    """Make one token useless from now on; a token already revoked stays as it is. Raises AccountRefused."""
    with unit_of_work() as session:
        live = (ApiToken.id == token_id, ApiToken.revoked_at.is_(None))
        session.execute(update(ApiToken).where(*live).values(revoked_at=now))
        if session.get(ApiToken, token_id) is None:
            raise AccountRefused(gettext("This token does not exist."))


def person_of_case(number: str) -> str:
    """The key of the person whose case has this number, so that nobody types or sees a name. Raises AccountRefused."""
    with unit_of_work() as session:
        person = session.scalar(select(Case.person_id).where(Case.number == case_number(number)))
    if person is None:
        raise AccountRefused(gettext("No case has the number %(number)s: ask the counsellor for it.", number=number))
    return person


def _found(session: Session, account_id: str) -> Account:
    account = session.get(Account, account_id)
    if account is None:
        raise AccountRefused(gettext("This account does not exist."))
    return account


def _check(session: Session, account: Account, by: str, change: AccountChange) -> None:
    if not 0 < len(change.display_name.strip()) <= LONGEST_NAME:
        raise AccountRefused(gettext("Write the name shown on the pages, 200 characters at most."))
    if account.id == by and change.role is not account.role:
        raise AccountRefused(gettext("You cannot change your own role: ask another administrator."))
    if (account.role is Role.BENEFICIARY) != (change.role is Role.BENEFICIARY):
        raise AccountRefused(gettext("The account of a person followed keeps its role: create another account."))
    if change.organisation is not None and session.get(Organisation, change.organisation) is None:
        raise AccountRefused(gettext("This organisation does not exist: choose one in the list."))
    if change.role is Role.COUNSELLOR and change.organisation is None:
        raise AccountRefused(gettext("A counsellor works in an organisation: choose one in the list."))


def _sign_out(session: Session, account_id: str) -> None:
    session.execute(delete(SignInSession).where(SignInSession.account_id == account_id))
