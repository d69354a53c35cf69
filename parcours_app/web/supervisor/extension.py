"""Which end of the programme a page counts until: the question of its form, read from its address."""

from typing import Any

from flask import request
from flask_babel import gettext

from workflows.engine import sentence

YES = "yes"
CHOICES = (("", sentence("End of 2022")), (YES, sentence("End of 2023 (extension)")))


def extended() -> bool | None:
    """Whether the address asks for the extended programme; None when it asks for no end there is."""
    asked = {*request.args.getlist("extended")} - {""}
    return bool(asked) if asked <= {YES} else None


def said(*, asked: bool | None) -> str:
    """The answer as the parameter of an address."""
    return YES if asked else ""


def choices() -> list[tuple[str, str]]:
    """The ends in words."""
    return [(code, gettext(words)) for code, words in CHOICES]


def faults(*, asked: bool | None) -> list[dict[str, Any]]:
    """What is wrong with the end asked for, and the field in which it is mended."""
    message = gettext("The programme has no such end: choose in the list.")
    return [{"url": "#extended", "message": message}] if asked is None else []
