"""Programme totals on a page and in a file: the situation of a day, as known on a day, and what was learnt since."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.queries.counted import Value
from parcours_app.queries.figure_sheets import totals_document, totals_sheet
from parcours_app.queries.totals import Line, organisations_in, tables, totals
from parcours_app.web import wording
from parcours_app.web.supervisor.days_asked import day_fault
from parcours_app.web.supervisor.differences import difference
from parcours_app.web.supervisor.files import asked_again, links, sent
from parcours_app.web.supervisor.masking_words import totals_masked_words
from parcours_app.web.supervisor.totals_asked import Asked, asked_of
from parcours_app.web.supervisor.totals_cross import crossed
from parcours_app.web.supervisor.totals_words import (
    DIMENSION,
    IN_VERSION,
    MEASURE,
    UNCROSSABLE,
    count_words,
    persons_words,
    row_words,
)
from parcours_app.web.viewing import current_viewer
from workflows.totals import MEASURES, OF_ENTRIES
from workflows.totals_rules import RULES, VERSION


def show() -> ResponseReturnValue:
    """The page: the question as a form, the answer as a table, its definition, what was learnt between two days."""
    viewer = current_viewer()
    asked, wrong = asked_of(request.args, viewer)
    sides = asked.by if len(asked.by) == 2 else ()  # noqa: PLR2004 - a table has two sides
    answer, *sums = tables(viewer, asked.on, asked.known, asked.by, *((side,) for side in sides))
    names = organisations_in(answer)
    return render_template(
        "supervisor/totals.html",
        asked=_form(asked),
        errors=[_wrong(name) for name in wrong],
        total=persons_words(answer.total),
        caption=_caption(asked),
        definition=gettext(answer.definition),
        rules=list(map(gettext, RULES)),
        version=gettext(IN_VERSION, version=VERSION),
        crossed=crossed(answer, sums, names, partial(_list_url, asked, "persons")),
        columns=_columns(asked),
        rows=[_row(asked, row, row_words(row, names)) for row in answer.rows],
        footer=_together(asked, answer.together) if asked.by and answer.rows else None,
        masked=totals_masked_words(masked=any(row.masked for row in answer.rows)),
        difference=difference(viewer, asked, [answer, *sums]) if asked.versus else None,
        files=links("totals", **asked.query),
        scope=_scope(viewer.organisation, viewer.region),
    )


def file() -> ResponseReturnValue:
    """The same rows as a file: no cell is a formula, a masked count is empty and said so."""
    viewer = current_viewer()
    asked, wrong = asked_of(request.args, viewer)
    if wrong:
        return asked_again("totals")
    answer = totals(viewer, asked.on, asked.known, asked.by)
    name = f"parcours-totals-{asked.on.isoformat()}-{asked.known.isoformat()}"
    return sent(name, totals_sheet(answer), lambda: totals_document(answer, gettext))


def _columns(asked: Asked) -> list[dict[str, Any]]:
    named = [{"label": gettext(DIMENSION[name])} for name in asked.by] or [{"label": gettext("Programme")}]
    return [*named, *({"label": gettext(MEASURE[name]), "numeric": True} for name in MEASURES)]


def _row(asked: Asked, row: Line, words: list[str]) -> list[Any]:
    return [*words, *(_count(asked, row, measure) for measure in MEASURES)]


def _together(asked: Asked, line: Line) -> list[Any]:
    """The line below the others: all of them together."""
    return _row(asked, line, [gettext("Together"), *[""] * (len(asked.by) - 1)])


def _count(asked: Asked, row: Line, measure: str) -> dict[str, str]:
    """A count with the way to its list; a masked one, and zero, open nothing.

    No person belongs to a provider, and no entry to the line of persons, whoever gave their trainings.
    """
    count = getattr(row, measure)
    of_entries = [row.dimensions[name] is not None for name in OF_ENTRIES if name in row.dimensions]
    if count == 0 and of_entries and any(of_entries) is not (measure == "entries"):
        return {"text": gettext("not applicable")}
    words = {"text": count_words(count)}
    return {**words, "url": _list_url(asked, measure, row.dimensions)} if count else words


def _list_url(asked: Asked, measure: str, cell: Mapping[str, Value]) -> str:
    """The list behind a count, told by the values of its own dimensions: a cell, or a sum at the edge."""
    values = {f"at_{name}": "" if value is None else str(value) for name, value in cell.items()}
    by = list(cell) or [""]
    return url_for("supervisor.totals_cases", **{**asked.query, **values, "by": by, "measure": measure})


def _form(asked: Asked) -> dict[str, Any]:
    return {
        "on": asked.on.isoformat(),
        "known": asked.known.isoformat(),
        "versus": asked.versus.isoformat() if asked.versus else "",
        "by": list(asked.ticked),
        "choices": [(name, gettext(words)) for name, words in DIMENSION.items()],
        "on_words": wording.day(asked.on),
        "known_words": wording.day(asked.known),
    }


def _caption(asked: Asked) -> str:
    return gettext(
        "Situation on %(on)s, as known on %(known)s", on=wording.day(asked.on), known=wording.day(asked.known)
    )


def _wrong(name: str) -> dict[str, str]:
    if name == "crossed":
        return {"url": "#by", "message": gettext("Too many breakdowns at once: choose six at most.")}
    if name == "uncrossable":
        return {"url": "#by", "message": gettext(UNCROSSABLE)}
    if name == "by":
        return {"url": "#by", "message": gettext("This breakdown does not exist: choose in the list.")}
    return day_fault(name)


def _scope(organisation: str | None, region: str | None) -> str:
    if organisation:
        return gettext("Your organisation")
    return gettext("Your region") if region else gettext("The nation")
