"""The equity view as a table for files: each group's rates with their difference from everybody's, masked as shown."""

from itertools import chain, islice
from typing import Any

from parcours_app.queries.equity import GROUPS, Equity
from parcours_app.queries.indicators import Answer
from parcours_app.queries.sheet_fields import ASKED, MASKED, RATES
from parcours_app.queries.shown_rates import ShownRow, with_rows
from parcours_app.scope import Viewer
from parcours_app.writers import Field, Kind, Sheet
from workflows.engine import sentence
from workflows.indicators.equity import Gap, gap

FIGURES = ("numerator", "denominator", "rate")
ShownAnswers = list[tuple[Answer, list[ShownRow]]]
FIELDS = (
    *ASKED,
    Field("by", Kind.STRING, sentence("The way people are grouped; empty for everybody together.")),
    Field("group", Kind.STRING, sentence("Group of the row.")),
    *(RATES[name] for name in FIGURES),
    Field("difference", Kind.NUMBER, sentence("Difference from everybody’s share, in points."), "point"),
    Field("difference_low", Kind.NUMBER, sentence("Lower end of its interval at 95 percent."), "point"),
    Field("difference_high", Kind.NUMBER, sentence("Higher end of its interval at 95 percent."), "point"),
    MASKED,
)


def equity_sheet(viewer: Viewer, found: Equity) -> Sheet:
    """Everybody's rates, then those of each group."""
    everybody, *groups = shown_equity(viewer, found)
    rows = [_row(answer, "", whole, None) for answer, (whole,) in everybody]
    for name, answers in zip(GROUPS, groups, strict=True):
        for (answer, told), (_all, (whole,)) in zip(answers, everybody, strict=True):
            rows += [_row(answer, name, row, difference(row, whole)) for row in told]
    return Sheet("equity", FIELDS, rows, {a.indicator.code: a.indicator.definition for a, _rows in everybody})


def shown_equity(viewer: Viewer, found: Equity) -> list[ShownAnswers]:
    """The answers of everybody, then of each way of grouping people, with the rows the viewer may read.

    What the totals withhold of them is read once for all.
    """
    told = iter(with_rows(viewer, chain.from_iterable(found)))
    return [list(islice(told, len(answers))) for answers in found]


def difference(row: ShownRow, whole: ShownRow) -> Gap | None:
    """A group's difference from everybody; None unless both shares are shown."""
    if row.numerator is None or row.denominator is None or whole.numerator is None or whole.denominator is None:
        return None
    return gap((row.numerator, row.denominator), (whole.numerator, whole.denominator))


def _row(answer: Answer, name: str, row: ShownRow, found: Gap | None) -> tuple[Any, ...]:
    asked, indicator = answer.asked, answer.indicator
    days = (asked.since, asked.until, asked.on, asked.known)
    figures = (getattr(row, figure) for figure in FIGURES)
    apart = (getattr(found, part, None) for part in ("points", "low", "high"))
    return (indicator.code, indicator.version, *days, name, row.dimensions.get(name), *figures, *apart, row.masked)
