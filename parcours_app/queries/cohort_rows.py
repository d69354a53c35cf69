"""A cohort as rows of plain values and as one document: what files, the API and the command line all give."""

from typing import Any

from parcours_app.queries.cohort_curtain import ShownCohort, ShownStage
from workflows.cohorts import Estimate

FLOW = ("stage", "persons", "entered", "inside", "moved_on", "left", "days", "net_days", "masked", "rounded")
# Shares are told to the ten-thousandth.
PLACES = 4


def flow_rows(cohort: ShownCohort) -> list[dict[str, Any]]:
    """A row per stage; none where a count is withheld, or where no stay has ended."""
    return [_stage_row(stage) for stage in cohort.stages]


def _stage_row(stage: ShownStage) -> dict[str, Any]:
    row = {name: getattr(stage, name) for name in FLOW}
    return row | {name: None if row[name] is None else float(row[name]) for name in ("days", "net_days")}


def curve_rows(cohort: ShownCohort) -> list[dict[str, Any]]:
    """A row per day of the curve: the share still inside, then of each event, each with its interval."""
    rows = []
    for point in cohort.points:
        row = {"day": point.day, "followed": point.followed, "mature": point.day <= cohort.asked.mature_until}
        for part, estimate in (("inside", point.inside), *point.reached.items()):
            row |= _bounds(part, estimate)
        rows.append(row)
    return rows


def _bounds(part: str, estimate: Estimate) -> dict[str, Any]:
    values = {part: estimate.share, f"{part}_low": estimate.low, f"{part}_high": estimate.high}
    return {name: None if value is None else round(value, PLACES) for name, value in values.items()}


def cohort_json(cohort: ShownCohort) -> dict[str, Any]:
    """The whole answer, with what was asked."""
    asked = cohort.asked
    return {
        "from": asked.since,
        "to": asked.until,
        "on": asked.on,
        "known": asked.known,
        "start": asked.start,
        "ending": asked.ending,
        "group": ":".join(asked.group) if asked.group else None,
        "persons": cohort.persons,
        "cases": cohort.cases,
        "flow": [{**row, "moved": stage.moved} for row, stage in zip(flow_rows(cohort), cohort.stages, strict=True)],
        "followed": cohort.followed,
        "mature_until": asked.mature_until,
        "curve": curve_rows(cohort),
        "withheld": cohort.withheld,
        "masked": cohort.masked,
    }
