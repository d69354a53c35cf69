"""Stopping messages from the link they carry, without signing in. The signed link is the authority, so no other token.

A GET only asks: programs that read mail open links. A POST stops, from the page or straight from a mail program
(RFC 8058).
"""

from flask import abort, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.services import stopping
from workflows.engine import sentence

WORDS = {
    "email": sentence("You receive e-mails about your pathway or reminders of what is to be done."),
    "sms": sentence("You receive text messages about your pathway."),
    "digest": sentence("You receive the digest of the week, on Monday morning."),
}


def show(token: str) -> ResponseReturnValue:
    """Ask before stopping; stop when asked to. 404 for a link that is not one of ours."""
    read = stopping.read_stop_token(str(current_app.secret_key), token)
    if read is None:
        abort(404)
    reader, choice = read
    if request.method == "POST":
        stopping.stop(reader, choice, current_app.extensions["parcours_clock"].now())
    return render_template(
        "public/stop_messages.html", stopped=request.method == "POST", what=gettext(WORDS[choice]), token=token
    )
