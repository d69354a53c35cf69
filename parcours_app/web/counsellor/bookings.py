"""Booking a place for someone: the session, the gap it leaves, what is to confirm; then a place, or the list."""

import secrets
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.queries.sessions import one_session
from parcours_app.queries.sessions_for import departure
from parcours_app.services.bookings import Booking, book
from parcours_app.services.refusals import KeyReused, Stale
from parcours_app.web import wording
from parcours_app.web.counsellor import case_panels as panels
from parcours_app.web.counsellor import session_words as words
from parcours_app.web.counsellor.cases import opened
from parcours_app.web.counsellor.checks import refusals
from parcours_app.web.viewing import current_viewer as viewer
from workflows.engine import Refused

SAID = ("kind", "planned_start", "planned_end")


def show(case_id: str, session_id: str) -> ResponseReturnValue:
    """The session for this person, and the button that books it."""
    if request.method == "GET":
        return _page(case_id, session_id)
    version = request.form.get("version", "")
    asked = Booking(
        session=session_id,
        version=int(version) if version.isdecimal() and len(version) < len("1000000000") else None,
        wait=request.form.get("wait") == "yes",
        said={name: request.form.get(name, "") for name in SAID},
        confirmed=request.form.get("confirmed", "").strip() or None,
        key=request.form.get("key") or None,
    )
    try:
        book(viewer(), case_id, asked)
    except Refused as refused:
        return _page(case_id, session_id, 422, refused=refused)
    except (Stale, KeyReused):
        return _page(case_id, session_id, 409, stale=True)
    flash(gettext("On the waiting list.") if asked.wait else gettext("The place is booked."), "success")
    return redirect(url_for("counsellor.case", case_id=case_id))


def _page(
    case_id: str, session_id: str, status: int = 200, *, refused: Refused | None = None, stale: bool = False
) -> ResponseReturnValue:
    looking = viewer()
    file, _too_early = opened(looking, case_id, None, None)
    line = one_session(looking, session_id)
    if line is None:
        abort(404)
    left, reasons = words.left(line), refused.reasons if refused else ()
    page = render_template(
        "counsellor/booking.html",
        name=panels.name_of(file.person),
        case=file.case,
        session=line,
        line=words.row(line, looking.today),
        gap=_gap(file, line),
        full=left == 0,
        to_confirm=left is None or bool(line.waiting),
        confirm_hint=_why(left),
        typed=request.form,
        key=secrets.token_urlsafe(18),
        refusals=refusals(case_id, "prescribe", reasons),
        mistakes=[wording.explained(reason) for reason in reasons if reason.guard.startswith("data:")],
        stale=stale,
        kinds=[(kind, wording.word("kind", kind)) for kind in ("refresher", "qualification")],
        over=line.state == "cancelled",
    )
    return page, status


def _why(left: int | None) -> str:
    if left is None:
        return gettext("The number of places is not known: who confirmed that one is free?")
    return gettext("People are waiting: why does this person come before them?")


def _gap(file: Any, line: Any) -> str:
    """The days the booking leaves between what ends and this session."""
    end = departure(file.standing)
    if end is None or line.starts_on is None:
        return ""
    days = (line.starts_on - end).days
    if days < 0:
        return gettext("The steps would overlap by %(days)s.", days=wording.days(-days))
    return gettext("Gap after the step before: %(days)s.", days=wording.days(days))
