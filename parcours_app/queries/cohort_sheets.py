"""A cohort as two tables for files, its flow and its curve, and as one document for programs: masked as shown."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from parcours_app.queries.cohort_curtain import ShownCohort
from parcours_app.queries.cohort_rows import FLOW, cohort_json, curve_rows, flow_rows
from parcours_app.queries.cohorts import AskedCohort
from parcours_app.queries.sheet_fields import MASKED, PERIOD
from parcours_app.writers import Field, Kind, Sheet
from workflows.engine import sentence

ASKED = (
    *PERIOD,
    Field("start", Kind.STRING, sentence("What the curve starts at: the opening, or the first training.")),
    Field("ending", Kind.STRING, sentence("What ends the curve: the exit, or a qualification.")),
)
GROUP = Field("group", Kind.STRING, sentence("The group asked, as dimension:value."))
STAGES: Mapping[str, Field] = {
    field.name: field
    for field in (
        Field("stage", Kind.STRING, sentence("The stage, in the order of the pathway.")),
        Field("persons", Kind.INTEGER, sentence("Persons with one stay in the stage at least."), "person"),
        Field("entered", Kind.INTEGER, sentence("Stays begun: still inside, moved on or left."), "stay"),
        Field("inside", Kind.INTEGER, sentence("Stays still going on."), "stay"),
        Field("moved_on", Kind.INTEGER, sentence("Stays followed by another stage."), "stay"),
        Field("left", Kind.INTEGER, sentence("Stays followed by the exit."), "stay"),
        Field("days", Kind.NUMBER, sentence("Median length of the stays that ended."), "day"),
        Field("net_days", Kind.NUMBER, sentence("The same without the paused days."), "day"),
        MASKED,
        Field("rounded", Kind.BOOLEAN, sentence("Whether the counts that show are rounded to tens.")),
    )
}
POINTS = (
    Field("day", Kind.INTEGER, sentence("Days since the start of each person."), "day"),
    Field("followed", Kind.INTEGER, sentence("Persons still followed on that day."), "person"),
    Field("mature", Kind.BOOLEAN, sentence("Whether everybody in the cohort has been seen that long.")),
)
INSIDE = sentence("Share still on the pathway, between 0 and 1.")
REACHED = sentence("Share who reached this event first, between 0 and 1.")
ENDS = {
    "low": sentence("Lower end of its interval at 95 percent."),
    "high": sentence("Higher end of its interval at 95 percent."),
}


def flow_sheet(found: ShownCohort) -> Sheet:
    """A row per stage."""
    return _sheet("cohort-flow", found, [STAGES[name] for name in FLOW], flow_rows(found))


def curve_sheet(found: ShownCohort) -> Sheet:
    """A row per day of the curve that may show."""
    return _sheet("cohort-curve", found, [*POINTS, *shares(("inside", *found.asked.causes))], curve_rows(found))


SHEETS: Mapping[str, Callable[[ShownCohort], Sheet]] = {"flow": flow_sheet, "curve": curve_sheet}


def cohort_document(found: ShownCohort, prepared_at: datetime | None) -> dict[str, Any]:
    """Both tables with what was asked. prepared_at: when a large territory’s answer was calculated."""
    return {**cohort_json(found), "prepared_at": prepared_at}


def shares(parts: Iterable[str]) -> Iterator[Field]:
    """The fields of a curve’s shares: of those still inside, of each event, each with its interval."""
    for part in parts:
        yield Field(part, Kind.NUMBER, INSIDE if part == "inside" else REACHED)
        for end, words in ENDS.items():
            yield Field(f"{part}_{end}", Kind.NUMBER, words)


def _sheet(name: str, found: ShownCohort, fields: Sequence[Field], rows: Sequence[Mapping[str, Any]]) -> Sheet:
    """Each row begins with what was asked: a file torn from its page still says it."""
    asked = _asked(found.asked)
    cells = [(*asked.values(), *(row[field.name] for field in fields)) for row in rows]
    return Sheet(name, (*asked, *fields), cells)


def _asked(asked: AskedCohort) -> dict[Field, Any]:
    told = {field: getattr(asked, field.name) for field in ASKED}
    return {**told, GROUP: ":".join(asked.group)} if asked.group else told
