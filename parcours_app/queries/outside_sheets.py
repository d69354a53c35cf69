"""What stands beside our figures, as tables for files and programs: money of the pacts, months of an outside series."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from parcours_app.queries.pacts import PactLine
from parcours_app.queries.series import Month, Named
from parcours_app.queries.sheet_fields import COUNTED, KNOWN, MASKED, ON
from parcours_app.writers import Field, Kind, Sheet, document
from workflows.engine import sentence

PACTS = (
    ON,
    KNOWN,
    Field("region", Kind.STRING, sentence("The code of the region.")),
    COUNTED["trained"],
    COUNTED["entries"],
    Field("target", Kind.INTEGER, sentence("Persons the pact plans to train."), "person"),
    Field("state_euros", Kind.INTEGER, sentence("Amount planned by the State; empty when it was not found."), "€"),
    Field("region_euros", Kind.INTEGER, sentence("Amount planned by the region; empty when it was not found."), "€"),
    Field("euros_per_entry", Kind.INTEGER, sentence("Both amounts by entry counted here, an indication only."), "€"),
    Field("source", Kind.STRING, sentence("Where the amounts were read.")),
    Field("in_force_since", Kind.DATE, sentence("The day from which they are in force.")),
    MASKED,
)
SERIES = (
    Field("series", Kind.STRING, sentence("The name of the series at its source.")),
    Field("perimeter", Kind.STRING, sentence("What the source covers.")),
    Field("source", Kind.STRING, sentence("Who publishes the series.")),
    Field("month", Kind.DATE, sentence("The last day of the month.")),
    Field("told", Kind.BOOLEAN, sentence("Whether the source says anything of this month.")),
    Field("theirs", Kind.INTEGER, sentence("Their figure; empty when they did not communicate it.")),
    Field("extracted_on", Kind.DATE, sentence("The day their figure was extracted.")),
    Field("over", Kind.BOOLEAN, sentence("Whether the month is over, so that ours is counted.")),
    Field("ours", Kind.INTEGER, sentence("Our figure, by the same convention; never to be added to theirs.")),
    MASKED,
)


def pacts_sheet(lines: Sequence[PactLine], on: date, known: date, *, compared: bool) -> Sheet:
    """One row per region. compared: whether the entries are all the region’s, so that euros may be set beside them."""
    rows = [
        (
            on,
            known,
            line.region,
            line.trained,
            line.entries,
            line.money.target,
            line.money.state_euros,
            line.money.region_euros,
            line.euros_per_entry if compared else None,
            line.money.source or None,
            line.money.since,
            None in (line.trained, line.entries),
        )
        for line in lines
    ]
    return Sheet("pacts", PACTS, rows)


def series_sheet(named: Named, months: Sequence[Month]) -> Sheet:
    """The twelve months of a year."""
    names = (named.series, named.perimeter, named.source)
    rows = [
        (
            *names,
            month.last_day,
            month.told,
            month.theirs,
            month.extracted_on,
            month.over,
            month.ours if month.over else None,
            month.over and month.ours is None,
        )
        for month in months
    ]
    return Sheet("series", SERIES, rows, {"unit": named.unit})


def series_document(named: Named, sheet: Sheet, prepared_at: datetime | None) -> dict[str, Any]:
    """The same months with the series they are of. prepared_at: when a large territory’s were calculated."""
    return document(sheet, items=[asdict(named)], prepared_at=prepared_at)
