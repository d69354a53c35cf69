"""Indicators, within the caller's territory: the whole register, or one of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from http import HTTPStatus
from typing import Any

from flask_babel import gettext

from parcours_app.api.bodies import bad_field, refused
from parcours_app.api.caller import viewer
from parcours_app.api.files import file_asked
from parcours_app.api.preparing import at_hand
from parcours_app.api.problems import Problem
from parcours_app.api.routes import answers, may_prepare, takes
from parcours_app.api.schemas.indicators import EquitySchema, IndicatorPage, IndicatorsAsked, IndicatorSchema
from parcours_app.api.schemas.shapes import PeriodAsked
from parcours_app.queries.equity_sheet import equity_sheet
from parcours_app.queries.figure_sheets import indicator_document, indicators_sheet
from parcours_app.queries.indicators import (
    Answer,
    Asked,
    UnknownBreakdown,
    UnknownIndicator,
    breakdown,
    named,
    usual,
)
from parcours_app.queries.prepared_rates import equity_figures, figures
from parcours_app.queries.shown_rates import ShownRow, with_rows
from parcours_app.queries.untold import readable
from parcours_app.writers import document
from workflows.engine import Role, sentence
from workflows.indicators import Indicator

BREAKDOWN = sentence("“%(field)s” lists a dimension nobody counts by: the description of the API lists them.")
ONE = sentence("“%(field)s” takes one dimension: in a finer table, masked counts could be worked out.")
PERIOD = sentence("“%(field)s” comes after the end of the period: exchange the two dates.")


@takes(IndicatorsAsked, "query")
@answers(IndicatorPage, problems=(422,))
@may_prepare
def index(asked: dict[str, Any]) -> Any:
    """Every indicator over a period, as of a day, as known on a day."""
    wanted = named(())
    answers = _shown(wanted, _asked(asked))
    items = [indicator_document(*answer, gettext) for answer in answers]
    return file_asked(asked, indicators_sheet(breakdown(asked.get("by")), answers, gettext)) or {"items": items}


@takes(IndicatorsAsked, "query")
@answers(IndicatorSchema, problems=(404, 422))
@may_prepare
def show(asked: dict[str, Any], name: str) -> Any:
    """One indicator over a period: its definition, its rows; small counts are masked where your rights ask for it."""
    try:
        wanted = named((name,))
    except UnknownIndicator as unknown:
        raise Problem(HTTPStatus.NOT_FOUND, gettext("There is no indicator “%(name)s”.", name=name)) from unknown
    answers = _shown(wanted, _asked(asked))
    sheet = indicators_sheet(breakdown(asked.get("by")), answers, gettext)
    return file_asked(asked, sheet) or indicator_document(*answers[0], gettext)


@takes(PeriodAsked, "query")
@answers(EquitySchema, problems=(422,))
@may_prepare
def show_equity(asked: dict[str, Any]) -> Any:
    """The main rates of each group beside everybody’s, over a period: all the years, unless said."""
    on = asked.get("on", viewer().today)
    found = equity_figures(viewer(), _period({"since": usual(on).since, **asked}))
    sheet = equity_sheet(viewer(), at_hand(found))
    return file_asked(asked, sheet) or document(sheet, prepared_at=found.prepared_at)


def _shown(wanted: Sequence[Indicator], asked: Asked) -> list[tuple[Answer, list[ShownRow]]]:
    """Each answer with the rows of it that the caller may read; what it cannot wait for is asked of the worker."""
    found = at_hand(figures(viewer(), wanted, asked))
    return with_rows(viewer(), found)


def _asked(given: dict[str, Any]) -> Asked:
    """The period, the two dates and the dimensions."""
    try:
        by = breakdown(given.get("by"))
    except UnknownBreakdown:
        refused(bad_field("by", BREAKDOWN))
    if viewer().role is Role.SUPERVISOR and not readable(by):
        refused(bad_field("by", ONE))
    return replace(_period(given), by=by)


def _period(given: dict[str, Any]) -> Asked:
    """The period and the two dates: the year of the day asked, today, as known today, unless said otherwise."""
    today = viewer().today
    on = given.get("on", today)
    since, until = given.get("since", date(on.year, 1, 1)), given.get("until", on)
    if since > until:
        refused(bad_field("from", PERIOD))
    return Asked(since, until, on, given.get("known", today))
