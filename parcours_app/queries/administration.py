"""What an administrator may list: accounts, organisations, tokens, import runs. No case, no person followed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from parcours_app.extensions import db
from parcours_app.models import Account, ApiToken, ImportRun, Organisation
from workflows.engine import Role

PAGE = 50
RECENT_RUNS = 100


@dataclass(frozen=True, slots=True)
class AccountFilters:
    """What is asked of the list of accounts; empty means “no matter”. after: the e-mail the page begins after."""

    q: str = ""
    role: str = ""
    state: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One page of accounts in order of e-mail, how many fit, and where the next page begins."""

    lines: Sequence[Any]
    count: int
    after: str | None


def accounts_page(filters: AccountFilters) -> AccountPage:
    """The accounts that fit."""
    conditions = _conditions(filters)
    count = db.session.scalar(select(func.count()).select_from(Account).where(*conditions)) or 0
    page = (
        select(
            Account.id,
            Account.email,
            Account.display_name,
            Account.role,
            Account.active,
            func.coalesce(Account.region, Organisation.region).label("region"),
            Organisation.name.label("organisation"),
        )
        .outerjoin(Organisation, Organisation.id == Account.organisation_id)
        .where(*conditions, Account.email > filters.after)
        .order_by(Account.email)
        .limit(PAGE + 1)
    )
    rows = db.session.execute(page).all()
    return AccountPage(rows[:PAGE], count, rows[PAGE - 1].email if len(rows) > PAGE else None)


def _conditions(filters: AccountFilters) -> list[ColumnElement[bool]]:
    """A person followed is found by their whole e-mail only: no browsing among them by pieces of a name."""
    conditions: list[ColumnElement[bool]] = []
    if text := filters.q.strip().lower():
        staff = or_(
            Account.email.contains(text, autoescape=True),
            func.lower(Account.display_name).contains(text, autoescape=True),
        )
        conditions.append(or_(Account.email == text, (Account.role != Role.BENEFICIARY) & staff))
    if filters.role in set(Role):
        conditions.append(Account.role == Role(filters.role))
    if filters.state:
        conditions.append(Account.active.is_(filters.state == "active"))
    return conditions


def account(account_id: str) -> Account | None:
    """One account."""
    return db.session.get(Account, account_id)


def tokens_of(account_id: str) -> Sequence[ApiToken]:
    """The tokens of an account, the latest first."""
    return db.session.scalars(
        select(ApiToken).where(ApiToken.account_id == account_id).order_by(ApiToken.created_at.desc(), ApiToken.id)
    ).all()


def live_tokens(now: datetime) -> Sequence[Any]:
    """The tokens that open the API now, with their accounts, the next to expire first."""
    statement = (
        select(
            ApiToken.id,
            ApiToken.created_at,
            ApiToken.expires_at,
            Account.email,
            Account.role,
            Account.id.label("account"),
        )
        .join(Account, Account.id == ApiToken.account_id)
        .where(ApiToken.revoked_at.is_(None), ApiToken.expires_at > now)
        .order_by(ApiToken.expires_at, ApiToken.id)
    )
    return db.session.execute(statement).all()


def organisations() -> Sequence[Any]:
    """Every organisation with how many accounts are open in it, in order of name."""
    members = select(func.count()).where(Account.organisation_id == Organisation.id, Account.active).scalar_subquery()
    statement = select(Organisation.id, Organisation.name, Organisation.region, members.label("accounts"))
    return db.session.execute(statement.order_by(Organisation.name, Organisation.id)).all()


def organisation(organisation_id: str) -> Organisation | None:
    """One organisation."""
    return db.session.get(Organisation, organisation_id)


def import_runs() -> Sequence[Any]:
    """The latest imports, without what the files hold."""
    statement = (
        select(
            ImportRun.id,
            ImportRun.kind,
            ImportRun.state,
            ImportRun.report["totals"].label("totals"),
            ImportRun.created_at,
            ImportRun.applied_at,
            Account.display_name.label("who"),
            Organisation.name.label("organisation"),
        )
        .outerjoin(Account, Account.id == ImportRun.account_id)
        .outerjoin(Organisation, Organisation.id == ImportRun.organisation_id)
        .order_by(ImportRun.created_at.desc(), ImportRun.id)
        .limit(RECENT_RUNS)
    )
    return db.session.execute(statement).all()
