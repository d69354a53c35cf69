"""Cohorts and organisations compared, in the caller's territory; small counts withheld where its rights ask for it."""

from collections.abc import Callable
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
from parcours_app.api.schemas.cohorts import CohortAsked, CohortSchema, FunnelAsked, FunnelSchema
from parcours_app.queries.cohort_sheets import SHEETS, cohort_document
from parcours_app.queries.cohorts import AskedCohort, UnknownGroup, group_of, usual_cohort
from parcours_app.queries.funnel_sheet import funnel_document, funnel_sheet
from parcours_app.queries.funnels import SHARES, funnel
from parcours_app.queries.indicators import Asked, named, usual
from parcours_app.queries.prepared_cohorts import cohort_figures
from parcours_app.queries.prepared_rates import figures
from parcours_app.queries.shown_cohorts import shown
from workflows.engine import sentence

PERIOD = sentence("“%(field)s” comes after the end of the period: exchange the two dates.")
GROUP = sentence(
    "“%(field)s” is written name:value, for example sex:f: the description of the API lists the names and their values."
)


@takes(CohortAsked, "query")
@answers(CohortSchema, problems=(422,))
@may_prepare
def show(asked: dict[str, Any]) -> Any:
    """A cohort: the flow of its cases through the stages, and what its people reach first."""
    since, until, on, known = _days(asked, usual_cohort)
    question = AskedCohort(since, until, on, known, asked["start"], asked["ending"])
    try:
        question = replace(question, group=group_of(asked.get("group", "")))
    except UnknownGroup:
        refused(bad_field("group", GROUP))
    found = cohort_figures(viewer(), question)
    told = shown(viewer(), at_hand(found))
    return file_asked(asked, SHEETS[asked["table"]](told)) or cohort_document(told, found.prepared_at)


@takes(FunnelAsked, "query")
@answers(FunnelSchema, problems=(404, 422))
@may_prepare
def funnel_of_share(asked: dict[str, Any], name: str) -> Any:
    """Organisations compared: their share against that of all, over all the years unless said, and chance."""
    if name not in SHARES:
        raise Problem(HTTPStatus.NOT_FOUND, gettext("There is no share “%(name)s” to compare.", name=name))
    since, until, on, known = _days(asked, usual)
    (answer,) = at_hand(figures(viewer(), named((name,)), Asked(since, until, on, known, (asked["by"],))))
    placed = funnel(viewer(), answer)
    return file_asked(asked, funnel_sheet(placed, answer)) or funnel_document(placed, answer)


def _days(given: dict[str, Any], usual: Callable[[date], Asked | AskedCohort]) -> tuple[date, date, date, date]:
    """The period and the two dates: the usual period of the day asked, today, as known today, unless said otherwise."""
    today = viewer().today
    on = given.get("on", today)
    unsaid = usual(on)
    since, until = given.get("since", unsaid.since), given.get("until", unsaid.until)
    if since > until:
        refused(bad_field("from", PERIOD))
    return since, until, on, given.get("known", today)
