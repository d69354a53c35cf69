"""Answers a question that the person asked about their own pathway."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.services.questions import answer
from parcours_app.web import wording
from parcours_app.web.counsellor import cases
from parcours_app.web.viewing import current_viewer
from workflows.engine import Refused


def reply(case_id: str, n: int) -> ResponseReturnValue:
    """Send the answer, or show the file again with what was typed and what is wrong."""
    viewer, text = current_viewer(), request.form.get("text", "")
    try:
        answer(viewer, case_id, n, text)
    except Refused as refused:
        errors = [f"{wording.explained(reason)} {wording.remedy(reason)}" for reason in refused.reasons]
        # Once it is answered, the form is gone: the answer itself is what there is to read.
        field = "answer" if any(reason.guard.startswith("data:") for reason in refused.reasons) else "question"
        mistakes = [{"url": f"#{field}-{n}", "message": said} for said in errors]
        return cases.page(viewer, case_id, 422, answers={n: {"text": text, "errors": errors}}, mistakes=mistakes)
    flash(gettext("Your answer is on the person’s page."), "success")
    return redirect(url_for("counsellor.case", case_id=case_id, _anchor=f"question-{n}"))
