"""Completing what an opening froze: place of residence, level, proof of the situation. Corrects its entry, says why."""

from collections.abc import Mapping
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.queries.case_file import CaseFile, case_file
from parcours_app.reference.regions import REGIONS
from parcours_app.scope import Viewer
from parcours_app.services.corrections import CorrectionRequest, Superseded, correct
from parcours_app.services.refusals import Stale
from parcours_app.web import wording
from parcours_app.web.casework.move_parts import iso
from parcours_app.web.counsellor.case_panels import name_of
from parcours_app.web.viewing import current_viewer
from workflows.answers import ANSWERS
from workflows.engine import Refused
from workflows.journal import Entry, holding

SCHEME = "rncp2019"
NAMES = ("region", "level", "neet_proof_on", "reason")


def show(case_id: str) -> ResponseReturnValue:
    """The form, filled with what is known, or what it sends."""
    viewer = current_viewer()
    file = case_file(viewer, case_id)
    opening = next((entry for entry in holding(file.entries) if entry.move == "open"), None)
    if opening is None:
        abort(404)
    if request.method == "GET":
        return _page(file, opening, _known(opening))
    typed = {name: request.form.get(name, "").strip() for name in NAMES}
    errors = _correct(viewer, file, opening, typed)
    if errors:
        return _page(file, opening, typed, errors), 422
    flash(gettext("The opening is completed: the figures follow."), "success")
    return redirect(url_for("counsellor.case", case_id=case_id))


def _correct(viewer: Viewer, file: CaseFile, opening: Entry, typed: Mapping[str, str]) -> list[str]:
    """What is wrong, in words; nothing once the correction is written."""
    data = _changed(_known(opening), typed)
    if not data:
        return [gettext("Nothing was changed: complete one of the answers.")]
    asked = CorrectionRequest(opening.id, typed["reason"], data=data, version=file.case.version)
    try:
        correct(viewer, file.case.id, asked)
    except Refused as refused:
        return [f"{wording.explained(reason)} {wording.remedy(reason)}" for reason in refused.reasons]
    except (Stale, Superseded):
        return [gettext("Someone else has just changed this case: check the answers, then send the form again.")]
    return []


def _known(opening: Entry) -> dict[str, str]:
    facts = opening.data
    level = (facts.get("level") or {}).get("reached")
    return {
        "region": facts.get("region") or "",
        "level": "" if level is None else str(level),
        "neet_proof_on": (facts.get("eligibility") or {}).get("neet_proof_on") or "",
        "reason": "",
    }


def _changed(before: Mapping[str, str], typed: Mapping[str, str]) -> dict[str, Any]:
    """The answers that change, as a correction of an opening takes them; an answer is completed, never emptied."""
    data: dict[str, Any] = {}
    if typed["region"] not in ("", before["region"]):
        data["region"] = typed["region"]
    if typed["level"] not in ("", before["level"]):
        data["level"] = {"scheme": SCHEME, "code": typed["level"]}
    proof = iso([typed["neet_proof_on"]]) or ""
    if proof not in ("", before["neet_proof_on"]):
        data["eligibility"] = {"neet_proof_on": proof}
    return data


def _page(file: CaseFile, opening: Entry, values: Mapping[str, str], errors: list[str] | None = None) -> str:
    return render_template(
        "counsellor/opening.html",
        case=file.case,
        name=name_of(file.person),
        opened=wording.day(opening.effective_on),
        values=values,
        errors=errors or [],
        neet=bool((opening.data.get("eligibility") or {}).get("neet")),
        regions=[("", gettext("Choose…")), *REGIONS.items()],
        levels=[("", gettext("Choose…")), *((code, gettext(text)) for code, text in ANSWERS["education"].items())],
    )
