"""My messages: by which ways the person wants to be told, and what was sent to them."""

from collections.abc import Mapping

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.readers.contacts import as_dialled
from parcours_app.services.stopping import reached_at
from parcours_app.web import message_page
from parcours_app.web.viewing import current_viewer
from workflows.engine import sentence

CHOICES: Mapping[str, str] = {
    "email": sentence("I want to receive e-mails."),
    "sms": sentence("I want to receive text messages on my telephone."),
}
UNKNOWN: Mapping[str, str] = {
    "email": sentence("We do not know your e-mail address. Give it to your counsellor."),
    "sms": sentence("We do not know your mobile number. Give it to your counsellor."),
}


def show() -> ResponseReturnValue:
    """The page, or what its form sends."""
    if request.method == "POST":
        return message_page.keep(CHOICES, "beneficiary.messages")
    values, reached = message_page.content(CHOICES), reached_at(current_viewer())
    values["choices"] = [{**choice, "hint": _where(choice["name"], reached)} for choice in values["choices"]]
    return render_template("beneficiary/messages.html", **values)


def _where(way: str, reached: Mapping[str, str | None]) -> str:
    """Which address or number is used; what to do when none is known, for then nothing can be sent that way."""
    found = reached[way]
    if not found:
        return gettext(UNKNOWN[way])
    if way == "sms":
        return gettext("We write to the number %(number)s.", number=as_dialled(found))
    return gettext("We write to %(address)s.", address=found)
