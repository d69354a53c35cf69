"""A case for somebody already recorded: the facts of the day, the verdict, the opening. The person is not changed."""

from typing import Any
from uuid import uuid4

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.models.people import Person
from parcours_app.queries.people import live_case, visible_person
from parcours_app.reference import regions
from parcours_app.scope import Invisible
from parcours_app.services.cases import OpenRequest, open_case
from parcours_app.services.entitlement import judged
from parcours_app.services.refusals import KeyReused
from parcours_app.web.counsellor.people_choices import answers
from parcours_app.web.counsellor.people_forms import OpeningForm
from parcours_app.web.counsellor.people_proposal import Proposal, propose, summary
from parcours_app.web.viewing import current_viewer as viewer
from parcours_app.web.wording import day, explained, listed, remedy, word
from workflows.calendar import age_on
from workflows.engine import Reason, Refused

UNPROCESSABLE = 422


def show(person_id: str) -> ResponseReturnValue:
    """The form; sent once it gives the verdict, and with the button of the verdict it opens the case."""
    looking = viewer()
    try:
        person = visible_person(looking, person_id)
    except Invisible:
        abort(404)
    if case_id := live_case(looking, person_id):
        return redirect(url_for("counsellor.case", case_id=case_id))
    form = OpeningForm(today=looking.today, region=person.region, birth_date=person.birth_date)
    if request.method == "GET":
        form.opened_on.data = looking.today
        return _page(person, form)
    if not form.validate():
        return _page(person, form, UNPROCESSABLE)
    if request.form.get("act") == "open":
        return _open(person, form)
    return _page(person, form, proposal=_seen(person, form))


def _open(person: Person, form: OpeningForm) -> ResponseReturnValue:
    looking = viewer()
    asked = OpenRequest(
        person.id,
        form.opened_on.data,
        form.eligibility(),
        pact=form.pact.data or None,
        referent=looking.account,
        key=request.form.get("key") or None,
    )
    try:
        written = open_case(looking, asked)
    except Refused as refused:
        return _page(person, form, UNPROCESSABLE, problems=_said(*refused.reasons), proposal=_seen(person, form))
    except KeyReused:
        return redirect(url_for("counsellor.open_for", person_id=person.id))
    flash(gettext("The case is open. The next move is to begin orientation."), "success")
    return redirect(url_for("counsellor.case", case_id=written.case_id))


def _seen(person: Person, form: OpeningForm) -> Proposal:
    facts, verdict = judged(person, form.eligibility(), form.opened_on.data, form.pact.data or None)
    return propose(facts, verdict, (), form.opened_on.data)


def _said(*reasons: Reason) -> list[dict[str, str]]:
    return [{"message": f"{explained(reason)} {remedy(reason)}"} for reason in reasons]


def _page(person: Person, form: OpeningForm, status: int = 200, **more: Any) -> ResponseReturnValue:
    known = [
        {"term": gettext("Birth date"), "value": day(person.birth_date)},
        {"term": gettext("Region"), "value": regions.name(person.region or "")},
        {"term": gettext("Situations"), "value": listed([word("situation", code) for code in person.situations or ()])},
    ]
    settled = {"proposal": None, "problems": [], **more}
    return (
        render_template(
            "counsellor/person_opening.html",
            form=form,
            answers=answers(),
            known=known,
            summary=summary(person, None if person.birth_date is None else age_on(person.birth_date, viewer().today)),
            key=request.form.get("key") or str(uuid4()),
            **settled,
        ),
        status,
    )
