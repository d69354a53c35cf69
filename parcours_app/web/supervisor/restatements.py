"""What changed since in published figures, and the entries that explain it, by case number. Never a name."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.models import Publication
from parcours_app.queries.frozen import frozen
from parcours_app.queries.restatement import Explanation, Restated, Restatement, restatement
from parcours_app.queries.restatement_sheet import restatement_document, restatement_sheet
from parcours_app.queries.totals import organisations_in, totals
from parcours_app.web import wording
from parcours_app.web.casework import events
from parcours_app.web.supervisor.files import links, sent
from parcours_app.web.supervisor.publication_words import caption, cell_words, figure_words, territory_words
from parcours_app.web.supervisor.publications import found_or_404
from parcours_app.web.supervisor.totals_words import MEASURE, count_words
from parcours_app.web.viewing import current_viewer

PAGE = 50


def show(publication_id: str) -> ResponseReturnValue:
    """Each figure that changed, with its difference; then the entries behind, by page."""
    found = found_or_404(publication_id)
    asked = _asked(found)
    if asked is None:
        return _unreadable(found)
    told, names = asked
    start = max(request.args.get("start", 0, type=int), 0)
    more = url_for("supervisor.restatement", publication_id=found.id, start=start + PAGE)
    return render_template(
        "supervisor/restatement.html",
        publication=found,
        territory=territory_words(found.region),
        caption=caption(found.on, told.known),
        total={"published": count_words(told.published), "now": count_words(told.now), "difference": _change(told)},
        columns=_columns(gettext("Figure"), gettext("Published"), gettext("Known today"), gettext("Difference")),
        rows=[_figure(each, names) for each in (*_whole(told), *told.changed)],
        same=told.same,
        whole=told.whole,
        masked=told.masked,
        entry_columns=_entry_columns(),
        entries=[_entry(each, names) for each in told.entries[start : start + PAGE]],
        count=wording.number(told.recorded),
        files=links("restatement", publication_id=found.id),
        first_url=url_for("supervisor.restatement", publication_id=found.id) if start else None,
        next_url=more if len(told.entries) > start + PAGE else None,
    )


def file(publication_id: str) -> ResponseReturnValue:
    """All the entries that explain the differences, as a file."""
    found = found_or_404(publication_id)
    asked = _asked(found)
    if asked is None:
        return _unreadable(found)
    told, _names = asked
    stem = f"parcours-restatement-{found.on.isoformat()}-{told.known.isoformat()}"
    return sent(stem, restatement_sheet(told), lambda: restatement_document(told))


def _unreadable(found: Publication) -> ResponseReturnValue:
    """A file that cannot be read says nothing to compare: its verification tells what is wrong with it."""
    return redirect(url_for("supervisor.publication_verification", publication_id=found.id))


def _asked(found: Publication) -> tuple[Restatement, dict[str, str]] | None:
    viewer = current_viewer()
    try:
        content = frozen(found)
        told = restatement(viewer, found, content)
    except ValueError:
        return None
    present = organisations_in(totals(viewer, found.on, viewer.today, content.by))
    return told, {**content.organisations, **present}


def _columns(first: str, *numbers: str) -> list[dict[str, Any]]:
    return [{"label": first}, *({"label": label, "numeric": True} for label in numbers)]


def _entry_columns() -> list[dict[str, Any]]:
    words = (
        gettext("Case number"),
        gettext("What was recorded"),
        gettext("Happened on"),
        gettext("Recorded on"),
        gettext("Figure"),
    )
    return [*({"label": word} for word in words), {"label": gettext("Amount"), "numeric": True}]


def _change(told: Restatement) -> str:
    return wording.signed(told.now - told.published)


def _whole(told: Restatement) -> list[Restated]:
    """What changed of everybody, beside the persons, said at the top; a table of one row tells it there."""
    return [each for each in told.together if told.by and each.difference and each.measure != "persons"]


def _figure(each: Restated, names: dict[str, str]) -> list[str]:
    counts = (count_words(each.published), count_words(each.now), wording.signed(each.difference))
    return [figure_words(each.cell, each.measure, names), *counts]


def _entry(each: Explanation, names: dict[str, str]) -> list[Any]:
    case: Any = gettext("followed elsewhere")
    if each.case_id:
        case = {"text": each.number, "url": url_for("supervisor.case", case_id=each.case_id)}
    what: dict[str, str] = {"text": events.fact(each.move)}
    if each.corrects:
        what["note"] = gettext("correction")
    return [
        case,
        what,
        wording.short_day(each.effective_on),
        wording.short_day(each.recorded_at.astimezone(wording.CIVIL).date()),
        f"{cell_words(each.cell, names)}, {gettext(MEASURE[each.measure]).lower()}",
        wording.signed(each.amount),
    ]
