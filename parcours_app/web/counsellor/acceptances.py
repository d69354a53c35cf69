"""Accepting a handover: who follows the person, from which day, and the next step booked with the same act."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.queries.case_file import CaseFile, case_file
from parcours_app.scope import Viewer
from parcours_app.services.acceptances import Acceptance, accept
from parcours_app.services.refusals import KeyReused, Stale
from parcours_app.web import wording
from parcours_app.web.casework import events
from parcours_app.web.casework.move_drafts import Draft, blank, sent
from parcours_app.web.casework.move_form import controls, data_of, errors_by_field, typed_in
from parcours_app.web.casework.move_parts import NO_DAY, Lists, Typed
from parcours_app.web.counsellor.move_pages import episode_label, mistakes, page_values
from parcours_app.web.counsellor.next_sessions import choice_of, proposals
from parcours_app.web.viewing import current_viewer
from workflows.engine import Reason, Refused
from workflows.fields import FIELDS

MOVE, BOOKING = "accept_handover", "prescribe"
SESSION = "session"
ASKED = (SESSION, "kind", "provider", "planned_start", "planned_end", "funder")
# The whole group may be left empty: then nothing is booked. A session is chosen, the rest is typed.
BOOKED = tuple(replace(field, required=False) for field in FIELDS[BOOKING] if field.name in ASKED)
TYPED = tuple(field for field in BOOKED if field.name != SESSION)


def accept_case(case_id: str) -> ResponseReturnValue:
    """The form of an acceptance, and what it sends."""
    viewer = current_viewer()
    if request.method == "GET":
        return _page(viewer, case_id, _first_draft(viewer, case_id), {})
    draft, booking = sent(MOVE, request.form), typed_in(request.form, BOOKED)
    if draft.day is None:
        return _page(viewer, case_id, draft, booking, 422, reasons=[NO_DAY])
    return _record(viewer, case_id, draft, booking)


def _first_draft(viewer: Viewer, case_id: str) -> Draft:
    """A form nobody has filled yet: the counsellor asked for follows the person, else the one who accepts."""
    asked = case_file(viewer, case_id).standing.pending_handover(viewer.today)
    named = (asked.to_counsellor if asked else None) or viewer.account
    draft = blank(MOVE, request.args, viewer)
    return draft.with_answer("referent", named) if named else draft


def _record(viewer: Viewer, case_id: str, draft: Draft, booking: dict[str, Typed]) -> ResponseReturnValue:
    """Take the case over; refused or out of date, show the form again with everything that was typed."""
    day = draft.day or viewer.today
    step = data_of(booking, BOOKED) or None
    asked = Acceptance(day, draft.data.get("referent"), step, draft.version, draft.key)
    try:
        written = accept(viewer, case_id, asked)
    except Refused as refused:
        return _page(viewer, case_id, draft, booking, 422, reasons=list(refused.reasons), entry=refused.entry)
    except Stale:
        return _page(viewer, case_id, draft, booking, 409, stale=True)
    except KeyReused:
        return _page(viewer, case_id, draft, booking, 422, reused=True)
    facts = [MOVE, BOOKING] if step else [MOVE]
    said = wording.listed([events.fact(move) for move in facts])
    flash(gettext("Recorded: %(fact)s, on %(day)s.", fact=said, day=wording.day(day)), "success")
    return redirect(url_for("counsellor.case", case_id=case_id, _anchor=f"entry-{written.entry.id}"))


def _page(
    viewer: Viewer,
    case_id: str,
    draft: Draft,
    booking: dict[str, Typed],
    status: int = 200,
    *,
    reasons: Sequence[Reason] = (),
    **said: Any,
) -> ResponseReturnValue:
    values = page_values(viewer, case_id, draft, reasons=reasons, **said)
    errors = errors_by_field(reasons)
    step, file = controls(BOOKING, TYPED, booking, Lists(), errors), values["file"]
    values["mistakes"] = mistakes(errors, [*values["questions"], *step])
    values["session"] = choice_of(_sessions(viewer, file), (booking.get(SESSION) or [""])[0])
    return render_template("counsellor/accept.html", **values, step=step, asked=_request(file)), status


def _sessions(viewer: Viewer, file: CaseFile) -> list[dict[str, Any]]:
    """The sessions that would close the gap, where the receiver works."""
    asked = file.standing.pending_handover(file.on)
    return proposals(viewer, file, asked.to_region if asked else None)


def _request(file: CaseFile) -> dict[str, Any]:
    """What the request says, and what the sender has booked already."""
    asked = file.standing.pending_handover(file.on)
    return {
        "from": file.organisations.get(asked.from_organisation or "") if asked else None,
        "expires": wording.day(asked.expires_on) if asked else None,
        "until": wording.day(asked.temporary_until) if asked else None,
        "booked": [episode_label(episode) for episode in file.standing.ahead],
    }
