"""What the totals withhold of the units that an indicator counts: so that its rows do not give it back. Never writes.

All the units of an indicator of entries are those of the totals of the day asked; those of whole calendar years, those
of the lines of these years.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Any

from parcours_app.queries.crossed import CROSSED
from parcours_app.queries.indicators import Asked
from parcours_app.queries.masking import Withheld
from workflows.disclosure import unsettled
from workflows.indicators.families import side_of
from workflows.indicators.periods import NO_TOTALS, YEAR, Beyond
from workflows.indicators.withheld import NOTHING, Untold
from workflows.indicators.yearly import Years

ENTRIES = "entries"


def readable(by: Sequence[str]) -> bool:
    """Whether a supervisor may read an indicator by these dimensions: by one of them, or all together."""
    return len(by) <= 1


def totals_beyond(totals: Callable[[date, date], Withheld], asked: Asked, measure: str | None) -> Beyond:
    """What the totals of the day asked withhold of the units of indicators, which one of their measures counts.

    totals: what is withheld of a day, as known on a day.
    """
    if measure is None:
        return NO_TOTALS

    def untold(by: tuple[str, ...]) -> Untold:
        names = [name for name in side_of(by) if name in CROSSED]
        if not names:
            return NOTHING
        withheld = totals(asked.on, asked.known)
        return {name: {value for (value,) in withheld.cells((name,), measure)} for name in names}

    def unsettled_of(years: Years) -> frozenset[Any]:
        (name,) = asked.counted_by
        if measure != ENTRIES or name not in CROSSED:
            return frozenset()
        veil = totals(asked.on, asked.known).drawn(ENTRIES)
        return unsettled(veil, CROSSED.index(name), CROSSED.index(YEAR), years)

    return Beyond(cache(untold), cache(unsettled_of))
