"""What is asked of a reconciliation: two days, each as known on a day. The usual question is this month so far."""

from typing import Any

from werkzeug.datastructures import MultiDict

from parcours_app.scope import Viewer
from parcours_app.web.supervisor.days_asked import day_of, read_days
from workflows.balance import Window, window_of

DAYS = ("since", "known_then", "until", "known")
BACKWARDS = "backwards"


def asked_of(args: MultiDict[str, str], viewer: Viewer) -> tuple[Window, dict[str, str]]:
    """The window of an address, and what is wrong with each day by name; the usual ones stand for what cannot be."""
    faults: list[str] = []
    days = read_days(args, DAYS, viewer.today, faults, may_come=())
    window = window_of({name: day for name, day in days.items() if day}, viewer.today)
    wrong = {day_of(fault): fault for fault in faults} | dict.fromkeys(window.backwards, BACKWARDS)
    return (window_of({}, viewer.today) if window.backwards else window), wrong


def query_of(window: Window) -> dict[str, Any]:
    """The same question as the parameters of an address."""
    return {name: getattr(window, name).isoformat() for name in DAYS}
