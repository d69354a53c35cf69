"""The main rates by sex, age, level, neighbourhood and disability, side by side with everybody's; nobody is ranked.

A group is shown as its indicator's own page shows it, masked alike; a difference is said only between two shown shares.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.queries.equity import GROUPS, RATES, Equity
from parcours_app.queries.equity_sheet import ShownAnswers, difference, equity_sheet, shown_equity
from parcours_app.queries.indicators import named
from parcours_app.queries.prepared_rates import equity_figures
from parcours_app.queries.shown_rates import ShownRow
from parcours_app.scope import Viewer
from parcours_app.web.supervisor.files import asked_again, links, sent
from parcours_app.web.supervisor.masking_words import masked_words
from parcours_app.web.supervisor.preparing import awaited, preparing
from parcours_app.web.supervisor.success import asked_words
from parcours_app.web.supervisor.success_asked import question_of
from parcours_app.web.supervisor.success_words import DIMENSION, figure_words, fraction_words, gap_words, value_words
from parcours_app.web.viewing import current_viewer
from parcours_app.writers import document
from workflows.codes import CODES
from workflows.indicators import Indicator

Columns = Sequence[tuple[Indicator, ShownRow, Mapping[Any, ShownRow]]]


def show() -> ResponseReturnValue:
    """One table per way of grouping people; the first line of each is everybody."""
    viewer = current_viewer()
    question = question_of(request.args, viewer)
    found = awaited(viewer, equity_figures(viewer, question.asked))
    tables = _tables(viewer, found.answer) if found.answer else []
    return render_template(
        "supervisor/equity.html",
        **asked_words(question),
        tables=tables,
        beyond=[line for table in tables for line in table["beyond"]],
        columns=[{"label": gettext("Group")}, *({"label": gettext(i.name), "numeric": True} for i in named(RATES))],
        masked=masked_words(masked=any(table["masked"] for table in tables)),
        preparing=preparing(found),
        files=links("equity", **question.query),
    )


def file() -> ResponseReturnValue:
    """The same rates and differences as a file; prepared figures are waited for on the page."""
    viewer = current_viewer()
    question = question_of(request.args, viewer)
    if question.wrong:
        return asked_again("equity")
    found = awaited(viewer, equity_figures(viewer, question.asked))
    if found.answer is None:
        return redirect(url_for("supervisor.equity", **question.query))
    sheet = equity_sheet(viewer, found.answer)
    stem = f"parcours-equity-{question.asked.on.isoformat()}"
    return sent(stem, sheet, lambda: document(sheet, prepared_at=found.prepared_at))


def _tables(viewer: Viewer, found: Equity) -> list[dict[str, Any]]:
    everybody, *groups = shown_equity(viewer, found)
    return [_table(name, everybody, answers) for name, answers in zip(GROUPS, groups, strict=True)]


def _table(name: str, everybody: ShownAnswers, answers: ShownAnswers) -> dict[str, Any]:
    columns = [
        (answer.indicator, whole, {row.dimensions[name]: row for row in rows})
        for (_all, (whole,)), (answer, rows) in zip(everybody, answers, strict=True)
    ]
    values = sorted({value for _i, _whole, rows in columns for value in rows}, key=partial(_rank, name))
    return {
        "title": gettext(DIMENSION[name]),
        "beyond": [line for value in values for line in _beyond(name, value, columns)],
        "rows": [
            [gettext("Everybody together"), *(_said(indicator, whole) for indicator, whole, _rows in columns)],
            *([value_words(name, value, {}), *_cells(value, columns)] for value in values),
        ],
        "masked": any(row.masked for _i, _whole, rows in columns for row in rows.values()),
    }


def _rank(name: str, value: Any) -> tuple[int, str]:
    """Codes in the order in which they are told, what is no code of ours after them."""
    known = [*CODES[name]]
    return (known.index(value) if value in known else len(known), str(value))


def _cells(value: Any, columns: Columns) -> list[Any]:
    """A group's rates, each with its difference from everybody's and the interval of that difference."""
    return [_cell(indicator, rows.get(value), whole) for indicator, whole, rows in columns]


def _cell(indicator: Indicator, row: ShownRow | None, whole: ShownRow) -> Any:
    if row is None:
        return gettext("n.d.")
    found = difference(row, whole)
    return _said(indicator, row, *([gap_words(found)] if found else []))


def _said(indicator: Indicator, row: ShownRow, *more: str) -> dict[str, str]:
    """A rate, with what it is made of."""
    made_of = [fraction_words(indicator, row)] if row.denominator else []
    return {"text": figure_words(indicator, row), "note": ", ".join((*more, *made_of))}


def _beyond(name: str, value: Any, columns: Columns) -> Iterator[str]:
    """The rates of a group that chance does not explain, each in a line."""
    for indicator, whole, rows in columns:
        found = difference(rows[value], whole) if value in rows else None
        if found and found.beyond_chance:
            yield gettext(
                "%(group)s: %(rate)s, %(share)s instead of %(whole)s for everybody together",
                group=value_words(name, value, {}),
                rate=gettext(indicator.name).lower(),
                share=figure_words(indicator, rows[value]),
                whole=figure_words(indicator, whole),
            )
