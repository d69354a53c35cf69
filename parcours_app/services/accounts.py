"""Creating accounts, organisations and API tokens. Never shows a stored secret: what is returned once is lost after."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from parcours_app.extensions import db
from parcours_app.models.accounts import ACCOUNT_ROLES, TOKEN_LIFE, Account, ApiToken, Organisation
from parcours_app.models.keys import digest, new_id
from parcours_app.models.people import Person
from parcours_app.reference import regions
from workflows.engine import Role

LONGEST_EMAIL = 254


class AccountRefused(ValueError):
    """The account, organisation or token cannot be made; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What is asked of a new account; `organisation` is a name, created under `region` when unknown."""

    role: Role
    email: str
    display_name: str = ""
    organisation: str | None = None
    region: str | None = None
    person_id: str | None = None
    locale: str | None = None


def create_account(wanted: NewAccount, password_hash: str, now: datetime) -> Account:
    """Create the account, and its organisation when the name is new; raises AccountRefused."""
    email = _checked_email(wanted.email)
    _check_role(wanted)
    _check_named(wanted)
    organisation = _organisation(wanted.organisation, wanted.region, now) if wanted.organisation else None
    account = Account(
        id=new_id(now),
        email=email,
        password_hash=password_hash,
        role=wanted.role,
        display_name=wanted.display_name.strip() or email.partition("@")[0],
        organisation_id=organisation.id if organisation else None,
        region=None if organisation else wanted.region,
        person_id=wanted.person_id,
        locale=wanted.locale,
        active=True,
        created_at=now,
    )
    db.session.add(account)
    try:
        db.session.commit()
    except IntegrityError as error:
        db.session.rollback()
        raise AccountRefused(gettext("An account already exists for %(email)s.", email=email)) from error
    return account


def create_organisation(name: str, region: str, now: datetime) -> Organisation:
    """Create an organisation in a region; raises AccountRefused when the name is taken or empty."""
    if not name.strip() or not region.strip():
        raise AccountRefused(gettext("An organisation needs a name and a region."))
    organisation = Organisation(id=new_id(now), name=name.strip(), region=region.strip())
    db.session.add(organisation)
    try:
        db.session.commit()
    except IntegrityError as error:
        db.session.rollback()
        raise AccountRefused(gettext("An organisation is already called %(name)s.", name=name.strip())) from error
    return organisation


def set_active(account_id: str, now: datetime, *, active: bool) -> None:
    """Close an account, which ends its sessions and tokens at once, or open it again."""
    account = db.session.get(Account, account_id)
    if account is None:
        raise AccountRefused(gettext("This account does not exist."))
    account.active = active
    if not active:
        db.session.execute(
            update(ApiToken)
            .where(ApiToken.account_id == account_id, ApiToken.revoked_at.is_(None))
            .values(revoked_at=now)
        )
    db.session.commit()


def create_token(email: str, now: datetime) -> str:
    """A new API token for the account, valid one year; the only time it can be read. Raises AccountRefused."""
    account = db.session.scalar(select(Account).where(Account.email == email.strip().lower(), Account.active))
    if account is None:
        raise AccountRefused(
            gettext("There is no account for %(email)s: create it with `parcours account create`.", email=email)
        )
    token = "parcours_" + secrets.token_urlsafe(32)
    db.session.add(
        ApiToken(
            id=new_id(now), account_id=account.id, token_hash=digest(token), created_at=now, expires_at=now + TOKEN_LIFE
        )
    )
    db.session.commit()
    return token


def revoke_tokens(account_id: str, now: datetime) -> None:
    """Make every token of the account useless from now on."""
    live = ApiToken.revoked_at.is_(None)
    db.session.execute(update(ApiToken).where(ApiToken.account_id == account_id, live).values(revoked_at=now))
    db.session.commit()


def _checked_email(text: str) -> str:
    email = text.strip().lower()
    name, at, domain = email.partition("@")
    plain = email.isascii() and email.isprintable() and " " not in email and len(email) <= LONGEST_EMAIL
    if not (name and at and domain and plain) or "@" in domain:
        raise AccountRefused(gettext("%(email)s is not an e-mail address.", email=text))
    return email


def _check_role(wanted: NewAccount) -> None:
    if wanted.role not in ACCOUNT_ROLES:
        raise AccountRefused(gettext("Nobody signs in with the role %(role)s.", role=wanted.role))
    if wanted.role is Role.BENEFICIARY and not wanted.person_id:
        raise AccountRefused(gettext("The account of a beneficiary needs the person it belongs to: give --person ID."))
    if wanted.role is Role.COUNSELLOR and not wanted.organisation:
        raise AccountRefused(gettext("A counsellor works in an organisation: give --organisation."))


def _check_named(wanted: NewAccount) -> None:
    """A person or a region that is not there would shut the account out of every page, and say nothing."""
    if wanted.person_id and db.session.get(Person, wanted.person_id) is None:
        raise AccountRefused(
            gettext("There is no person with the identifier %(person)s: check it.", person=wanted.person_id)
        )
    if wanted.region and regions.name(wanted.region) is None:
        known = ", ".join(regions.REGIONS)
        raise AccountRefused(
            gettext(
                "There is no region with the code %(region)s. Use one of: %(known)s.", region=wanted.region, known=known
            )
        )


def _organisation(name: str, region: str | None, now: datetime) -> Organisation:
    known = db.session.scalar(select(Organisation).where(Organisation.name == name.strip()))
    if known and region and region != known.region:
        raise AccountRefused(
            gettext(
                "The organisation %(name)s is in the region %(region)s: give this region, or none.",
                name=known.name,
                region=regions.name(known.region) or known.region,
            )
        )
    if known:
        return known
    if not region:
        raise AccountRefused(
            gettext("The organisation %(name)s is new: give its region with --region.", name=name.strip())
        )
    organisation = Organisation(id=new_id(now), name=name.strip(), region=region)
    db.session.add(organisation)
    db.session.flush()  # before the account that refers to it
    return organisation
