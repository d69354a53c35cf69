"""Figures from outside as an administrator brings them: amounts of the regional pacts, monthly series."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from parcours_app.queries.pacts import amount_lists
from parcours_app.queries.series import Named, every_series
from parcours_app.readers.problems import UnusableFile
from parcours_app.readers.report import Report
from parcours_app.services.imports import import_series
from parcours_app.services.pact_lists import keep_amounts
from parcours_app.web import wording
from parcours_app.web.admin.reports import counted, lines_to_see
from parcours_app.web.casework.move_parts import day_of, iso
from parcours_app.web.viewing import current_viewer as viewer


def show() -> ResponseReturnValue:
    """What there is, and the two forms."""
    return _page()


def upload_amounts() -> ResponseReturnValue:
    """Keep a file of pact amounts, from a day on."""
    sent, since = request.files.get("amounts"), day_of(iso([request.form.get("valid_from", "")]))
    if sent is None or not sent.filename or since is None:
        return _page(gettext("Choose a file and the first day it holds.")), 422
    try:
        count = keep_amounts(viewer(), since, sent.filename, sent.read())
    except UnusableFile as unusable:
        return _page(gettext(unusable.sentence, **unusable.params)), 422
    flash(ngettext("The amounts are kept: %(num)s region.", "The amounts are kept: %(num)s regions.", count), "success")
    return redirect(url_for("admin.outside"))


def upload_series() -> ResponseReturnValue:
    """Check or import a file of monthly figures."""
    sent, dry = request.files.get("file"), request.form.get("check") == "yes"
    day = day_of(iso([request.form.get("extracted_on", "")]))
    if sent is None or not sent.filename or day is None:
        return _page(gettext("Choose a file and the day it was extracted, today at the latest.")), 422
    try:
        report = import_series(viewer(), sent.read(), extracted_on=day, dry_run=dry)
    except UnusableFile as unusable:
        return _page(gettext(unusable.sentence, **unusable.params)), 422
    return _page(report=report, dry=dry)


def _page(refusal: str = "", report: Report | None = None, *, dry: bool = False) -> str:
    return render_template(
        "admin/outside.html",
        refusal=refusal,
        dry=dry,
        counted=counted(report) if report else "",
        lines=lines_to_see(report) if report else None,
        lists=[[name, wording.day(day), wording.number(regions)] for day, name, regions in amount_lists()],
        series=[_series(named) for named in every_series()],
        today=viewer().today.isoformat(),
    )


def _series(named: Named) -> list[Any]:
    years = [named.years[0], named.years[-1]]
    return [named.series, named.source, named.perimeter, "–".join(str(year) for year in dict.fromkeys(years))]
