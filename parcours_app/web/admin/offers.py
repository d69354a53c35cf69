"""The catalogue as an administrator feeds it: LHEO files checked then imported, dated lists of trades."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.queries import catalogue as ask
from parcours_app.readers.problems import UnusableFile
from parcours_app.readers.report import Report
from parcours_app.reference.regions import REGIONS
from parcours_app.services.imports import import_offers
from parcours_app.services.trade_lists import NewList, keep_list
from parcours_app.web import wording
from parcours_app.web.admin.reports import counted, lines_to_see
from parcours_app.web.casework.move_parts import day_of, iso
from parcours_app.web.viewing import current_viewer as viewer
from workflows.engine import sentence

KINDS = {
    "shortage": sentence("Trades in shortage"),
    "green": sentence("Trades of the green transition"),
    "digital": sentence("Trades of the digital transition"),
}


def show() -> ResponseReturnValue:
    """What the catalogue holds, and the two forms."""
    return _page()


def upload() -> ResponseReturnValue:
    """Check or import a file of offers."""
    sent, dry = request.files.get("file"), request.form.get("check") == "yes"
    if sent is None or not sent.filename:
        return _page(gettext("Choose a file.")), 422
    try:
        report = import_offers(viewer(), sent.read(), dry_run=dry)
    except UnusableFile as unusable:
        return _page(gettext(unusable.sentence, **unusable.params)), 422
    return _page(report=report, dry=dry)


def upload_list() -> ResponseReturnValue:
    """Keep a list of trades."""
    sent, since = request.files.get("list"), day_of(iso([request.form.get("valid_from", "")]))
    kind, region = request.form.get("kind", ""), request.form.get("region", "")
    if sent is None or not sent.filename or since is None or kind not in KINDS:
        return _page(gettext("Choose a file, what it lists and the first day it holds.")), 422
    if kind == "shortage" and region not in REGIONS:
        return _page(gettext("Choose the region of this list.")), 422
    try:
        count = keep_list(viewer(), NewList(kind, region, since, sent.filename, sent.read()))
    except UnusableFile as unusable:
        return _page(gettext(unusable.sentence, **unusable.params)), 422
    flash(gettext("The list is kept: %(count)s trades.", count=wording.number(count)), "success")
    return redirect(url_for("admin.offers"))


def _page(refusal: str = "", report: Report | None = None, *, dry: bool = False) -> str:
    offers, sessions = ask.sizes()
    return render_template(
        "admin/offers.html",
        count=gettext("%(offers)s offers, %(sessions)s sessions", offers=offers, sessions=sessions),
        refusal=refusal,
        dry=dry,
        counted=counted(report) if report else "",
        lines=lines_to_see(report) if report else None,
        lists=[_list(row) for row in ask.lists()],
        kinds=[(code, gettext(label)) for code, label in KINDS.items()],
        regions=[("", gettext("The whole country")), *REGIONS.items()],
        today=viewer().today.isoformat(),
    )


def _list(row: Any) -> list[Any]:
    region = wording.region(row.region) if row.region else gettext("The whole country")
    return [gettext(KINDS[row.kind]), region, wording.day(row.valid_from), wording.number(row.trades)]
