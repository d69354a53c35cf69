"""Cohorts: where those who began in a period went, stage by stage, and what they reached first, day by day."""

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.queries.cohort_curtain import ShownCohort, ShownStage
from parcours_app.queries.cohort_sheets import SHEETS, cohort_document
from parcours_app.queries.cohorts import Cohort
from parcours_app.queries.masking import largest
from parcours_app.queries.prepared import Prepared
from parcours_app.queries.prepared_cohorts import cohort_figures
from parcours_app.queries.shown_cohorts import shown
from parcours_app.scope import Viewer
from parcours_app.web import wording
from parcours_app.web.supervisor import cohorts_words as words
from parcours_app.web.supervisor.cohorts_asked import CohortQuestion, cohort_question
from parcours_app.web.supervisor.cohorts_chart import curve_chart
from parcours_app.web.supervisor.days_asked import day_fault
from parcours_app.web.supervisor.files import asked_again, links, sent
from parcours_app.web.supervisor.preparing import awaited, preparing
from parcours_app.web.supervisor.totals_words import count_words
from parcours_app.web.viewing import current_viewer
from workflows.cohorts import Point


def show() -> ResponseReturnValue:
    """The flow of the cohort, and its curve with the same figures beside it."""
    viewer = current_viewer()
    question = cohort_question(request.args, viewer)
    found = _found(viewer, question)
    told = shown(viewer, found.answer) if found.answer else None
    return render_template(
        "supervisor/cohorts.html",
        question=question,
        asked=question.query,
        choices=words.choices(question.asked),
        errors=[_wrong(name) for name in question.wrong],
        caption=words.caption(question.asked),
        files={name: links("cohorts", table=name, **question.query) for name in SHEETS},
        preparing=preparing(found),
        cohort=told,
        largest=largest(),
        **(_told(told) if told else {}),
    )


def file(table: str) -> ResponseReturnValue:
    """One of the two tables as a file, a count withheld empty; in JSON both are one document, as the API tells it."""
    if table not in SHEETS:
        abort(404)
    viewer = current_viewer()
    question = cohort_question(request.args, viewer)
    if question.wrong:
        return asked_again("cohorts")
    found = _found(viewer, question)
    if found.answer is None:
        return redirect(url_for("supervisor.cohorts", **question.query))
    told = shown(viewer, found.answer)
    stem = f"parcours-cohort-{table}-{question.asked.on.isoformat()}"
    return sent(stem, SHEETS[table](told), lambda: cohort_document(told, found.prepared_at))


def _found(viewer: Viewer, question: CohortQuestion) -> Prepared[Cohort]:
    return awaited(viewer, cohort_figures(viewer, question.asked))


def _told(found: ShownCohort) -> dict[str, Any]:
    """The ready values of both tables and of the drawing."""
    stages = [stage for stage in found.stages if stage.entered != 0]
    return {
        "group": words.group_words(found.asked.group),
        "size": [
            {"label": gettext("Persons"), "value": count_words(found.persons)},
            {"label": gettext("Cases"), "value": count_words(found.cases)},
            {"label": gettext("Persons followed by the curve"), "value": count_words(found.followed)},
        ],
        "flow": [_flow_row(stage) for stage in stages],
        "moves": [
            [wording.word("stage", stage.stage), wording.word("stage", to), count_words(count)]
            for stage in stages
            for to, count in stage.moved.items()
        ],
        "chart": curve_chart(found),
        "causes": [words.cause_words(cause) for cause in found.asked.causes],
        "points": [_point_row(found, point) for point in found.points],
        "mature": words.mature_words(found.asked),
    }


def _flow_row(stage: ShownStage) -> list[str]:
    counts = (stage.persons, stage.entered, stage.inside, stage.moved_on, stage.left)
    lengths = (words.length_words(stage, stage.days), words.length_words(stage, stage.net_days))
    return [wording.word("stage", stage.stage), *(count_words(count) for count in counts), *lengths]


def _point_row(found: ShownCohort, point: Point) -> list[Any]:
    note = gettext("not mature") if point.day > found.asked.mature_until else ""
    estimates = (point.inside, *(point.reached[cause] for cause in found.asked.causes))
    return [
        {"text": wording.number(point.day), "note": note},
        wording.number(point.followed),
        *({"text": words.percent(each.share), "note": words.between(each)} for each in estimates),
    ]


def _wrong(name: str) -> dict[str, str]:
    if name in ("start", "ending", "group"):
        return {"url": f"#{name}", "message": gettext("This choice does not exist: choose in the list.")}
    return day_fault(name)
