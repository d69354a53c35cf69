"""What the totals withhold of the units that an indicator counts: so that its rows do not give it back. Never writes.

Over a period that nothing precedes, the units of an indicator of entries are those of the totals of its last day; over
whole calendar years, those of the lines of these years.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from parcours_app.queries.counted import counted
from parcours_app.queries.crossed import CROSSED
from parcours_app.queries.indicators import Asked
from parcours_app.queries.withheld import withheld_from
from parcours_app.scope import Viewer
from workflows.calendar import ONE_DAY, ends_a_year
from workflows.disclosure import unsettled
from workflows.indicators import Indicator
from workflows.indicators.families import counted_in_totals, side_of
from workflows.indicators.indicator import began_within
from workflows.indicators.withheld import NOTHING, Untold

YEAR = "year"
# The measure of the totals that counts the same units, and whether all of them began in the period.
Kind = tuple[str | None, bool]


def readable(by: Sequence[str]) -> bool:
    """Whether a supervisor may read an indicator by these dimensions: by one of them, or all together."""
    return len(by) <= 1


def kind_of(indicator: Indicator) -> Kind:
    """What tells apart the indicators of which the totals may withhold different things."""
    return counted_in_totals(indicator), indicator.within is began_within


def not_told(viewer: Viewer, asked: Asked, kind: Kind) -> Untold:
    """The values, by dimension, whose units the totals withhold, of those that indicators of a kind count."""
    measure, began = kind
    names = [name for name in side_of(asked.counted_by) if name in CROSSED]
    if measure is None or not names or not readable(asked.by):
        return NOTHING
    found: dict[str, set[Any]] = {name: set() for name in names}
    if _nothing_precedes(viewer, asked):
        withheld = withheld_from(viewer, min(asked.until, asked.on), asked.known)
        for name in names:
            found[name] |= {value for (value,) in withheld.cells((name,), measure)}
    if measure == "entries" and began and _whole_years(asked):
        drawn, years = withheld_from(viewer, asked.on, asked.known).drawn(measure), _years(asked)
        for name in found.keys() - {YEAR}:
            found[name] |= unsettled(drawn, CROSSED.index(name), CROSSED.index(YEAR), years)
    return found


def _nothing_precedes(viewer: Viewer, asked: Asked) -> bool:
    if asked.since == date.min:
        return True
    return not counted(viewer, asked.since - ONE_DAY, asked.known, ())[()]["entries"]


def _whole_years(asked: Asked) -> bool:
    """Whether the period is made of calendar years, or of what there is of the last one on the day asked."""
    since, until = asked.since, asked.until
    return (until >= asked.on or ends_a_year(until)) and since == date(since.year, 1, 1)


def _years(asked: Asked) -> range:
    return range(asked.since.year, min(asked.until, asked.on).year + 1)
