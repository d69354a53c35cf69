"""The appointments of a case beside its pathway, and their lines in its chronology. Ready values only."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext

from parcours_app.queries.appointments import Meeting
from parcours_app.queries.case_file import CaseFile
from parcours_app.queries.exchanges import Exchanges
from parcours_app.scope import Viewer
from parcours_app.web import appointment_words as words
from parcours_app.web import wording
from parcours_app.web.counsellor.appointment_forms import blank, choices, results
from parcours_app.web.counsellor.chronology import Line
from workflows.appointments import HELD, PLANNED
from workflows.journal import CIVIL

SHOWN = 6


def panel(viewer: Viewer, file: CaseFile, meetings: Iterable[Meeting]) -> dict[str, Any]:
    """What is to come, what is to be told, what is over; and the form that plans another."""
    found = [shown(meeting, viewer.now) for meeting in meetings]
    over = [line for line in found if not line["planned"]]
    left = file.standing.exit is not None
    return {
        "coming": [line for line in reversed(found) if line["planned"] and not line["begun"]],
        "to_tell": [line for line in reversed(found) if line["planned"] and line["begun"]],
        "over": over[:SHOWN],
        "results": results(),
        "form": blank(viewer, left=left),
        "choices": choices(viewer, left=left),
        "live": file.standing.live,
    }


def shown(meeting: Meeting, now: datetime) -> dict[str, Any]:
    """One appointment, ready."""
    known = meeting.appointment
    return {
        "n": known.n,
        "url": url_for("counsellor.appointment", case_id=known.case_id, n=known.n),
        "close_url": url_for("counsellor.appointment_close", case_id=known.case_id, n=known.n),
        "case_url": url_for("counsellor.case", case_id=known.case_id),
        "name": " ".join(filter(None, (meeting.given_name, meeting.family_name))) or gettext("Name to be completed"),
        "number": meeting.number,
        "when": words.when(known),
        "hour": words.hour(known.local),
        "where": words.where(known),
        "subject": wording.word("subject", known.subject),
        "with": meeting.held_by or gettext("not known"),
        "state": words.state(known, now),
        "outcome": wording.word("outcome", known.outcome),
        "planned": known.state == PLANNED,
        "begun": known.at <= now,
        "unable": bool(known.unable_at) and known.state == PLANNED,
    }


def last_contact(file: CaseFile, around: Exchanges, meetings: Iterable[Meeting]) -> dict[str, Any] | None:
    """The last contact when it is none of those noted: an appointment that was held counts as one."""
    day = file.case.last_contact_on
    if day is None or any(contact.on == day for contact, _name in around.contacts):
        return None
    held = next((m for m in meetings if m.appointment.state == HELD and m.appointment.on == day), None)
    if held is None:
        return {"on": wording.day(day), "from": "", "url": None}
    url = url_for("counsellor.appointment", case_id=file.case.id, n=held.appointment.n)
    return {"on": wording.day(day), "from": wording.word("appointment_state", HELD), "url": url}


def lines(file: CaseFile, meetings: Iterable[Meeting]) -> list[Line]:
    """The appointments of the past in the chronology, up to the day looked at, as known then."""
    return [_line(meeting) for meeting in meetings if _told(file, meeting)]


def _told(file: CaseFile, meeting: Meeting) -> bool:
    known = meeting.appointment
    if known.noted_at is None or known.on > file.on:
        return False
    return file.known is None or known.noted_at.astimezone(CIVIL).date() <= file.known


def _line(meeting: Meeting) -> Line:
    known = meeting.appointment
    said = words.state(known, known.noted_at or known.at)
    more = (wording.word("subject", known.subject), words.where(known), wording.word("outcome", known.outcome))
    return Line(
        id=f"appointment-{known.n}",
        on=known.on,
        title=wording.word("appointment_state", known.state),
        occurred=words.when(known),
        recorded=wording.moment(known.noted_at or known.created_at),
        actor=meeting.held_by or "",
        detail=" · ".join(part for part in more if part),
        icon=said["icon"],
        tone=said["tone"],
        superseded=False,
        superseded_by=None,
        corrects=None,
        links=(),
    )
