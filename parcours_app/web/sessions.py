"""Ties a browser's cookie to its session row: loads who is asking, writes and forgets the cookie. Decides nothing."""

from datetime import datetime

from flask import Flask, current_app, request, session
from flask_login import current_user, login_user, logout_user

from parcours_app.clock import Clock
from parcours_app.extensions import db, login_manager, reading
from parcours_app.queries import accounts
from parcours_app.queries.accounts import SignedIn
from parcours_app.services import sign_in

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


def load(secret: str) -> SignedIn | None:
    """Who holds this cookie, if its session still lives; notes that it is in use."""
    now = _now()
    with reading():
        account = accounts.by_session(secret, now)
    if request.method not in SAFE_METHODS:
        # What follows may write: it begins its own transaction, with the right lock.
        db.session.rollback()
    if account and account.last_seen_at:
        sign_in.keep_alive(secret, account.last_seen_at, now)
    return account


def remember(secret: str) -> None:
    """Start afresh with a session just opened: nothing of the anonymous visit survives but the language."""
    language = session.get("lang")
    session.clear()
    if language:
        session["lang"] = language
    with reading():
        account = accounts.by_session(secret, _now())
    login_user(account)


def forget() -> None:
    """Close the session on the server and empty the cookie."""
    if current_user.is_authenticated:
        sign_in.close_session(current_user.secret)
    logout_user()
    session.clear()


def register(app: Flask) -> None:
    """Bind the loader; safe methods open transactions that only read."""
    login_manager.user_loader(load)
    login_manager.session_protection = None  # the row on the server decides, not the browser's address

    def begin() -> None:
        manager = reading(only=request.method in SAFE_METHODS)
        manager.__enter__()
        request.environ["parcours.reading"] = manager

    def end(error: BaseException | None) -> None:
        del error
        manager = request.environ.pop("parcours.reading", None)
        if manager:
            manager.__exit__(None, None, None)

    app.before_request(begin)
    app.teardown_request(end)


def _now() -> datetime:
    clock: Clock = current_app.extensions["parcours_clock"]
    return clock.now()
