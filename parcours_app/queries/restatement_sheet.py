"""What changed in published figures: the entries behind as a table for files, all of it as a document for programs.

Cases by their number, never by a name; rows of the published table by its own columns.
"""

from typing import Any

from parcours_app.queries.restatement import Restated, Restatement
from parcours_app.queries.sheet_fields import KNOWN, dimension
from parcours_app.writers import Field, Kind, Sheet, document
from workflows.engine import sentence

RECORDED = (
    Field("case", Kind.STRING, sentence("The case number; empty when the case is followed elsewhere.")),
    Field("move", Kind.STRING, sentence("The code of what was recorded.")),
    Field("corrects", Kind.BOOLEAN, sentence("Whether it corrects an earlier entry.")),
    Field("effective_on", Kind.DATE, sentence("The day on which it happened.")),
    Field("recorded_at", Kind.DATETIME, sentence("The moment at which it was recorded, in universal time.")),
)
MEASURE = Field("measure", Kind.STRING, sentence("What is counted there: persons, entries or persons trained."))
SHARE = Field("amount", Kind.INTEGER, sentence("What it adds to the count, or takes away."), "unit")


def restatement_sheet(told: Restatement) -> Sheet:
    """All the entries that explain the differences, with the row of the published table each of them changes."""
    rows = [
        (
            *(each.number, each.move, each.corrects, each.effective_on, each.recorded_at),
            *each.cell.values(),
            *(each.measure, each.amount),
        )
        for each in told.entries
    ]
    return Sheet("restatement", (*RECORDED, *map(dimension, told.by), MEASURE, SHARE), rows, {KNOWN.name: told.known})


def restatement_document(told: Restatement) -> dict[str, Any]:
    """The totals then and now, those of everybody, each figure that changed, and the rows of the file."""
    return document(
        restatement_sheet(told),
        known=told.known,
        published=told.published,
        now=told.now,
        whole=told.whole,
        masked=told.masked,
        together=[_figure(each) for each in told.together],
        changed=[_figure(each) for each in told.changed],
    )


def _figure(each: Restated) -> dict[str, Any]:
    counts = {name: getattr(each, name) for name in ("published", "now", "difference", "explained")}
    return {**each.cell, "measure": each.measure, **counts}
