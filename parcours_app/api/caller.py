"""Who calls: the account behind the bearer token, as a viewer, and the roles a route is open to. Reads no cookie."""

from dataclasses import dataclass
from typing import cast

from flask import current_app, g, request
from flask_babel import gettext

from parcours_app.clock import Clock
from parcours_app.extensions import db, reading
from parcours_app.models import Account
from parcours_app.queries import accounts
from parcours_app.queries.accounts import SignedIn
from parcours_app.scope import Viewer, viewer_of

SCHEME = "bearer"
LONGEST_TOKEN = 200


@dataclass(frozen=True, slots=True)
class Caller:
    """The account a token acts as, and what it may see."""

    account: SignedIn
    viewer: Viewer

    @property
    def locale(self) -> str | None:
        """The language its owner chose."""
        return self.account.locale


def identify() -> Caller | None:
    """The caller of this request; None without a token that lives. The transaction of the look-up is over after it."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    token = token.strip()
    if scheme.lower() != SCHEME or not token.isascii() or not 0 < len(token) <= LONGEST_TOKEN:
        return None
    clock: Clock = current_app.extensions["parcours_clock"]
    with reading():
        account = accounts.by_token(token, clock.now())
        db.session.rollback()
    if account is None:
        return None
    # A signed-in account has the columns of its row that a viewer is made of.
    g.parcours_caller = Caller(account, viewer_of(cast(Account, account), clock))
    return caller()


def caller() -> Caller:
    """The caller already identified."""
    found: Caller = g.parcours_caller
    return found


def viewer() -> Viewer:
    """The caller as a viewer."""
    return caller().viewer


def no_token() -> str:
    """What to do without a token."""
    return gettext("Send a token that is still valid: “Authorization: Bearer …” (made with `parcours token create`).")
