"""Appointments of a case: planned, moved, cancelled, closed, downloaded. Reads forms, words refusals."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.models import Appointment
from parcours_app.queries.appointments import Meeting, appointment
from parcours_app.queries.case_file import CaseFile, case_file
from parcours_app.scope import Viewer, in_charge
from parcours_app.services import appointments as service
from parcours_app.services.appointments import Clash, Planned
from parcours_app.web import appointment_words as words
from parcours_app.web import ics, wording
from parcours_app.web.counsellor import appointment_forms as forms
from parcours_app.web.counsellor.appointment_panel import shown
from parcours_app.web.counsellor.case_panels import name_of
from parcours_app.web.viewing import current_viewer
from workflows.appointments import PLANNED
from workflows.engine import Reason, Refused

# The question of the page that a refusal is about.
QUESTIONS: Mapping[str, str] = {"data:by": "#cancel-by", "data:outcome": "#result"}


def plan(case_id: str) -> ResponseReturnValue:
    """The form that plans an appointment, or what it sends."""
    viewer = current_viewer()
    file = case_file(viewer, case_id)
    if request.method == "GET":
        return _plan_page(viewer, file, forms.blank(viewer, left=file.standing.exit is not None))
    sent = forms.typed(request.form)
    try:
        planned = service.plan(viewer, case_id, forms.request_of(sent))
    except Refused as refused:
        return _plan_page(viewer, file, sent.refuse(refused.reasons)), 422
    return _done(gettext("The appointment is planned: %(when)s.", when=words.when(planned.appointment)), planned)


def show(case_id: str, n: int) -> ResponseReturnValue:
    """One appointment, and what may still be done with it."""
    return _page(current_viewer(), case_id, n)


def move(case_id: str, n: int) -> ResponseReturnValue:
    """Another day, hour, place or counsellor for the same meeting."""
    viewer, sent = current_viewer(), forms.typed(request.form)
    try:
        planned = service.move(viewer, case_id, n, forms.request_of(sent))
    except Refused as refused:
        return _page(viewer, case_id, n, sent.refuse(refused.reasons)), 422
    return _done(gettext("The appointment is moved: %(when)s.", when=words.when(planned.appointment)), planned)


def cancel(case_id: str, n: int) -> ResponseReturnValue:
    """It will not take place."""
    by = request.form.get("by", "")
    return _told(
        case_id, n, gettext("The appointment is cancelled."), lambda viewer: service.cancel(viewer, case_id, n, by)
    )


def close(case_id: str, n: int) -> ResponseReturnValue:
    """What came of it, the person's absence included."""
    result = request.form.get("result", "")
    held = result != forms.NO_SHOW
    done = gettext("What came of the appointment is recorded.")
    return _told(
        case_id, n, done, lambda viewer: service.close(viewer, case_id, n, held=held, outcome=result if held else None)
    )


def calendar(case_id: str, n: int) -> Response:
    """The appointment as a calendar file; it names the case by its number only."""
    meeting = appointment(current_viewer(), case_id, n)
    return ics.download([ics.for_counsellor(meeting)], gettext("Appointment"))


def _told(case_id: str, n: int, done: str, act: Callable[[Viewer], Appointment]) -> ResponseReturnValue:
    viewer = current_viewer()
    try:
        act(viewer)
    except Refused as refused:
        return _page(viewer, case_id, n, refusals=[_mistake(reason) for reason in refused.reasons]), 422
    flash(done, "success")
    return redirect(url_for("counsellor.case", case_id=case_id, _anchor="appointments"))


def _mistake(reason: Reason) -> dict[str, str]:
    """What is wrong, leading to its question when it is about one."""
    url = QUESTIONS.get(reason.guard)
    return {"message": f"{wording.explained(reason)} {wording.remedy(reason)}", **({"url": url} if url else {})}


def _done(said: str, planned: Planned) -> ResponseReturnValue:
    flash(said, "success")
    for clash in planned.clashes:
        flash(_clash(clash), "warning")
    return redirect(url_for("counsellor.case", case_id=planned.appointment.case_id, _anchor="appointments"))


def _clash(clash: Clash) -> str:
    hour = words.hour(clash.at.astimezone(words.zone(clash.zone)))
    if clash.whose == "person":
        return gettext("Take care: the person already has an appointment at %(hour)s that day.", hour=hour)
    return gettext("Take care: the counsellor already has an appointment at %(hour)s that day.", hour=hour)


def _plan_page(viewer: Viewer, file: CaseFile, sent: forms.Sent) -> str:
    return render_template(
        "counsellor/appointment_new.html",
        case=file.case,
        name=name_of(file.person),
        form=sent,
        choices=forms.choices(viewer, left=file.standing.exit is not None, now_long=sent.values["minutes"]),
    )


def _page(
    viewer: Viewer, case_id: str, n: int, sent: forms.Sent | None = None, refusals: list[dict[str, str]] | None = None
) -> str:
    meeting = appointment(viewer, case_id, n)
    file = case_file(viewer, case_id)
    known = meeting.appointment
    return render_template(
        "counsellor/appointment.html",
        case=file.case,
        meeting=shown(meeting, viewer.now),
        facts=_facts(meeting),
        refusals=refusals or [],
        form=sent or forms.of_appointment(known),
        moving=sent is not None,
        place_awaited=words.place_awaited(known) and known.state == PLANNED,
        choices=forms.choices(viewer, left=file.standing.exit is not None, now_long=str(known.minutes)),
        results=forms.results(),
        cancellers=forms.cancellers(),
        acting=in_charge(viewer, file.case),
    )


def _facts(meeting: Meeting) -> list[dict[str, Any]]:
    known = meeting.appointment
    facts = [
        {"term": gettext("When"), "value": words.when(known)},
        forms.length(known),
        {"term": gettext("Where it takes place"), "value": words.where(known)},
        {"term": gettext("With"), "value": meeting.held_by},
        {"term": gettext("About"), "value": wording.word("subject", known.subject)},
    ]
    if known.outcome:
        facts.append({"term": gettext("What came of it"), "value": wording.word("outcome", known.outcome)})
    if known.unable_at:
        facts.append({"term": gettext("The person said they cannot come"), "value": wording.moment(known.unable_at)})
    if known.moved_to:
        following = url_for("counsellor.appointment", case_id=known.case_id, n=known.moved_to)
        facts.append({"term": gettext("Moved to"), "value": gettext("See the new appointment"), "url": following})
    return facts
