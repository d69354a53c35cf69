"""The entries behind what changed in published figures, as a table for files: by case number, never by name."""

from collections.abc import Callable, Mapping

from parcours_app.queries.counted import Value
from parcours_app.queries.restatement import Restatement
from parcours_app.writers import Field, Kind, Sheet
from workflows.engine import sentence

ENTRIES = (
    Field("case", Kind.STRING, sentence("The case number; empty when the case is followed elsewhere.")),
    Field("move", Kind.STRING, sentence("The code of what was recorded.")),
    Field("corrects", Kind.BOOLEAN, sentence("Whether it corrects an earlier entry.")),
    Field("effective_on", Kind.DATE, sentence("The day on which it happened.")),
    Field("recorded_at", Kind.DATETIME, sentence("The moment at which it was recorded, in universal time.")),
    Field("cell", Kind.STRING, sentence("The row of the published table that it changes, in words.")),
    Field("measure", Kind.STRING, sentence("What is counted there: persons, entries or persons trained.")),
    Field("amount", Kind.INTEGER, sentence("What it adds to the count, or takes away."), "unit"),
)


def restatement_sheet(told: Restatement, cell: Callable[[Mapping[str, Value]], str]) -> Sheet:
    """All the entries that explain the differences. cell: the words of a row of the table."""
    rows = [
        (
            each.number,
            each.move,
            each.corrects,
            each.effective_on,
            each.recorded_at,
            cell(each.cell),
            each.measure,
            each.amount,
        )
        for each in told.entries
    ]
    return Sheet("restatement", ENTRIES, rows)
