"""The counsellor's agenda: what is to be told, today, this week; filters in the address. Words what is found."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from parcours_app.queries.appointments import WEEK, Asked, Meeting, coming, to_close, to_move
from parcours_app.queries.caseload import referents
from parcours_app.scope import Viewer
from parcours_app.web import calendar_pages, wording
from parcours_app.web.counsellor.appointment_panel import shown
from parcours_app.web.left_out import left_out
from parcours_app.web.viewing import current_viewer
from workflows.engine import sentence

ORGANISATION = "organisation"
TO_CLOSE, TO_MOVE, TODAY, THIS_WEEK, PAST = "to_close", "to_move", "today", "week", "past"
# What the address may ask for, in words; nothing asked shows what is to be told, today and the week.
PERIODS = {
    TO_CLOSE: sentence("To be told"),
    TO_MOVE: sentence("The person cannot come"),
    TODAY: sentence("Today"),
    THIS_WEEK: sentence("The next seven days"),
    PAST: sentence("The last thirty days"),
}
MONTH = timedelta(days=30)


def show() -> ResponseReturnValue:
    """The agenda that the address describes; what it says wrongly is left out rather than refused."""
    viewer = current_viewer()
    colleagues = dict(referents(viewer))
    when = request.args.get("when", "") if request.args.get("when") in PERIODS else ""
    whose = request.args.get("with", "") if request.args.get("with") in {*colleagues, ORGANISATION} else ""
    asked = Asked("" if whose == ORGANISATION else whose or viewer.account or "")
    fields = _fields(when, whose, colleagues, viewer)
    wanted = [when] if when else [TO_CLOSE, TO_MOVE, TODAY, THIS_WEEK]
    sections = [_section(name, _found(name, viewer, asked), viewer) for name in wanted]
    return render_template(
        "counsellor/agenda.html",
        sections=sections,
        empty=not any(section["days"] for section in sections),
        day=wording.day(viewer.today),
        fields=fields,
        left_out=left_out(fields),
        chips=_chips(when, whose, colleagues),
        clear_url=url_for("counsellor.appointments"),
    )


def calendar() -> ResponseReturnValue:
    """The private address of the counsellor's calendar."""
    return calendar_pages.show("counsellor", "counsellor.appointments")


def _found(name: str, viewer: Viewer, asked: Asked) -> list[Meeting]:
    today = viewer.today
    if name == TO_CLOSE:
        return to_close(viewer, asked)
    if name == TO_MOVE:
        return to_move(viewer, asked)
    if name == TODAY:
        return coming(viewer, asked, today, today)
    if name == PAST:
        return coming(viewer, asked, today - MONTH, today)[::-1]
    return coming(viewer, asked, today + timedelta(days=1), today + WEEK)


def _section(name: str, meetings: list[Meeting], viewer: Viewer) -> dict[str, Any]:
    by_day: dict[str, list[dict[str, Any]]] = {}
    for meeting in meetings:
        by_day.setdefault(wording.day(meeting.appointment.on), []).append(shown(meeting, viewer.now))
    return {
        "name": name,
        "title": gettext(PERIODS[name]),
        "count": ngettext("%(num)s appointment", "%(num)s appointments", len(meetings)),
        "days": [{"day": day, "meetings": lines} for day, lines in by_day.items()],
    }


def _fields(when: str, whose: str, colleagues: dict[str, str], viewer: Viewer) -> list[dict[str, Any]]:
    others = [(key, name) for key, name in colleagues.items() if key != viewer.account]
    return [
        {
            "name": "when",
            "kind": "select",
            "label": gettext("When"),
            "value": when,
            "choices": [("", gettext("What awaits me")), *((code, gettext(text)) for code, text in PERIODS.items())],
        },
        {
            "name": "with",
            "kind": "select",
            "label": gettext("With"),
            "value": whose,
            "choices": [("", gettext("Myself")), (ORGANISATION, gettext("The whole organisation")), *others],
        },
    ]


def _chips(when: str, whose: str, colleagues: dict[str, str]) -> list[dict[str, str]]:
    in_force = {"when": when, "with": whose}
    named = {
        "when": (gettext("When"), gettext(PERIODS[when]) if when else ""),
        "with": (gettext("With"), colleagues.get(whose, gettext("The whole organisation"))),
    }
    return [
        {"label": named[name][0], "value": named[name][1], "remove_url": _url({**in_force, name: ""})}
        for name, value in in_force.items()
        if value
    ]


def _url(asked: dict[str, str]) -> str:
    kept = urlencode({name: value for name, value in asked.items() if value})
    return url_for("counsellor.appointments") + (f"?{kept}" if kept else "")
