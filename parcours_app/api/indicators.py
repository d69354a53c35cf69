"""Indicators, within the caller's territory: the whole register, or one of it."""

from datetime import date
from http import HTTPStatus
from typing import Any

from flask_babel import gettext

from parcours_app.api.bodies import bad_field, refused
from parcours_app.api.caller import viewer
from parcours_app.api.problems import Problem
from parcours_app.api.routes import answers, takes
from parcours_app.api.schemas.indicators import IndicatorPage, IndicatorsAsked, IndicatorSchema
from parcours_app.queries.indicators import (
    Answer,
    Asked,
    UnknownBreakdown,
    UnknownIndicator,
    breakdown,
    indicators,
    named,
)
from parcours_app.queries.shown_rates import ShownRow, shown
from workflows.engine import sentence

BREAKDOWN = sentence("“%(field)s” lists a dimension nobody counts by: the description of the API lists them.")
PERIOD = sentence("“%(field)s” comes after the end of the period: exchange the two dates.")


@takes(IndicatorsAsked, "query")
@answers(IndicatorPage, problems=(422,))
def index(asked: dict[str, Any]) -> Any:
    """Every indicator over a period, as of a day, as known on a day."""
    wanted = named(())
    return {"items": [_indicator_json(answer) for answer in indicators(viewer(), wanted, _asked(asked))]}


@takes(IndicatorsAsked, "query")
@answers(IndicatorSchema, problems=(404, 422))
def show(asked: dict[str, Any], name: str) -> Any:
    """One indicator over a period: its definition, its rows; small counts are masked where your rights ask for it."""
    try:
        wanted = named((name,))
    except UnknownIndicator as unknown:
        raise Problem(HTTPStatus.NOT_FOUND, gettext("There is no indicator “%(name)s”.", name=name)) from unknown
    (answer,) = indicators(viewer(), wanted, _asked(asked))
    return _indicator_json(answer)


def _asked(given: dict[str, Any]) -> Asked:
    """The period and the two dates: the year of the day asked, today, as known today, unless said otherwise."""
    today = viewer().today
    on = given.get("on", today)
    since, until = given.get("since", date(on.year, 1, 1)), given.get("until", on)
    if since > until:
        refused(bad_field("from", PERIOD))
    try:
        by = breakdown(given.get("by"))
    except UnknownBreakdown:
        refused(bad_field("by", BREAKDOWN))
    return Asked(since, until, on, given.get("known", today), by)


def _indicator_json(answer: Answer) -> dict[str, Any]:
    indicator, asked = answer.indicator, answer.asked
    return {
        "name": indicator.code,
        "version": indicator.version,
        "label": gettext(indicator.name),
        "definition": gettext(indicator.definition),
        "since": asked.since,
        "until": asked.until,
        "on": asked.on,
        "known": asked.known,
        "by": asked.by,
        "rows": [_rate_json(row) for row in shown(viewer(), answer)],
    }


def _rate_json(row: ShownRow) -> dict[str, Any]:
    figures = {name: getattr(row, name) for name in ("numerator", "denominator", "open", "paused", "immature")}
    rate = None if row.rate is None else float(row.rate)
    return {**row.dimensions, **figures, "rate": rate, "masked": row.masked}
