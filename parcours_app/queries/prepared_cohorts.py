"""Cohorts as they are prepared: a part per group, its flow and its curve as plain values."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from decimal import Decimal
from functools import partial
from typing import Any

from parcours_app.models import FigureQuestion
from parcours_app.queries.cohorts import AskedCohort, Cohort, Group, cohort
from parcours_app.queries.prepared import Prepared, Question, parts, prepared
from parcours_app.scope import Viewer
from workflows.cohorts import Estimate, Flow, Point, StageFlow
from workflows.stage import Stage

COHORT = "cohort"
# How a cohort is counted and stored: what is of another version is no answer.
VERSION = 1
Stored = Mapping[str, Any]


def cohort_question(asked: AskedCohort) -> Question:
    """Every group of the dimension asked."""
    days = {name: getattr(asked, name) for name in ("since", "until", "on", "known")}
    dimension = asked.group[0] if asked.group else ""
    return {"kind": COHORT, **days, "terms": f"{asked.start},{asked.ending},{dimension}"}


def cohort_figures(viewer: Viewer, asked: AskedCohort) -> Prepared[Cohort]:
    """The cohort with every group of the dimension asked: what is prepared serves all of them."""
    return prepared(viewer, cohort_question(asked), partial(cohort, viewer, asked), partial(_cohort, asked))


def cohort_parts(viewer: Viewer, question: FigureQuestion) -> Iterator[dict[str, Any]]:
    """The cohort, calculated and ready to be stored."""
    start, ending, dimension = question.terms.split(",")
    group = (dimension, "") if dimension else None
    asked = AskedCohort(question.since, question.until, question.on, question.known, start, ending, group)
    for name, group_found in cohort(viewer, asked).groups.items():
        yield {"name": name, "version": VERSION, "rows": [asdict(group_found, dict_factory=_plain)]}


def _plain(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    """A median is text, for it is exact."""
    return {name: str(value) if isinstance(value, Decimal) else value for name, value in fields}


def _cohort(asked: AskedCohort, question: FigureQuestion) -> Cohort | None:
    found = parts(question)
    if any(part.version != VERSION for part in found.values()):
        return None
    return Cohort(asked, {name: _group(asked, part.rows[0]) for name, part in sorted(found.items())})


def _group(asked: AskedCohort, stored: Stored) -> Group:
    flow = stored["flow"]
    stages = tuple(_stage(stage) for stage in flow["stages"])
    points = tuple(_point(asked, point) for point in stored["points"])
    return Group(Flow(flow["persons"], flow["cases"], stages), stored["followed"], points)


def _stage(stored: Stored) -> StageFlow:
    lengths = {name: None if stored[name] is None else Decimal(stored[name]) for name in ("days", "net_days")}
    where = {name: _in_order(stored[name]) for name in ("moved", "left")}
    return StageFlow(**{**stored, **lengths, **where})


def _in_order(counts: Mapping[str, int]) -> dict[str, int]:
    """By stage, in the order of the pathway: a database may keep the keys of a document in another."""
    return {stage.value: counts[stage.value] for stage in Stage if stage.value in counts}


def _point(asked: AskedCohort, stored: Stored) -> Point:
    reached = {cause: Estimate(**stored["reached"][cause]) for cause in asked.causes}
    ended = {cause: stored["ended"][cause] for cause in asked.causes}
    return Point(**{**stored, "inside": Estimate(**stored["inside"]), "reached": reached, "ended": ended})
