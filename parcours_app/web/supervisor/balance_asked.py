"""What is asked of a reconciliation: two days, each as known on a day. The usual question is this month so far."""

from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from parcours_app.scope import Viewer
from workflows.balance import Window, window_of

DAYS = ("since", "known_then", "until", "known")
UNREADABLE, BACKWARDS = "unreadable", "backwards"


def asked_of(args: MultiDict[str, str], viewer: Viewer) -> tuple[Window, dict[str, str]]:
    """The window of an address, and what is wrong with it by name; the usual days stand for those that cannot be."""
    days: dict[str, date] = {}
    wrong: dict[str, str] = {}
    for name in DAYS:
        text = args.get(name, "").strip()
        try:
            days |= {name: date.fromisoformat(text)} if text else {}
        except ValueError:
            wrong[name] = UNREADABLE
    window = window_of(days, viewer.today)
    wrong |= dict.fromkeys(window.backwards, BACKWARDS)
    return (window_of({}, viewer.today) if window.backwards else window), wrong


def query_of(window: Window) -> dict[str, Any]:
    """The same question as the parameters of an address."""
    return {name: getattr(window, name).isoformat() for name in DAYS}
