"""Publishing a table of totals: choose the days and the breakdown, read it as it will be frozen, then publish it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.extensions import french
from parcours_app.queries.masking import largest
from parcours_app.queries.totals import Totals, organisations_in, totals
from parcours_app.scope import Viewer
from parcours_app.services.publications import Draft, may_publish, publish, undecided
from parcours_app.web import wording
from parcours_app.web.supervisor.days_asked import day_of, what_is_wrong
from parcours_app.web.supervisor.publication_words import (
    caption,
    columns,
    definitions_told,
    footer,
    plain_row,
    territory_words,
)
from parcours_app.web.supervisor.totals_asked import DAYS, Asked, asked_of
from parcours_app.web.supervisor.totals_words import DIMENSION, UNCROSSABLE, persons_words
from parcours_app.web.viewing import current_viewer
from workflows.engine import Reason, Refused
from workflows.totals import MEASURES


def new() -> ResponseReturnValue:
    """The preview, and the publication itself when the form is sent."""
    viewer = current_viewer()
    if not may_publish(viewer):
        abort(404)
    asked, wrong = _asked(viewer)
    answer = totals(viewer, asked.on, asked.known, asked.by)
    reasons = undecided(viewer, asked.on, asked.known)
    if request.method == "GET" or wrong:
        return _page(viewer, asked, answer, reasons, wrong), 200 if request.method == "GET" else 422
    draft = _draft(asked, answer)
    try:
        key = publish(viewer, draft)
    except Refused as refused:
        return _page(viewer, asked, answer, refused.reasons, wrong), 422
    flash(gettext("The figures are published."), "success")
    return redirect(url_for("supervisor.publication", publication_id=key))


def _asked(viewer: Viewer) -> tuple[Asked, list[str]]:
    """The question; without days, the end of last month as known yesterday."""
    asked, wrong = asked_of(request.values, viewer)
    if not request.values.get("known"):
        asked = replace(asked, known=viewer.today - timedelta(days=1))
    if not request.values.get("on"):
        asked = replace(asked, on=viewer.today.replace(day=1) - timedelta(days=1))
    return replace(asked, versus=None), [name for name in wrong if not name.startswith("versus")]


def _draft(asked: Asked, answer: Totals) -> Draft:
    return Draft(
        title=request.form.get("title", ""),
        reason=request.form.get("reason", ""),
        on=asked.on,
        known=asked.known,
        by=asked.by,
        rows=[{**row.dimensions, **{measure: getattr(row, measure) for measure in MEASURES}} for row in answer.rows],
        totals=answer.everybody,
        definitions=definitions_told(largest()),
        definitions_fr=definitions_told(largest(), french),
        largest_masked=largest(),
        organisations=organisations_in(answer),
    )


def _page(viewer: Viewer, asked: Asked, answer: Totals, reasons: Sequence[Reason], wrong: list[str]) -> str:
    errors = {
        reason.guard.rpartition(":")[2]: f"{wording.explained(reason)} {wording.remedy(reason)}" for reason in reasons
    }
    errors |= {day_of(name): what_is_wrong(name) for name in wrong if name in DAYS}
    if set(wrong) - DAYS:
        errors["by"] = gettext(UNCROSSABLE)
    names = organisations_in(answer)
    return render_template(
        "supervisor/publish.html",
        errors=errors,
        summary=[{"url": f"#{name}", "message": message} for name, message in errors.items()],
        asked={"on": asked.on.isoformat(), "known": asked.known.isoformat(), "by": list(asked.by)},
        ticked=list(asked.ticked),
        choices=[(name, gettext(words)) for name, words in DIMENSION.items()],
        typed={name: request.form.get(name, "") for name in ("title", "reason")},
        publishable=not undecided(viewer, asked.on, asked.known) and not wrong,
        territory=territory_words(viewer.region),
        caption=caption(asked.on, asked.known),
        columns=columns(asked.by),
        rows=[plain_row(row, names) for row in answer.rows],
        footer=footer(asked.by, answer.everybody),
        total=persons_words(answer.total),
        definitions=definitions_told(largest(), gettext),
    )
