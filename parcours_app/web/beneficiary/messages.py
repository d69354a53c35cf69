"""My messages: by which ways the person wants to be told, and what was sent to them."""

from collections.abc import Mapping

from flask import render_template, request
from flask.typing import ResponseReturnValue

from parcours_app.web import message_page
from workflows.engine import sentence

CHOICES: Mapping[str, str] = {
    "email": sentence("I want to receive e-mails."),
    "sms": sentence("I want to receive text messages on my telephone."),
}


def show() -> ResponseReturnValue:
    """The page, or what its form sends."""
    if request.method == "POST":
        return message_page.keep(CHOICES, "beneficiary.messages")
    return render_template("beneficiary/messages.html", **message_page.content(CHOICES))
