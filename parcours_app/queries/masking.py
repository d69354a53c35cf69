"""What is withheld from supervisors in the totals: small counts, in all the tables they may ask for at once.

The dimensions that may be crossed, two at a time, make one world of tables (workflows/disclosure), so that the same
count is withheld whatever is asked. Any other dimension is read alone: its table and the true total bind nothing else.
What was withheld at the end of each year past, and of each quarter past of the year, is remembered by computing it
again, so that a reader of two days does not find shown on one what the other withholds. A territory withholds what the
nation does of it in the same way, and persons trained are withheld beside the persons they are among, where next to
everybody is trained.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from itertools import combinations

from flask import current_app

from parcours_app.journal import cuboids
from parcours_app.settings import Settings
from workflows.calendar import ends_a_year
from workflows.disclosure import SMALLEST, Above, Below, Cell, Earlier, Parts, Record, Veil, Wider, close, veil
from workflows.totals import MEASURES

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
# A day with fewer units tells next to nothing and is not remembered: nearly everything is withheld of it.
FEWEST = 30
# How many veils are kept in memory: of the days asked, and of the days remembered of some sixty territories, which are
# the same whatever the day asked and take a nation some seconds.
KEPT, KEPT_OF_PAST = 96, 2000
# The persons of a territory are told in any case: `total` is the true total (decisions.md, Totals).
TOLD = "persons"
# A measure, and the one that counts some of its units.
WHOLE, PART = "persons", "trained"
Counts = Mapping[Cell, Mapping[str, int]]
Counted = Callable[[tuple[str, ...]], Counts]
# The parts of the nation that have supervisors of their own.
PARTS = tuple(map(Parts, TOGETHER))
Beside = Earlier | Wider | Parts | Above | Below
# The units of each measure, by record: sets that are kept are hashed once.
Units = Mapping[str, frozenset[tuple[Record, int]]]
Past = Callable[[date, tuple[str, ...]], Mapping[date, Units]]


def largest() -> int:
    """The greatest count to withhold, as configured."""
    settings: Settings = current_app.extensions["parcours_settings"]
    return settings.largest_masked


def crossable(by: tuple[str, ...]) -> bool:
    """Whether a supervisor may read the table of these dimensions: one of them, or two of those that are crossed."""
    if len(by) <= 1:
        return True
    return set(by) <= set(CROSSED) and tuple(sorted(CROSSED.index(name) for name in by)) in PAIRS


class Withheld:
    """What is withheld from the tables of one situation.

    counted: the true counts by some dimensions, by measure. day: the last of what is counted. past: the units on the
    days remembered on a day. whole: what is withheld of the nation, whose tables may be published, and the dimension
    and value that the territory is of it.
    """

    def __init__(self, counted: Counted, day: date, past: Past, whole: tuple[Withheld, str, str] | None = None) -> None:
        self._counted = counted
        self._past = past
        self._day = day
        self._whole = whole
        self._units: dict[tuple[str, ...], Units] = {}
        self._remembered: Mapping[date, Units] | None = None
        self._befores: dict[str, Mapping[date, Veil]] = {}
        self._veils: dict[tuple[tuple[str, ...], str], Veil] = {}

    def cells(self, by: tuple[str, ...], measure: str) -> frozenset[Cell]:
        """The cells to withhold from a measure in the table of these dimensions; crossable dimensions only."""
        world = CROSSED if set(by) <= set(CROSSED) else by
        drawn = self._of(world, measure)
        places = tuple(sorted(world.index(name) for name in by))
        turned = [places.index(world.index(name)) for name in by]
        if not by and self._small(measure):
            return frozenset({()})
        found = drawn.withheld(places)
        return frozenset(tuple([cell[place] for place in turned]) for cell in found)

    def _small(self, measure: str) -> bool:
        """Whether the row of everybody is small: it is withheld like any other, whatever is told beside it."""
        return SMALLEST <= _sum(self._units[CROSSED][measure]) <= largest()

    def _drawn(self, world: tuple[str, ...], measure: str) -> Veil:
        if world not in self._units:
            self._units[world] = _units(self._counted(world))
        units = self._units[world]
        if world != CROSSED:
            beside = self._bound(units, measure, partial(self._of, world))
            return veil(dict(units[measure]), ((), (0,)), largest(), told=measure == TOLD, beside=beside)
        return self._beside(units, measure, self.before(measure), self.drawn)

    def before(self, measure: str) -> Mapping[date, Veil]:
        """What was withheld on each day remembered, itself beside those before."""
        if measure not in self._befores:
            self._befores[measure] = self._drawn_before(measure)
        return self._befores[measure]

    def _drawn_before(self, measure: str) -> Mapping[date, Veil]:
        if self._remembered is None:
            self._remembered = self._past(self._day, CROSSED)
        found: dict[date, Veil] = {}
        for day, units in self._remembered.items():
            if _sum(units[measure]) >= FEWEST:
                found[day] = self._beside(units, measure, found, partial(self._on, day), day)
        return found

    def _on(self, day: date, measure: str) -> Veil:
        return self.before(measure)[day]

    def drawn(self, measure: str) -> Veil:
        """The veil of the dimensions that may be crossed."""
        return self._of(CROSSED, measure)

    def _of(self, world: tuple[str, ...], measure: str) -> Veil:
        if (world, measure) not in self._veils:
            self._veils[world, measure] = self._drawn(world, measure)
        return self._veils[world, measure]

    def _bound(self, units: Units, measure: str, drawn: Callable[[str], Veil]) -> list[Above | Below]:
        """The other measure, when one tells of the other; drawn: what is withheld of a measure in the same tables."""
        if measure not in (WHOLE, PART):
            return []
        whole, part = units[WHOLE], units[PART]
        if not close(whole, part):
            return []
        return [Above(part)] if measure == WHOLE else [Below(whole, drawn(WHOLE))]

    def _around(self, measure: str, day: date | None) -> Sequence[Wider | Parts]:
        """What the nation withholds of the same situation, or of a day remembered; of the nation, its parts."""
        if self._whole is None:
            return PARTS
        nation, name, value = self._whole
        found = nation.before(measure).get(day) if day else nation.drawn(measure)
        return [Wider(found, CROSSED.index(name), value, GROUND)] if found else []

    def _beside(
        self,
        units: Units,
        measure: str,
        before: Mapping[date, Veil],
        drawn: Callable[[str], Veil],
        day: date | None = None,
    ) -> Veil:
        """What is withheld beside the other measure first, then the days before, then what is around the territory.

        day: the one remembered, if it is one; drawn: what is withheld of another measure then.
        """
        under_way = not ends_a_year(day or self._day)
        earlier = (Earlier(each, LASTING, joining=under_way) for each in _last(before))
        beside = (*self._bound(units, measure, drawn), *earlier, *self._around(measure, day))
        return (_of_the_past if day else _of_a_day)(units[measure], beside, largest(), told=measure == TOLD)


def _last(before: Mapping[date, Veil]) -> Iterator[Veil]:
    """What was withheld at the end of the last year, then of the last quarter since: what matters most first."""
    for years in (True, False):
        if days := [day for day in before if ends_a_year(day) is years]:
            yield before[max(days)]


def _units(counts: Counts) -> Units:
    return {
        measure: frozenset((cell, n) for cell, found in counts.items() if (n := found.get(measure)))
        for measure in MEASURES
    }


def _sum(units: frozenset[tuple[Record, int]]) -> int:
    return sum(n for _record, n in units)


def _drawn_beside(
    records: frozenset[tuple[Record, int]], beside: tuple[Beside, ...], limit: int, *, told: bool
) -> Veil:
    """What is withheld of these records, beside what readers may have: the same for the same, so it is kept a while."""
    return veil(dict(records), TABLES, limit, ground=GROUND, told=told, beside=beside)


_of_a_day, _of_the_past = (lru_cache(maxsize=kept)(_drawn_beside) for kept in (KEPT, KEPT_OF_PAST))
