"""Success and seams: every indicator of a period on one page, and one indicator by groups on another, or in a file."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.queries.figure_sheets import indicator_document, indicators_sheet
from parcours_app.queries.indicators import Answer, UnknownIndicator, named
from parcours_app.queries.organisations import organisation_names
from parcours_app.queries.prepared_rates import figures
from parcours_app.queries.shown_rates import ShownRow, shown, with_rows
from parcours_app.queries.together import everybody
from parcours_app.scope import Viewer
from parcours_app.web import wording
from parcours_app.web.supervisor.days_asked import day_fault
from parcours_app.web.supervisor.files import asked_again, links, sent
from parcours_app.web.supervisor.masking_words import masked_words
from parcours_app.web.supervisor.preparing import awaited, preparing
from parcours_app.web.supervisor.success_asked import Question, question_of, years_asked
from parcours_app.web.supervisor.success_words import (
    BY_MOTIVE,
    DIMENSION,
    SECTIONS,
    apart_words,
    definition_words,
    figure_words,
    fraction_words,
    interval_words,
    value_words,
)
from parcours_app.web.viewing import current_viewer
from workflows.indicators import Indicator, Measure

# What the product is for, on top: how many seams hold, and where people are lost.
HEADLINES = ("seam_within_threshold", "loss_before_start", "dropout", "completion")


def show() -> ResponseReturnValue:
    """Every indicator, everybody together, in four sections; each opens its own page, with definition and groups."""
    viewer = current_viewer()
    question = question_of(request.args, viewer)
    found = awaited(viewer, figures(viewer, named(()), replace(question.asked, by=())))
    answers = {answer.indicator.code: (answer, rows) for answer, rows in with_rows(viewer, found.answer or ())}
    sections = [
        {"title": gettext(title), "rows": [_line(question, *answers[code]) for code in codes if code in answers]}
        for title, codes in SECTIONS.items()
    ]
    return render_template(
        "supervisor/success.html",
        **asked_words(question),
        headlines=[_headline(question, *answers[code]) for code in HEADLINES if code in answers],
        sections=sections,
        masked=masked_words(masked=any(row.masked for _answer, rows in answers.values() for row in rows)),
        preparing=preparing(found),
        answered=found.answer is not None,
        files=links("indicators", **question.query),
    )


def detail(name: str) -> ResponseReturnValue:
    """One indicator: its figure, its groups, and all a reader needs to defend it."""
    viewer, indicator = current_viewer(), _known(name)
    question = question_of(request.args, viewer)
    found = awaited(viewer, figures(viewer, [indicator], question.asked))
    rows = shown(viewer, found.answer[0]) if found.answer else []
    names = _organisations(rows)
    return render_template(
        "supervisor/indicator.html",
        **asked_words(question, **BY_MOTIVE if indicator.detailed else {}),
        name=gettext(indicator.name),
        definition=definition_words(indicator),
        columns=_columns(indicator, question),
        rows=[_row(indicator, row, names) for row in rows],
        footer=_footer(viewer, found.answer[0]) if found.answer and len(rows) > 1 else None,
        masked=masked_words(masked=any(row.masked for row in rows)),
        preparing=preparing(found),
        answered=found.answer is not None,
        files=links("indicator", name=name, **question.query),
    )


def file(name: str) -> ResponseReturnValue:
    """The same rows as a file: no formula, a masked count empty and said so, the definition's version beside."""
    viewer, indicator = current_viewer(), _known(name)
    question = question_of(request.args, viewer)
    if question.wrong:
        return asked_again("indicator", name=name)
    found = awaited(viewer, figures(viewer, [indicator], question.asked))
    if found.answer is None:
        return redirect(url_for("supervisor.indicator", name=name, **question.query))
    answers = with_rows(viewer, found.answer)
    stem = f"parcours-{indicator.code}-{question.asked.on.isoformat()}"
    sheet = indicators_sheet(question.asked.by, answers, gettext)
    return sent(stem, sheet, lambda: indicator_document(*answers[0], gettext))


def every() -> ResponseReturnValue:
    """Every indicator of the question in one file."""
    viewer = current_viewer()
    question = question_of(request.args, viewer)
    if question.wrong:
        return asked_again("success")
    found = awaited(viewer, figures(viewer, named(()), question.asked))
    if found.answer is None:
        return redirect(url_for("supervisor.success", **question.query))
    answers = with_rows(viewer, found.answer)
    stem = f"parcours-indicators-{question.asked.on.isoformat()}"
    items = [indicator_document(*answer, gettext) for answer in answers]
    return sent(stem, indicators_sheet(question.asked.by, answers, gettext), lambda: {"items": items})


def _known(name: str) -> Indicator:
    try:
        return named((name,))[0]
    except UnknownIndicator:
        abort(404)


def asked_words(question: Question, **more: str) -> dict[str, Any]:
    """The question as the pages of indicators say it again: fields, errors, caption. more: breakdowns of this one."""
    asked = question.asked
    return {
        "asked": {name: value for name, value in question.query.items() if name != "by"},
        "years": years_asked(asked, question.first),
        "everything": asked.since.year <= question.first and asked.until >= asked.on,
        "by": ",".join(asked.by),
        "choices": [
            ("", gettext("Everybody together")),
            *((name, gettext(words)) for name, words in {**DIMENSION, **more}.items()),
        ],
        "errors": [_wrong(name) for name in question.wrong],
        "caption": gettext(
            "Cohorts from %(since)s to %(until)s, situation on %(on)s as known on %(known)s",
            **{name: wording.day(getattr(asked, name)) for name in ("since", "until", "on", "known")},
        ),
    }


def _wrong(name: str) -> dict[str, str]:
    if name == "by":
        return {"url": "#by", "message": gettext("This breakdown does not exist: choose in the list.")}
    return day_fault(name)


def _line(question: Question, answer: Answer, rows: Sequence[ShownRow]) -> list[Any]:
    """One indicator on the page of all of them."""
    row, indicator = rows[0], answer.indicator
    url = url_for("supervisor.indicator", name=indicator.code, **question.query)
    return [{"text": gettext(indicator.name), "url": url}, *_figures(indicator, row)]


def _headline(question: Question, answer: Answer, rows: Sequence[ShownRow]) -> dict[str, Any]:
    row, indicator = rows[0], answer.indicator
    return {
        "label": gettext(indicator.name),
        "value": figure_words(indicator, row),
        "note": "" if row.numerator is None else fraction_words(indicator, row),
        "url": url_for("supervisor.indicator", name=indicator.code, **question.query),
        "masked": row.numerator is None,
    }


def _figures(indicator: Indicator, row: ShownRow) -> list[str]:
    apart = [apart_words(getattr(row, state)) for state in ("open", "paused", "immature")]
    return [figure_words(indicator, row), fraction_words(indicator, row), *apart]


def _columns(indicator: Indicator, question: Question) -> list[dict[str, Any]]:
    groups = [gettext({**DIMENSION, **BY_MOTIVE}[name]) for name in question.asked.by] or [gettext("Together")]
    units = gettext("Numerator of denominator") if indicator.measure is Measure.SHARE else gettext("Counted")
    figures = [gettext("Figure"), units, gettext("Under way"), gettext("Paused"), gettext("Not due yet")]
    last = [gettext("Interval at %(share)s", share=wording.percent(0.95))] if indicator.measure is Measure.SHARE else []
    return [*({"label": g} for g in groups), *({"label": words, "numeric": True} for words in (*figures, *last))]


def _row(indicator: Indicator, row: ShownRow, organisations: Mapping[str, str]) -> list[str]:
    words = [value_words(name, value, organisations) for name, value in row.dimensions.items()]
    last = [interval_words(indicator, row)] if indicator.measure is Measure.SHARE else []
    return [*(words or [gettext("Together")]), *_figures(indicator, row), *last]


def _footer(viewer: Viewer, answer: Answer) -> list[str] | None:
    """The line below the groups: all of them together, when they add up."""
    row = everybody(viewer, answer)
    return None if row is None else _row(answer.indicator, row, {})


def _organisations(rows: Sequence[ShownRow]) -> dict[str, str]:
    keys = {row.dimensions.get(name) for row in rows for name in ("organisation", "origin")}
    return organisation_names(str(key) for key in keys if key)
