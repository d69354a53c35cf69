"""The dimensions that supervisors may cross, and what is withheld of all their tables at once. Reads nothing.

They make one world of tables (workflows/disclosure). Any other dimension is read alone: its table and the true total
bind nothing else. Veils are kept in memory, since the days remembered are the same whatever the day asked.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from parcours_app.journal import cuboids
from parcours_app.queries.redrawn import redrawn
from workflows.disclosure import Above, Below, Earlier, Known, Later, Parts, Units, Veil, Wider, veil

# Together they tell where somebody stands and who answers for them; the order is that of their places in a record.
CROSSED = cuboids.WHOLE
# An organisation tells its region: the two crossed would show but the few who were passed on to another region, and
# withhold next to every region for their sake.
TOGETHER = tuple(CROSSED.index(name) for name in ("region", "organisation"))
PAIRS = tuple(pair for pair in combinations(range(len(CROSSED)), 2) if pair != TOGETHER)
TABLES = ((), *((place,) for place in range(len(CROSSED))), *PAIRS)
# Those that depend on one another: an organisation tells its region.
GROUND = tuple(CROSSED.index(name) for name in ("region", "organisation", "pact"))
# Those whose values an entry or a person never changes: by these, counts only grow from one day to the next.
LASTING = tuple(CROSSED.index(name) for name in ("region", "year", "public", "pact"))
# The parts of the nation that have supervisors of their own.
PARTS = tuple(map(Parts, TOGETHER))
# How many veils are kept: of the days asked, and of the days remembered of some sixty territories.
KEPT, KEPT_OF_PAST = 48, 2000
Beside = Earlier | Later | Wider | Parts | Above | Below
# The units of each measure.
Measured = Mapping[str, Units]


class Past(NamedTuple):
    """The units on the days remembered, as they were known then; and on the last ones, as a situation knows them."""

    then: Mapping[date, Measured]
    now: Mapping[date, Measured]


def crossable(by: tuple[str, ...]) -> bool:
    """Whether a supervisor may read the table of these dimensions: one of them, or two of those that are crossed."""
    if len(by) <= 1:
        return True
    return set(by) <= set(CROSSED) and tuple(sorted(CROSSED.index(name) for name in by)) in PAIRS


def _drawn(units: Units, beside: tuple[Beside, ...], limit: int, *, told: bool) -> Veil:
    return veil(dict(units), TABLES, limit, known=Known(ground=GROUND), told=told, beside=beside)


def _decided(units: Units, beside: tuple[Beside, ...], limit: int, *, told: bool) -> Veil:
    return redrawn(units, TABLES, lambda: _drawn(units, beside, limit, told=told), (*beside, GROUND, limit, told))


_of_a_day, _of_the_past = lru_cache(maxsize=KEPT)(_drawn), lru_cache(maxsize=KEPT_OF_PAST)(_decided)


def veil_of(units: Units, beside: tuple[Beside, ...], limit: int, *, told: bool, past: bool) -> Veil:
    """What is withheld of these units, beside what readers may have: the same for the same, so it is kept a while.

    limit: the greatest count withheld. told: their sum is shown even when it is small. past: of a day remembered.
    """
    return (_of_the_past if past else _of_a_day)(units, beside, limit, told=told)
