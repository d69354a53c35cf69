"""Turns what people name, e-mail addresses and organisation names, into the keys entries hold."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from parcours_app.models import Account, Case, HandoverRow, Organisation
from parcours_app.scope import Viewer
from workflows.engine import Reason, Refused, Role, sentence
from workflows.fields import FIELDS
from workflows.handovers import REQUESTED

REFERENTS = (Role.COUNSELLOR, Role.SUPERVISOR)


def account_named(session: Session, name: str) -> Account | None:
    """The active account of this key or e-mail address."""
    query = select(Account).where(or_(Account.id == name, Account.email == name.lower()), Account.active)
    return session.scalars(query.limit(1)).first()


def organisation_named(session: Session, name: str) -> Organisation | None:
    """The organisation of this key or exact name."""
    query = select(Organisation).where(or_(Organisation.id == name, Organisation.name == name))
    return session.scalars(query.limit(1)).first()


def resolved(
    session: Session, move: str, data: Mapping[str, Any], organisation: str | None = None
) -> tuple[dict[str, Any], frozenset[str]]:
    """The data with keys in place of names, and the accounts that may be named referent.

    organisation: the one in charge of the case; who is to orient the person works there, or could not see the case.
    Raises Refused for an organisation nobody knows. An unknown referent stays as typed: the guard says it.
    """
    found = dict(data)
    accounts: set[str] = set()
    for field in FIELDS[move]:
        value = data.get(field.name)
        if value is None:
            continue
        if field.type == "account":
            account = account_named(session, value)
            if account is None and not field.required:
                raise Refused(_unknown(field.name, sentence("No account has the address “%(value)s”."), value))
            if account is not None and account.role in REFERENTS and _may_act(move, account, organisation):
                accounts.add(account.id)
            found[field.name] = account.id if account else value
        elif field.type == "organisation":
            found |= _organisation(session, field.name, value)
        elif field.type == "legitimate":
            found[field.name] = {**value, "by": _decider(session, value["by"])}
    return found, frozenset(accounts)


def _may_act(move: str, account: Account, organisation: str | None) -> bool:
    return move != "begin_orientation" or organisation in (None, account.organisation_id)


def colleagues(session: Session, organisation: str | None, account: object) -> frozenset[str]:
    """The account, when it is an active counsellor of the organisation; nobody otherwise."""
    if organisation is None or not isinstance(account, str):
        return frozenset()
    present = (Account.organisation_id == organisation, Account.role == Role.COUNSELLOR, Account.active)
    return frozenset(session.scalars(select(Account.id).where(Account.id == account, *present)))


def taker_of(session: Session, viewer: Viewer, case: Case) -> str | None:
    """Who follows the person when the receiver names nobody: the counsellor asked for, else the one who accepts."""
    waiting = (HandoverRow.case_id == case.id, HandoverRow.state == REQUESTED, HandoverRow.expires_on > viewer.today)
    asked = session.scalars(select(HandoverRow.to_counsellor).where(*waiting)).first()
    return asked or (viewer.account if viewer.role is Role.COUNSELLOR else None)


def _organisation(session: Session, field: str, value: str) -> dict[str, str]:
    organisation = organisation_named(session, value)
    if organisation is None:
        raise Refused(_unknown(field, sentence("No organisation is called “%(value)s”."), value))
    region = {"to_region": organisation.region} if field == "to_organisation" else {}
    return {field: organisation.id, **region}


def _decider(session: Session, value: str) -> str:
    account = account_named(session, value)
    if account is None:
        raise Refused(_unknown("legitimate", sentence("No account has the address “%(value)s”."), value))
    return account.id


def _unknown(field: str, explanation: str, value: str) -> Reason:
    remedy = sentence("Check the spelling of “%(field)s”, or choose it in the list.")
    return Reason(f"data:{field}", explanation, remedy, evidence={"field": field, "value": value})
