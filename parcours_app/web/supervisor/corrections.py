"""Corrects an entry of a closed month, as supervisors alone may: its day, its data, or its removal, with a reason."""

from collections.abc import Sequence
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.queries.case_file import CaseFile, case_file
from parcours_app.queries.directory import followers, organisations
from parcours_app.scope import Viewer
from parcours_app.services.corrections import CorrectionRequest, Superseded
from parcours_app.services.corrections import correct as write_correction
from parcours_app.services.refusals import KeyReused, Stale
from parcours_app.web import wording
from parcours_app.web.casework import events
from parcours_app.web.casework.correction_drafts import Correction, changed, fields_of, sent, unchanged
from parcours_app.web.casework.move_form import controls, errors_by_field
from parcours_app.web.casework.move_parts import NO_DAY, Lists
from parcours_app.web.casework.strip import title_of
from parcours_app.web.supervisor.moves import around
from parcours_app.web.viewing import current_viewer
from workflows.engine import Reason, Refused
from workflows.journal import Entry, holding

# Free texts are not shown to supervisors: a correction leaves them as they are.
NO_TEXTS: dict[str, str] = {}


def correct(case_id: str, entry_id: str) -> ResponseReturnValue:
    """The entry as it stands, to be changed or removed."""
    viewer = current_viewer()
    file = case_file(viewer, case_id)
    entry = next((e for e in holding(file.entries) if e.id == entry_id), None)
    if entry is None:
        abort(404)
    if request.method == "GET":
        return _page(viewer, file, entry, unchanged(entry, NO_TEXTS, file.case.version))
    return _record(viewer, file, entry, sent(entry, request.form))


def _record(viewer: Viewer, file: CaseFile, entry: Entry, draft: Correction) -> ResponseReturnValue:
    if not draft.void and draft.day is None:
        return _page(viewer, file, entry, draft, 422, reasons=[NO_DAY])
    asked = CorrectionRequest(
        entry.id,
        draft.reason,
        None if draft.void else draft.day,
        None if draft.void else _data(entry, draft),
        draft.void,
        draft.version,
        draft.key,
    )
    try:
        write_correction(viewer, file.case.id, asked)
    except Refused as refused:
        later = None if refused.entry == entry.id else refused.entry
        return _page(viewer, file, entry, draft, 422, list(refused.reasons), later=later)
    except (Stale, Superseded):
        return _page(viewer, case_file(viewer, file.case.id), entry, draft, 409, stale=True)
    except KeyReused:
        return _page(viewer, file, entry, draft, 422, reused=True)
    flash(gettext("The entry is removed.") if draft.void else gettext("The entry is corrected."), "success")
    return redirect(url_for("supervisor.case", case_id=file.case.id))


def _data(entry: Entry, draft: Correction) -> dict[str, Any] | None:
    """What changed in the data, free texts apart: they are not on the page."""
    kept = {field.name for field in fields_of(entry) if field.free_text}
    return {name: value for name, value in changed(entry, NO_TEXTS, draft).items() if name not in kept} or None


def _page(
    viewer: Viewer,
    file: CaseFile,
    entry: Entry,
    draft: Correction,
    status: int = 200,
    reasons: Sequence[Reason] = (),
    **said: Any,
) -> ResponseReturnValue:
    """The form; said: later (the entry it would undo), stale, reused."""
    errors = errors_by_field(reasons)
    fields = [field for field in fields_of(entry) if not field.free_text]
    return render_template(
        "supervisor/correction.html",
        fact=events.fact(entry.move),
        happened=wording.day(entry.effective_on),
        recorded=wording.moment(entry.recorded_at),
        draft=draft,
        version=file.case.version if said.get("stale") else draft.version,
        day_errors=errors.get("effective_on", []),
        reason_errors=errors.get("reason", []),
        questions=controls(entry.move, fields, draft.typed, _lists(viewer, file), errors),
        removable=entry.move != "open",
        **around(file, draft.version, reasons, **said),
    ), status


def _lists(viewer: Viewer, file: CaseFile) -> Lists:
    people = dict(followers(viewer.organisation)) | {key: card.name for key, card in file.accounts.items()}
    episodes = [(e.id, title_of(e)) for e in file.standing.episodes.values()]
    return Lists(episodes=episodes, accounts=list(people.items()), organisations=organisations())
