"""My messages: the reminders and the digest a counsellor wants. What asks for an act at work cannot be stopped."""

from collections.abc import Mapping

from flask import render_template, request
from flask.typing import ResponseReturnValue

from parcours_app.web import message_page
from workflows.engine import sentence

CHOICES: Mapping[str, str] = {
    "email": sentence("Reminders by e-mail: handovers without an answer, steps that end with nothing after them"),
    "digest": sentence("The digest of the week, on Monday morning"),
}


def show() -> ResponseReturnValue:
    """The page, or what its form sends."""
    if request.method == "POST":
        return message_page.keep(CHOICES, "counsellor.messages")
    return render_template("counsellor/messages.html", **message_page.content(CHOICES, "counsellor.case"))
