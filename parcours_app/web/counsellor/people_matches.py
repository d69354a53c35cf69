"""A person who may be the one sought, beside what was typed. Shows nothing of somebody the viewer may not see."""

from typing import Any

from flask import url_for
from flask_babel import gettext

from parcours_app.queries.people import Match
from parcours_app.web.counsellor.people_forms import PersonForm
from parcours_app.web.wording import short_day
from workflows.engine import sentence

WHY = {
    "ft_id": sentence("Same France Travail identifier"),
    "identity": sentence("Same name and birth date"),
    "phone": sentence("Same telephone number"),
    "close_name": sentence("Same birth date, close name"),
    "name": sentence("Close name, another birth date or none"),
}
COMPARED = (
    ("given_name", sentence("Given name")),
    ("family_name", sentence("Family name")),
    ("birth_date", sentence("Birth date")),
    ("ft_id", sentence("France Travail identifier")),
    ("phone", sentence("Telephone")),
)


def shown(match: Match, form: PersonForm) -> dict[str, Any]:
    """A match as the template shows it: why, the differences, and what can be done."""
    typed = form.sought()
    return {
        "title": _name(match) if match.visible else gettext("A person followed elsewhere"),
        "reasons": [gettext(WHY[reason]) for reason in match.reasons],
        "rows": [_row(name, gettext(label), typed[name], match) for name, label in COMPARED if typed[name]],
        "visible": match.visible,
        "holder": match.holder,
        "url": _way(match),
        "open": match.case_id is not None,
    }


def _name(match: Match) -> str:
    names = f"{match.person.given_name or ''} {match.person.family_name or ''}".strip()
    return names or gettext("Name to be completed")


def _way(match: Match) -> str | None:
    """Their file when there is one, else the page that opens a case for somebody already recorded."""
    if not match.visible:
        return None
    if match.case_id:
        return url_for("counsellor.case", case_id=match.case_id)
    return url_for("counsellor.open_for", person_id=match.person.id)


def _row(name: str, label: str, typed: Any, match: Match) -> dict[str, Any]:
    """One line of the comparison; a value the viewer may not see is told equal or different, never shown."""
    stored = getattr(match.person, name)
    same = str(stored or "").casefold() == str(typed).casefold()
    text = short_day(stored) if name == "birth_date" else stored
    return {
        "label": label,
        "left": short_day(typed) if name == "birth_date" else typed,
        "right": text if match.visible or same else gettext("Not shown"),
        "same": same,
    }
