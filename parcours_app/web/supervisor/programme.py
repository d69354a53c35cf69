"""The programme against its targets on a page: how far, at what pace, where it leads, by which rule each is counted."""

from datetime import date
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext

from parcours_app.queries.figure_sheets import programme_document, programme_sheet
from parcours_app.queries.masking import largest
from parcours_app.queries.programme import Line, Programme, programme
from parcours_app.web import wording
from parcours_app.web.supervisor import extension
from parcours_app.web.supervisor.days_asked import day_fault
from parcours_app.web.supervisor.files import asked_again, links, sent
from parcours_app.web.supervisor.masking_words import masked_words
from parcours_app.web.supervisor.open_data import offered
from parcours_app.web.supervisor.programme_chart import chart_of
from parcours_app.web.supervisor.totals_asked import DAYS, asked_of
from parcours_app.web.supervisor.totals_words import MASKED, count_words
from parcours_app.web.viewing import current_viewer
from workflows.totals_rules import OF_PUBLICS

# The share, the two paces and the projection.
DERIVED = 4


def show() -> ResponseReturnValue:
    """Targets, progress, pace and projection; a chart of each public and the same figures in a table."""
    viewer = current_viewer()
    asked, wrong = asked_of(request.args, viewer)
    extended = extension.extended()
    answer = programme(viewer, asked.on, asked.known, extended=bool(extended))
    days = {"on": asked.on.isoformat(), "known": asked.known.isoformat(), "extended": extension.said(asked=extended)}
    return render_template(
        "supervisor/programme.html",
        asked=days,
        ends=extension.choices(),
        errors=[*(day_fault(name) for name in wrong if name in DAYS), *extension.faults(asked=extended)],
        caption=_caption(answer),
        definition=gettext(answer.definition),
        rules=list(map(gettext, OF_PUBLICS)),
        until=wording.day(answer.until),
        over=answer.day >= answer.until,
        national=any(line.target for line in answer.lines),
        rows=[_row(line, answer) for line in answer.lines],
        masked=masked_words(masked=any(line.masked for line in answer.lines)),
        charts=[chart_of(line, answer) for line in answer.lines if line.target and not line.masked],
        months=_months(answer),
        largest=largest(),
        open_data_url=url_for("supervisor.open_data", on=asked.on, known=asked.known) if offered(viewer) else None,
        files=links("programme", **days),
    )


def file() -> ResponseReturnValue:
    """The same lines as a file."""
    viewer = current_viewer()
    (asked, wrong), extended = asked_of(request.args, viewer), extension.extended()
    if set(wrong) & DAYS or extended is None:
        return asked_again("programme")
    answer = programme(viewer, asked.on, asked.known, extended=extended)
    stem = f"parcours-programme-{asked.on.isoformat()}-{asked.known.isoformat()}"
    return sent(stem, programme_sheet(answer), lambda: programme_document(answer, gettext))


def _caption(answer: Programme) -> str:
    days = {name: wording.day(getattr(answer, name)) for name in ("since", "until", "on", "known")}
    return gettext("From %(since)s to %(until)s, situation on %(on)s as known on %(known)s", **days)


def _row(line: Line, answer: Programme) -> list[Any]:
    return [
        wording.word("public", line.public),
        count_words(line.trained),
        wording.number(line.target) if line.target else "",
        *([gettext(MASKED)] * DERIVED if line.masked else _derived(line, answer)),
    ]


def _derived(line: Line, answer: Programme) -> list[str]:
    """What is made of a count that is shown."""
    return [_share(line), _needed(line, answer), _pace(line.measured), _projected(line, answer)]


def _share(line: Line) -> str:
    if line.trained is None or not line.target:
        return ""
    return wording.share(Decimal(line.trained) / line.target)


def _needed(line: Line, answer: Programme) -> str:
    if not line.target:
        return ""
    return gettext("the period is over") if answer.day >= answer.until else _pace(line.needed)


def _pace(persons: Decimal | None) -> str:
    return gettext("n.d.") if persons is None else gettext("%(persons)s a month", persons=_written(persons))


def _projected(line: Line, answer: Programme) -> str:
    if answer.day >= answer.until:
        return gettext("the period is over")
    found = line.projection
    if found is None:
        return gettext("n.d.")
    return gettext(
        "%(expected)s (between %(low)s and %(high)s)",
        **{name: wording.number(getattr(found, name)) for name in ("expected", "low", "high")},
    )


def _written(value: Decimal) -> str:
    return str(format_decimal(value, locale=get_locale()))


def _months(answer: Programme) -> dict[str, Any]:
    """The figures behind the charts, month by month, the last first."""
    told: dict[date, list[str]] = {}
    for place, line in enumerate(answer.lines):
        for day, count in line.points:
            told.setdefault(day, [gettext("masked")] * len(answer.lines))[place] = count_words(count)
    columns = [gettext("On"), *(wording.word("public", line.public) for line in answer.lines)]
    return {
        "columns": [{"label": words, "numeric": place > 0} for place, words in enumerate(columns)],
        "rows": [[wording.short_day(day), *told[day]] for day in sorted(told, reverse=True)],
    }
