"""Correcting or completing who somebody is and how to reach them. What an opening froze is corrected elsewhere."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.models.people import Person
from parcours_app.queries.people import live_case, visible_person
from parcours_app.scope import Invisible
from parcours_app.services.people import update_contact
from parcours_app.services.refusals import SamePerson
from parcours_app.web.counsellor.people_forms import KnownForm
from parcours_app.web.viewing import current_viewer as viewer
from parcours_app.web.wording import explained, remedy
from workflows.engine import Refused

UNPROCESSABLE = 422


def show(person_id: str) -> ResponseReturnValue:
    """The form as recorded; sent, it changes the record and goes back to the file."""
    looking = viewer()
    try:
        person = visible_person(looking, person_id)
    except Invisible:
        abort(404)
    if request.method == "GET":
        return _page(person, KnownForm(today=looking.today, obj=person))
    form = KnownForm(today=looking.today)
    if not form.validate():
        return _page(person, form, UNPROCESSABLE)
    return _change(person, form)


def _change(person: Person, form: KnownForm) -> ResponseReturnValue:
    try:
        update_contact(viewer(), person.id, form.person())
    except Refused as refused:
        form.form_errors.extend(f"{explained(reason)} {remedy(reason)}" for reason in refused.reasons)
        return _page(person, form, UNPROCESSABLE)
    except SamePerson:
        form.ft_id.errors = [
            gettext("Somebody with the same France Travail identifier and birth date is recorded already.")
        ]
        return _page(person, form, UNPROCESSABLE)
    flash(gettext("The record is up to date."), "success")
    return redirect(_home(person))


def _home(person: Person) -> str:
    """Their file, or the list when no case is open."""
    case_id = live_case(viewer(), person.id)
    return url_for("counsellor.case", case_id=case_id) if case_id else url_for("counsellor.caseload")


def _page(person: Person, form: KnownForm, status: int = 200) -> ResponseReturnValue:
    name = f"{person.given_name or ''} {person.family_name or ''}".strip() or gettext("Name to be completed")
    return render_template("counsellor/person_known.html", form=form, name=name, home=_home(person)), status
