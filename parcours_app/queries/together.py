"""Everybody as one row beside the groups of an answer, from the groups themselves. Never writes."""

from dataclasses import replace

from parcours_app.queries.indicators import Answer
from parcours_app.queries.shown_rates import ShownRow, shown
from parcours_app.scope import Viewer
from workflows.indicators import MOTIVE, Measure
from workflows.indicators.evaluation import summed
from workflows.indicators.periods import YEAR
from workflows.indicators.rates import share

# A median of all is no sum of medians.
ADDED_UP = frozenset({Measure.COUNT, Measure.PERSONS, Measure.SHARE})


def everybody(viewer: Viewer, answer: Answer) -> ShownRow | None:
    """The row of all together, masked as when it is asked for alone; None where the groups do not add up to it."""
    if answer.indicator.measure not in ADDED_UP or MOTIVE in answer.asked.by:
        return None
    (row,) = summed(answer.rows)
    if answer.indicator.measure is Measure.SHARE:
        row = replace(row, rate=share(row.numerator, row.denominator))
    years = tuple(summed(answer.years, (YEAR,)))
    return shown(viewer, Answer(answer.indicator, replace(answer.asked, by=()), (row,), years))[0]
