"""A session in words: its dates, place, places left, waiting list, what its trade is. Asks nothing, decides nothing."""

from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext, ngettext

from parcours_app.web import wording
from workflows.engine import sentence

STATES = {
    "open": sentence("Recruiting"),
    "closed": sentence("Recruitment closed"),
    "suspended": sentence("Recruitment suspended"),
    "cancelled": sentence("Session cancelled"),
}
TRADES = {
    "shortage": sentence("Trade in shortage"),
    "green": sentence("Green transition"),
    "digital": sentence("Digital transition"),
}


def left(line: Any) -> int | None:
    """The places left; None when their number is unknown."""
    return None if line.places is None else max(0, line.places - line.taken)


def places(line: Any) -> dict[str, str]:
    """The places left as a badge: words, tone and shape."""
    number = left(line)
    if number is None:
        return {"label": gettext("Places unknown"), "tone": "warning", "icon": "warning"}
    if not number:
        return {"label": gettext("Full"), "tone": "stop", "icon": "cross"}
    label = ngettext("%(num)s place left", "%(num)s places left", number)
    return {"label": label, "tone": "ok", "icon": "check"}


def waiting(line: Any, today: date) -> str:
    """How many wait, and for how long the first has."""
    if not line.waiting:
        return ""
    said = ngettext("%(num)s person waiting", "%(num)s people waiting", line.waiting)
    if line.waiting_since is None:
        return str(said)
    age = wording.days((today - line.waiting_since).days)
    return gettext("%(people)s, the first for %(age)s", people=said, age=age)


def where(line: Any) -> str:
    """The commune with its department."""
    place = line.commune or ""
    place = place.title() if place.isupper() else place
    return f"{place} ({line.department})" if line.department else place or gettext("not located")


def dates(line: Any) -> str:
    """The days of the session, or that one may enter at any time."""
    period = wording.period(line.starts_on, line.ends_on)
    if line.permanent:
        return gettext("entries at any time, %(period)s", period=period) if period else gettext("entries at any time")
    return period or gettext("dates to be announced")


def trades(line: Any) -> list[str]:
    """What its trade is: in shortage, of a transition."""
    return [gettext(words) for kind, words in TRADES.items() if getattr(line, kind)]


def row(line: Any, today: date, case_id: str | None = None) -> dict[str, Any]:
    """A line of the list."""
    return {
        "url": url_for("counsellor.session", session_id=line.id, case=case_id),
        "title": line.title,
        "provider": line.provider,
        "kind": wording.word("kind", line.kind) or gettext("Kind not said"),
        "dates": dates(line),
        "where": where(line),
        "places": places(line),
        "waiting": waiting(line, today),
        "trades": trades(line),
        "state": gettext(STATES[line.state]) if line.state != "open" else "",
    }
