"""Who is asking: the account behind a session or a token, and lists of accounts. Never writes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute

from parcours_app.extensions import db
from parcours_app.models.accounts import ABSOLUTE, IDLE, Account, ApiToken, Organisation, SignInSession
from parcours_app.models.appointments import CalendarFeed
from parcours_app.models.keys import digest
from workflows.engine import Role

_FIELDS = (
    Account.id,
    Account.email,
    Account.role,
    Account.display_name,
    Account.organisation_id,
    Organisation.name.label("organisation_name"),
    # An account of an organisation works in its region; another one may carry a region of its own.
    db.func.coalesce(Account.region, Organisation.region).label("region"),
    Account.person_id,
    Account.locale,
)


def _accounts(*more: ColumnElement[Any] | InstrumentedAttribute[Any]) -> Select[*tuple[Any, ...]]:
    return (
        select(*_FIELDS, *more)
        .select_from(Account)
        .outerjoin(Organisation, Organisation.id == Account.organisation_id)
        .where(Account.active)
    )


# Each request asks one of these: they are made once, because making a question costs more than its answer.
OF_SESSION = (
    _accounts(SignInSession.last_seen_at)
    .join(SignInSession, SignInSession.account_id == Account.id)
    .where(
        SignInSession.id == bindparam("key"),
        SignInSession.last_seen_at > bindparam("seen"),
        SignInSession.created_at > bindparam("begun"),
    )
)
OF_TOKEN = (
    _accounts()
    .join(ApiToken, ApiToken.account_id == Account.id)
    .where(
        ApiToken.token_hash == bindparam("key"),
        ApiToken.revoked_at.is_(None),
        ApiToken.expires_at > bindparam("now"),
    )
)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The account acting in this request; `secret` is what the cookie carries, `last_seen_at` its session's."""

    id: str
    email: str
    role: Role
    display_name: str
    organisation_id: str | None
    organisation_name: str | None
    region: str | None
    person_id: str | None
    locale: str | None
    secret: str = ""
    last_seen_at: datetime | None = None
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """What the cookie identifies: the session, not the account."""
        return self.secret


def by_session(secret: str, now: datetime) -> SignedIn | None:
    """The account of a live session, in one query; None when it is unknown, idle for 30 minutes or 12 hours old."""
    asked = {"key": digest(secret), "seen": now - IDLE, "begun": now - ABSOLUTE}
    row = db.session.execute(OF_SESSION, asked).one_or_none()
    return SignedIn(**row._mapping, secret=secret) if row else None  # noqa: SLF001 - the documented name


def by_token(token: str, now: datetime) -> SignedIn | None:
    """The account a bearer token acts as; None when it is unknown, revoked or expired."""
    row = db.session.execute(OF_TOKEN, {"key": digest(token), "now": now}).one_or_none()
    return SignedIn(**row._mapping) if row else None  # noqa: SLF001 - the documented name


def by_calendar(secret: str) -> SignedIn | None:
    """The active account whose calendar this secret opens; None when it is nobody's."""
    statement = _accounts().join(CalendarFeed, CalendarFeed.account_id == Account.id)
    row = db.session.execute(statement.where(CalendarFeed.token_hash == digest(secret))).one_or_none()
    return SignedIn(**row._mapping) if row else None  # noqa: SLF001 - the documented name


def by_email(email: str) -> SignedIn | None:
    """The active account with this address, whatever its case; for the command line and tests."""
    row = db.session.execute(_accounts().where(Account.email == email.strip().lower())).one_or_none()
    return SignedIn(**row._mapping) if row else None  # noqa: SLF001 - the documented name
