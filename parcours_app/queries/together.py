"""Everybody as one row beside the groups of an answer, from the groups themselves. Never writes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from parcours_app.queries.indicators import Answer
from parcours_app.queries.shown_rates import ShownRow, shown
from parcours_app.scope import Viewer
from workflows.indicators import MOTIVE, Measure, Row
from workflows.indicators.rates import share

# A median of all is no sum of medians.
ADDED_UP = frozenset({Measure.COUNT, Measure.PERSONS, Measure.SHARE})


def everybody(viewer: Viewer, answer: Answer) -> ShownRow | None:
    """The row of all together, masked as when it is asked for alone; None where the groups do not add up to it."""
    if answer.indicator.measure not in ADDED_UP or MOTIVE in answer.asked.by:
        return None
    row = _together(answer.rows, answer.indicator.measure)
    return shown(viewer, Answer(answer.indicator, replace(answer.asked, by=()), (row,)))[0]


def _together(rows: Sequence[Row], measure: Measure) -> Row:
    numerator, denominator = sum(row.numerator for row in rows), sum(row.denominator for row in rows)
    return Row(
        dimensions={},
        numerator=numerator,
        denominator=denominator,
        rate=share(numerator, denominator) if measure is Measure.SHARE else None,
        open=sum(row.open for row in rows),
        paused=sum(row.paused for row in rows),
        immature=sum(row.immature for row in rows),
        details={},
        units=sum((Counter(row.units) for row in rows), Counter()),
    )
