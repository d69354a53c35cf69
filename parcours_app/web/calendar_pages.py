"""The page where an account gets the private address of its calendar, shown once, or ends it. Shared by audiences."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.queries.calendar_feeds import since
from parcours_app.services.calendar_feeds import renew, revoke
from parcours_app.settings import Settings
from parcours_app.web import wording
from parcours_app.web.viewing import current_viewer

REVOKE = "revoke"


def show(audience: str, back: str) -> ResponseReturnValue:
    """The page, or what its two buttons do; `back` is the endpoint it is reached from."""
    viewer = current_viewer()
    if request.method == "POST" and request.form.get("act") == REVOKE:
        revoke(viewer)
        flash(gettext("The address is ended: it opens nothing any more."), "success")
        return redirect(url_for(request.endpoint or ""))
    secret = renew(viewer) if request.method == "POST" else None
    made = since(viewer)
    return render_template(
        "public/calendar.html",
        audience=audience,
        back=url_for(back),
        address=_address(secret) if secret else "",
        since=wording.moment(made) if made else "",
    )


def _address(secret: str) -> str:
    settings: Settings = current_app.extensions["parcours_settings"]
    return settings.base_url.rstrip("/") + url_for("public.calendar", secret=secret)
