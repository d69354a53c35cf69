"""The file of one person: where they stand, what comes next, what happened, on any day, as known on any day."""

from datetime import date
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.models import ImportedAction
from parcours_app.queries.appointments import of_case
from parcours_app.queries.case_file import CaseFile, case_file
from parcours_app.queries.exchanges import Exchanges, exchanges
from parcours_app.queries.messages import of_case as messages_of
from parcours_app.queries.spells import spells
from parcours_app.scope import Invisible, Viewer, in_charge
from parcours_app.services.questions import known_about
from parcours_app.web import wording
from parcours_app.web.casework.strip import strip
from parcours_app.web.counsellor import appointment_panel, departures, message_lines
from parcours_app.web.counsellor import case_panels as panels
from parcours_app.web.counsellor.asked import asked_day
from parcours_app.web.counsellor.case_seams import to_settle
from parcours_app.web.counsellor.chronology import Line, chronology, merged_histories
from parcours_app.web.counsellor.what_follows import next_step
from parcours_app.web.viewing import current_viewer
from workflows.fields import CHANNELS


def show(case_id: str) -> ResponseReturnValue:
    """The file; `?on=` and `?known=` ask for another day."""
    return page(current_viewer(), case_id)


def page(viewer: Viewer, case_id: str, status: int = 200, **said: Any) -> ResponseReturnValue:
    """The file, with what a small form of the page has to say: {contact|answers: {value…, errors}, mistakes}."""
    on, known = asked_day("on", viewer.today), asked_day("known", viewer.today)
    file, too_early = opened(viewer, case_id, on, known)
    around, meetings = exchanges(file), of_case(viewer, case_id)
    present = too_early or (on is None and known is None)
    acting = present and in_charge(viewer, file.case)
    boxes, bands = strip(file)
    values = {
        "name": panels.name_of(file.person),
        "boxes": boxes,
        "bands": bands,
        "marks": list(panels.marks(file)),
        "progress": panels.progress(file),
        "followed_by": panels.followed_by(file),
        "stage": {"code": file.standing.stage, "label": wording.word("stage", file.standing.stage)},
        "identity": panels.identity(file),
        "next_step": next_step(file),
        "settle": to_settle(file),
        "needs": panels.needs(file),
        "supports": panels.supports(file),
        "leaving": departures.leaving(file),
        "spells": spells(viewer, file.case),
        "handover": departures.handover(file),
        "chronology": _latest_day_first(
            chronology(file, around, acting_on=viewer.today if acting else None),
            appointment_panel.lines(file, meetings),
            message_lines.lines(viewer, file, messages_of(case_id)),
        ),
        "appointments": appointment_panel.panel(viewer, file, meetings) if present else None,
        "merged": merged_histories(file, around),
        "moment": _moment(file, on, known, too_early=too_early),
        **_around(around),
        "last_contact": appointment_panel.last_contact(file, around, meetings) if present else None,
    }
    unsaid = {"contact": {"on": viewer.today.isoformat(), "channel": "", "errors": {}}, "answers": {}, "mistakes": []}
    sent = {**unsaid, **said}
    return render_template("counsellor/case.html", file=file, acting=acting, present=present, **values, **sent), status


def _latest_day_first(*sources: list[Line]) -> list[Line]:
    """One chronology of several sources, each already in order."""
    return sorted((line for lines in sources for line in lines), key=lambda line: line.on, reverse=True)


def opened(viewer: Viewer, case_id: str, on: date | None, known: date | None) -> tuple[CaseFile, bool]:
    """The file on the days asked for; as it is today, and True, when nothing was open or known then."""
    try:
        return case_file(viewer, case_id, on, known), False
    except Invisible:
        if on is None and known is None:
            raise
        return case_file(viewer, case_id), True


def _moment(file: CaseFile, on: date | None, known: date | None, *, too_early: bool) -> dict[str, Any]:
    """The controls of the two days, and a sentence when they are not today's."""
    said = None
    if too_early:
        said = gettext("This case did not exist yet on the day you asked for: here it is today.")
    elif on and not known:
        said = gettext("You see the situation on %(on)s, as it is known today.", on=wording.day(on))
    elif known:
        day, learnt = wording.day(file.on), wording.day(known)
        said = gettext("You see the situation on %(on)s, as it was known on %(known)s.", on=day, known=learnt)
    return {
        "said": said,
        "on": request.args.get("on", ""),
        "known": request.args.get("known", ""),
        "url": url_for("counsellor.case", case_id=file.case.id),
    }


def _around(around: Exchanges) -> dict[str, Any]:
    return {
        "questions": [
            {
                "n": asked.n,
                "about": gettext(known_about(asked.about) or asked.about),
                "text": asked.text,
                "asked": wording.moment(asked.asked_at),
                "answer": asked.answer,
                "answered": wording.moment(asked.answered_at) if asked.answered_at else None,
                "answered_by": name,
            }
            for asked, name in around.questions
        ],
        "contacts": [
            {
                "on": wording.day(contact.on),
                "channel": wording.word("channel", contact.channel),
                "by": name,
            }
            for contact, name in around.contacts
        ],
        "channels": [(code, wording.word("channel", code)) for code in CHANNELS],
        "actions": [
            {
                "title": action.label,
                "occurred": wording.day(action.started_on or action.prescribed_on, gettext("date not given")),
                "detail": " · ".join(
                    p for p in (action.training, action.code, wording.period(action.started_on, action.ended_on)) if p
                ),
                "icon": "file",
            }
            for action in sorted(around.actions, key=_latest_first)
        ],
    }


def _latest_first(action: ImportedAction) -> tuple[int, int]:
    """The order of the imported lines; those without a date come last."""
    day = action.started_on or action.prescribed_on
    return (-day.toordinal() if day else 0, action.n)
