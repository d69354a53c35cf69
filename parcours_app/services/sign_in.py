"""Signing in and out: checks the password, counts failures, opens and closes sessions. Draws no page."""

import secrets
from datetime import datetime, timedelta

from limits import RateLimitItemPerMinute
from sqlalchemy import delete, select, update
from sqlalchemy.exc import OperationalError

from parcours_app.extensions import db, limiter, reading
from parcours_app.models.accounts import ABSOLUTE, Account, SignInSession
from parcours_app.models.keys import digest
from parcours_app.services.passwords import Passwords

FAILURES = RateLimitItemPerMinute(10, 5)
SEEN_AGAIN_AFTER = timedelta(minutes=1)


class SignInRefused(Exception):
    """Unknown address, wrong password or closed account: the visitor is not told which."""


class TooManyFailures(Exception):
    """Ten failures in five minutes, for this account or from this network address."""


def open_session(email: str, password: str, address: str, passwords: Passwords, now: datetime) -> str:
    """Sign in from the network `address`; return the secret for the cookie. Raises SignInRefused or TooManyFailures.

    The attempt is counted before the password is looked at and given back on success, so that a burst of parallel
    attempts gets no more tries than a patient one.
    """
    email = email.strip().lower()
    counters = (("account", digest(email)), ("address", address))
    if not all([limiter.limiter.hit(FAILURES, "sign-in", *counter) for counter in counters]):
        raise TooManyFailures
    account_id, stored = _known(email)
    if not passwords.match(stored, password):
        raise SignInRefused
    for counter in counters:
        limiter.storage.incr(FAILURES.key_for("sign-in", *counter), FAILURES.get_expiry(), amount=-1)
    return begin_session(account_id, now)


def begin_session(account_id: str, now: datetime) -> str:
    """Open a session for an account whose holder is known to be there; return the secret for the cookie."""
    secret = secrets.token_urlsafe(32)
    db.session.execute(delete(SignInSession).where(SignInSession.created_at <= now - ABSOLUTE))
    db.session.add(SignInSession(id=digest(secret), account_id=account_id, created_at=now, last_seen_at=now))
    db.session.commit()
    return secret


def close_session(secret: str) -> None:
    """Sign out: the cookie is dead from now on, wherever a copy of it lies."""
    db.session.execute(delete(SignInSession).where(SignInSession.id == digest(secret)))
    db.session.commit()


def keep_alive(secret: str, last_seen_at: datetime, now: datetime) -> None:
    """Note that the session is in use, once a minute at most; a database that only reads does not stop the page."""
    if now - last_seen_at < SEEN_AGAIN_AFTER:
        return
    db.session.rollback()
    try:
        with reading(only=False):
            db.session.execute(update(SignInSession).where(SignInSession.id == digest(secret)).values(last_seen_at=now))
            db.session.commit()
    except OperationalError:
        db.session.rollback()


def _known(email: str) -> tuple[str, str | None]:
    """The key and the password hash of an active account; the transaction ends before the slow check begins."""
    with reading():
        row = db.session.execute(
            select(Account.id, Account.password_hash).where(Account.email == email, Account.active)
        ).one_or_none()
        db.session.rollback()
    return (row.id, row.password_hash) if row else ("", None)
