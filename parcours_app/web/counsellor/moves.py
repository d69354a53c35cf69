"""Moving a case on: every move as a card with its checklist, then the form of one. One view for all moves."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.queries.case_file import case_file, case_options
from parcours_app.scope import Viewer
from parcours_app.services.moves import MoveRequest, make_move
from parcours_app.services.refusals import KeyReused, Stale
from parcours_app.web import wording
from parcours_app.web.casework import events
from parcours_app.web.casework.move_drafts import Draft, blank, sent
from parcours_app.web.casework.move_form import typed_from
from parcours_app.web.casework.move_parts import NO_DAY
from parcours_app.web.counsellor import case_panels as panels
from parcours_app.web.counsellor.asked import asked_day
from parcours_app.web.counsellor.cases import opened
from parcours_app.web.counsellor.move_cards import shelves
from parcours_app.web.counsellor.move_pages import page_values
from parcours_app.web.counsellor.next_sessions import proposals
from parcours_app.web.viewing import current_viewer
from workflows.engine import Refused
from workflows.exits import as_data
from workflows.fields import FIELDS
from workflows.pathway import NATIONAL

# After these moves the case may no longer be the viewer's to see.
AWAY = frozenset({"decline_handover"})
CHECK = "check_employment"
# Moves that ask for more than their own data.
OWN_PAGE = {"accept_handover": "counsellor.accept"}


def index(case_id: str) -> ResponseReturnValue:
    """Every move of the present stage; `?on=` looks from an earlier day."""
    viewer = current_viewer()
    on = asked_day("on", viewer.today)
    file, too_early = opened(viewer, case_id, on, None)
    found = case_options(viewer, case_id, file.on)
    carried = on.isoformat() if on and not too_early and on != viewer.today else None
    return render_template(
        "counsellor/moves.html",
        file=file,
        name=panels.name_of(file.person),
        stage={"code": file.standing.stage, "label": wording.word("stage", file.standing.stage)},
        progress=panels.progress(file),
        shelves=shelves(file, found, viewer.actor, carried),
        sessions=proposals(viewer, file),
        on=file.on.isoformat(),
        day=wording.day(file.on),
        too_early=too_early,
        today=viewer.today.isoformat(),
    )


def move(case_id: str, move: str) -> ResponseReturnValue:
    """The form of a move, what it is checked for, and what it sends."""
    viewer = current_viewer()
    if move not in FIELDS or viewer.role not in NATIONAL.by_name[move].roles:
        abort(404)
    if move in OWN_PAGE:
        return redirect(url_for(OWN_PAGE[move], case_id=case_id), 307)
    if request.method == "GET":
        return _page(viewer, case_id, _first_draft(viewer, case_id, move))
    draft = sent(move, request.form)
    if "check" in request.form:
        return _page(viewer, case_id, draft)
    return _record(viewer, case_id, draft)


def _first_draft(viewer: Viewer, case_id: str, move: str) -> Draft:
    """A form nobody has filled yet; a check on employment begins with the last job known."""
    draft = blank(move, request.args, viewer)
    if move != CHECK:
        return draft
    standing = case_file(viewer, case_id).standing
    checked = [check.job for _months, check in sorted(standing.checks.items())]
    jobs = [job for job in (standing.exit.job if standing.exit else None, *checked) if job]
    if not jobs:
        return draft
    return draft.with_answers(typed_from({"job": as_data(jobs[-1])}, [f for f in FIELDS[move] if f.name == "job"]))


def _record(viewer: Viewer, case_id: str, draft: Draft) -> ResponseReturnValue:
    """Make the move; refused or out of date, show the form again with everything that was typed."""
    if draft.day is None:
        return _page(viewer, case_id, draft, 422, reasons=[NO_DAY])
    asked = MoveRequest(draft.move, draft.day, draft.data, draft.override_reason, draft.version, draft.key)
    try:
        written = make_move(viewer, case_id, asked)
    except Refused as refused:
        return _page(viewer, case_id, draft, 422, reasons=list(refused.reasons), entry=refused.entry)
    except Stale:
        return _page(viewer, case_id, draft, 409, stale=True)
    except KeyReused:
        return _page(viewer, case_id, draft, 422, reused=True)
    done = {"fact": events.fact(draft.move), "day": wording.day(draft.day)}
    flash(gettext("Recorded: %(fact)s, on %(day)s.", **done), "success")
    if draft.move in AWAY:
        return redirect(url_for("counsellor.handovers"))
    return redirect(url_for("counsellor.case", case_id=case_id, _anchor=f"entry-{written.entry.id}"))


def _page(viewer: Viewer, case_id: str, draft: Draft, status: int = 200, **said: Any) -> ResponseReturnValue:
    return render_template("counsellor/move.html", **page_values(viewer, case_id, draft, **said)), status
