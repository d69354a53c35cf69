"""API tokens: those that open the API now, whose they are, and their end. A token itself is never shown."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.models import ApiToken
from parcours_app.queries import administration as ask
from parcours_app.services.account_changes import revoke_token
from parcours_app.services.accounts import AccountRefused
from parcours_app.web import wording
from parcours_app.web.admin.account_forms import shown_email


def show() -> ResponseReturnValue:
    """The live tokens."""
    rows = [
        {
            "id": line.id,
            "email": shown_email(line.email, line.role),
            "url": url_for("admin.account", account_id=line.account),
            "created": wording.day(line.created_at.date()),
            "expires": wording.day(line.expires_at.date()),
        }
        for line in ask.live_tokens(_now())
    ]
    return render_template("admin/tokens.html", rows=rows, count=wording.number(len(rows)))


def revoke() -> ResponseReturnValue:
    """End a token at once."""
    try:
        revoke_token(request.form.get("token", ""), _now())
    except AccountRefused as refused:
        flash(str(refused), "error")
    else:
        flash(gettext("The token is revoked: it opens nothing any more."), "success")
    return redirect(url_for("admin.tokens"))


def token_rows(tokens: Sequence[ApiToken], now: datetime) -> list[list[Any]]:
    """The tokens of an account, with what became of them."""
    return [
        [wording.day(t.created_at.date()), wording.day(t.expires_at.date()), _state(t.revoked_at, t.expires_at, now)]
        for t in tokens
    ]


def _state(revoked_at: datetime | None, expires_at: datetime, now: datetime) -> str:
    if revoked_at is not None:
        return gettext("revoked on %(day)s", day=wording.day(revoked_at.date()))
    return gettext("live") if expires_at > now else gettext("expired")


def _now() -> datetime:
    now: datetime = current_app.extensions["parcours_clock"].now()
    return now
