"""Corrects an entry: another day, other data, or its removal, always with a reason. The old version stays readable."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.queries.case_file import CaseFile, case_file
from parcours_app.queries.exchanges import Exchanges, exchanges
from parcours_app.scope import Viewer
from parcours_app.services.corrections import CorrectionRequest, Superseded
from parcours_app.services.corrections import correct as write_correction
from parcours_app.services.refusals import KeyReused, Stale
from parcours_app.web.casework.correction_drafts import Correction, changed, sent, unchanged
from parcours_app.web.casework.move_parts import NO_DAY
from parcours_app.web.counsellor.correction_pages import page_values
from parcours_app.web.viewing import current_viewer
from workflows.engine import Reason, Refused, sentence
from workflows.journal import Entry

NOTHING_CHANGED = Reason(
    "nothing_changed",
    sentence("Nothing was changed: the day and the data are those already recorded."),
    sentence("Change the day or an answer, or remove the entry if it did not happen."),
)


def correct(case_id: str, entry_id: str) -> ResponseReturnValue:
    """The entry as it stands, to be changed or removed."""
    viewer = current_viewer()
    file = case_file(viewer, case_id)
    entry = next((e for e in file.entries if e.id == entry_id), None)
    if entry is None or entry.move in ("void", "merge"):
        abort(404)
    around = exchanges(file)
    if successor := next((e for e in file.entries if e.supersedes == entry.id), None):
        return _moved_on(case_id, successor)
    before = unchanged(entry, around.texts, file.case.version)
    if request.method == "GET":
        return _page(viewer, (file, around, entry), before)
    return _record(viewer, (file, around, entry), sent(entry, request.form))


def _unwritable(entry: Entry, draft: Correction, data: dict[str, Any] | None) -> list[Reason]:
    """What is wrong with a correction before it is even tried."""
    if draft.void:
        return []
    if draft.day is None:
        return [NO_DAY]
    return [] if data or draft.day != entry.effective_on else [NOTHING_CHANGED]


def _record(viewer: Viewer, subject: tuple[CaseFile, Exchanges, Entry], draft: Correction) -> ResponseReturnValue:
    """Write the correction; refused or out of date, show the form again with everything that was typed."""
    file, around, entry = subject
    data = None if draft.void else changed(entry, around.texts, draft)
    if wrong := _unwritable(entry, draft, data):
        return _page(viewer, subject, draft, 422, reasons=wrong)
    day = None if draft.void or draft.day == entry.effective_on else draft.day
    asked = CorrectionRequest(entry.id, draft.reason, day, data or None, draft.void, draft.version, draft.key)
    try:
        written = write_correction(viewer, file.case.id, asked)
    except Refused as refused:
        return _page(viewer, subject, draft, 422, reasons=list(refused.reasons), entry_id=refused.entry)
    except Stale:
        fresh = case_file(viewer, file.case.id)
        return _page(viewer, (fresh, around, entry), draft, 409, stale=True)
    except Superseded:
        fresh = case_file(viewer, file.case.id)
        return _moved_on(file.case.id, next(e for e in fresh.entries if e.supersedes == entry.id))
    except KeyReused:
        return _page(viewer, subject, draft, 422, reused=True)
    flash(gettext("The entry is removed.") if draft.void else gettext("The entry is corrected."), "success")
    return redirect(url_for("counsellor.case", case_id=file.case.id, _anchor=f"entry-{written.entry.id}"))


def _moved_on(case_id: str, successor: Entry) -> ResponseReturnValue:
    """Somebody corrected this entry already: go on from the version that holds."""
    flash(gettext("This entry has already been corrected: here is the correction."), "info")
    return redirect(url_for("counsellor.case", case_id=case_id, _anchor=f"entry-{successor.id}"))


def _page(
    viewer: Viewer, subject: tuple[CaseFile, Exchanges, Entry], draft: Correction, status: int = 200, **said: Any
) -> ResponseReturnValue:
    return render_template("counsellor/correction.html", **page_values(viewer, subject, draft, **said)), status
