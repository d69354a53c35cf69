"""My own absence: the people I follow go to colleagues until a day, and come back by themselves or when I say so."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from parcours_app.queries.directory import counsellors
from parcours_app.queries.reassignable import stand_ins
from parcours_app.scope import Viewer
from parcours_app.services.reassignments import give_back, reassign
from parcours_app.web import wording
from parcours_app.web.casework import reassigning as forms
from parcours_app.web.casework.reassigning import EVERYBODY, TEMPORARY, Asked
from parcours_app.web.viewing import current_viewer


def show() -> ResponseReturnValue:
    """The replacements in force for me, and the form of a new one; what it sends."""
    viewer = current_viewer()
    asked = Asked(viewer.account or "", EVERYBODY, (), tuple(request.form.getlist("to")), TEMPORARY)
    if request.method == "GET":
        return _page(viewer, asked)
    asked = Asked(asked.source, EVERYBODY, (), asked.to, TEMPORARY, request.form.get("until", "").strip())
    colleagues = _colleagues(viewer)
    if mistakes := forms.mistakes(asked, colleagues, viewer.today):
        return _page(viewer, asked, 422, mistakes)
    outcomes = reassign(viewer, forms.planned(viewer, asked, colleagues).lines, asked.last_day)
    done = sum(outcome.done for outcome in outcomes)
    said = ngettext("%(num)s person is entrusted to a colleague.", "%(num)s people are entrusted to colleagues.", done)
    flash(said, "success" if done == len(outcomes) else "warning")
    return redirect(url_for("counsellor.absence"))


def back() -> ResponseReturnValue:
    """I am back before the date: the people are mine again."""
    viewer = current_viewer()
    returned = sum(outcome.done for outcome in give_back(viewer, viewer.account or ""))
    flash(ngettext("%(num)s person is given back.", "%(num)s people are given back.", returned), "success")
    return redirect(url_for("counsellor.absence"))


def _colleagues(viewer: Viewer) -> dict[str, str]:
    return {key: name for key, name in counsellors(viewer.organisation) if key != viewer.account}


def _page(viewer: Viewer, asked: Asked, status: int = 200, mistakes: Sequence[Any] = ()) -> ResponseReturnValue:
    lent = [
        gettext(
            "%(name)s stands in until %(day)s (%(people)s).",
            name=line.stand_in_name,
            day=wording.day(line.until),
            people=ngettext("%(num)s person", "%(num)s people", line.people),
        )
        for line in stand_ins(viewer, viewer.account or "")
    ]
    values = {"asked": asked, "mistakes": mistakes, "lent": lent, "colleagues": list(_colleagues(viewer).items())}
    return render_template("counsellor/absence.html", **values), status
