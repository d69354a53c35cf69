"""Organisations compared: their rates against that of all, with what chance explains; no ranking."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.queries.funnel_sheet import funnel_document, funnel_sheet
from parcours_app.queries.funnels import COMPARED, SHARES, Funnel, Placed, funnel
from parcours_app.queries.indicators import Answer, named
from parcours_app.queries.organisations import organisation_names
from parcours_app.queries.prepared import Prepared
from parcours_app.queries.prepared_rates import figures
from parcours_app.scope import Viewer
from parcours_app.web import wording
from parcours_app.web.supervisor.cohorts_words import percent
from parcours_app.web.supervisor.days_asked import day_fault
from parcours_app.web.supervisor.files import asked_again, links, sent
from parcours_app.web.supervisor.funnels_asked import FunnelQuestion, funnel_question
from parcours_app.web.supervisor.funnels_chart import funnel_chart
from parcours_app.web.supervisor.preparing import awaited, preparing
from parcours_app.web.supervisor.success_asked import years_asked
from parcours_app.web.supervisor.success_words import DIMENSION, value_words
from parcours_app.web.viewing import current_viewer
from workflows.cohorts import Verdict
from workflows.engine import sentence
from workflows.indicators import REGISTER

SAID: Mapping[Verdict, str] = {
    Verdict.FAR_BELOW: sentence("lower than chance explains"),
    Verdict.BELOW: sentence("rather low: chance explains it once in forty"),
    Verdict.WITHIN: sentence("within what chance explains"),
    Verdict.ABOVE: sentence("rather high: chance explains it once in forty"),
    Verdict.FAR_ABOVE: sentence("higher than chance explains"),
}


def show() -> ResponseReturnValue:
    """The funnel of a share, the same figures in a table, and who is too small to be placed."""
    viewer = current_viewer()
    question = funnel_question(request.args, viewer)
    found = _found(viewer, question)
    placed = _funnel(viewer, found)
    return render_template(
        "supervisor/funnel.html",
        asked=question.query,
        years=years_asked(question.asked, question.first),
        choices={
            "name": [(code, gettext(REGISTER[code].name)) for code in SHARES],
            "by": [(name, gettext(DIMENSION[name])) for name in COMPARED],
        },
        errors=[_wrong(name) for name in question.wrong],
        caption=_caption(question),
        files=links("funnel", **question.query),
        preparing=preparing(found),
        funnel=placed,
        compared=gettext(DIMENSION[question.asked.by[0]]),
        definition=gettext(REGISTER[question.name].definition),
        **(_told(placed, question.asked.by[0]) if placed else {}),
    )


def file() -> ResponseReturnValue:
    """The same table as a file: no formula, whoever is not placed left out."""
    viewer = current_viewer()
    question = funnel_question(request.args, viewer)
    if question.wrong:
        return asked_again("funnel")
    found = _found(viewer, question)
    if not found.answer:
        return redirect(url_for("supervisor.funnel", **question.query))
    (answer,) = found.answer
    placed = funnel(viewer, answer)
    stem = f"parcours-funnel-{question.name}-{question.asked.on.isoformat()}"
    return sent(stem, funnel_sheet(placed, answer), lambda: funnel_document(placed, answer))


def _found(viewer: Viewer, question: FunnelQuestion) -> Prepared[Sequence[Answer]]:
    """The rows of the indicator compared: what is prepared for a funnel serves its indicator, and the reverse."""
    return awaited(viewer, figures(viewer, named((question.name,)), question.asked))


def _funnel(viewer: Viewer, found: Prepared[Sequence[Answer]]) -> Funnel | None:
    """The funnel as the viewer may read it; none while it is prepared."""
    return funnel(viewer, found.answer[0]) if found.answer else None


def _told(found: Funnel, by: str) -> dict[str, Any]:
    """The ready values of the drawing and of the table, its organisations numbered as in the drawing."""
    numbers = {placed.key: place for place, placed in enumerate(found.placed, start=1)}
    organisations = organisation_names(key for key in (*numbers, *found.apart) if key)
    names = {key: value_words(by, key, organisations) for key in (*numbers, *found.apart)}
    chart = funnel_chart(found, numbers)
    return {
        "chart": chart,
        "rows": [
            _row(placed, f"{numbers[placed.key]}. " if chart else "", names[placed.key]) for placed in found.placed
        ],
        "apart": {
            "count": len(found.apart),
            "names": wording.listed(sorted(names[key] for key in found.apart)) if found.apart else "",
        },
    }


def _row(placed: Placed, number: str, name: str) -> list[Any]:
    band = placed.band
    return [
        f"{number}{name}",
        gettext(
            "%(part)s of %(whole)s", part=wording.number(placed.numerator), whole=wording.number(placed.denominator)
        ),
        percent(Decimal(placed.numerator) / placed.denominator),
        _range(band.low, band.high),
        _range(band.lowest, band.highest),
        gettext(SAID[placed.verdict]),
    ]


def _range(low: float, high: float) -> str:
    return gettext("%(since)s to %(until)s", since=percent(low), until=percent(high))


def _caption(question: FunnelQuestion) -> str:
    days = {name: wording.day(day) for name, day in question.asked.days.items()}
    return gettext("Cohorts from %(since)s to %(until)s, situation on %(on)s as known on %(known)s", **days)


def _wrong(name: str) -> dict[str, str]:
    if name in ("name", "by"):
        return {"url": f"#{name}", "message": gettext("This choice does not exist: choose in the list.")}
    return day_fault(name)
