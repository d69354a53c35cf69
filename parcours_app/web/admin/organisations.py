"""Organisations: the list, a new one, its name and its region."""

from typing import Any

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.queries import administration as ask
from parcours_app.services.accounts import AccountRefused, create_organisation
from parcours_app.services.organisations import change_organisation, checked_organisation
from parcours_app.web import wording
from parcours_app.web.admin.account_forms import region_choices


def show() -> ResponseReturnValue:
    """The list, and the form of a new one."""
    return _page()


def create() -> ResponseReturnValue:
    """A new organisation."""
    name, region = request.form.get("name", ""), request.form.get("region", "")
    try:
        made = create_organisation(*checked_organisation(name, region), current_app.extensions["parcours_clock"].now())
    except AccountRefused as refused:
        return _page(name, region, str(refused)), 422
    flash(gettext("The organisation %(name)s is created.", name=made.name), "success")
    return redirect(url_for("admin.organisations"))


def change(organisation_id: str) -> ResponseReturnValue:
    """The form of one organisation, and what it sends."""
    found = ask.organisation(organisation_id)
    if found is None:
        abort(404)
    typed = {"name": found.name, "region": found.region}
    if request.method == "GET":
        return _one(organisation_id, found.name, typed)
    typed = {"name": request.form.get("name", ""), "region": request.form.get("region", "")}
    title = found.name
    try:
        change_organisation(organisation_id, typed["name"], typed["region"])
    except AccountRefused as refused:
        return _one(organisation_id, title, typed, str(refused)), 422
    flash(gettext("The organisation is changed."), "success")
    return redirect(url_for("admin.organisations"))


def _page(name: str = "", region: str = "", refusal: str = "") -> str:
    found = ask.organisations()
    return render_template(
        "admin/organisations.html",
        count=wording.number(len(found)),
        rows=[_row(line) for line in found],
        typed={"name": name, "region": region},
        regions=region_choices(),
        refusal=refusal,
    )


def _row(line: Any) -> list[Any]:
    return [
        {"text": line.name, "url": url_for("admin.organisation", organisation_id=line.id)},
        wording.region(line.region),
        wording.number(line.accounts),
    ]


def _one(organisation_id: str, title: str, typed: dict[str, str], refusal: str = "") -> str:
    action = url_for("admin.organisation", organisation_id=organisation_id)
    return render_template(
        "admin/organisation.html", title=title, action=action, typed=typed, regions=region_choices(), refusal=refusal
    )
