"""What is withheld from supervisors in the totals: small counts, in all the tables they may ask for at once.

The dimensions that may be crossed, two at a time, make one world of tables (crossed.py), so that the same count is
withheld whatever is asked. What was withheld at the end of each year past, and of each quarter past of the year, is
remembered by computing it again, so that a reader of two days does not find shown on one what the other withholds. A
territory withholds what the nation does of it in the same way, and persons trained are withheld beside the persons they
are among, all of them at some stages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property, partial

from flask import current_app

from parcours_app.queries.counted import Situation
from parcours_app.queries.crossed import CROSSED, GROUND, LASTING, PARTS, Measured, Past, veil_of
from parcours_app.settings import Settings
from workflows.calendar import ends_a_year
from workflows.disclosure import (
    NOBODY,
    SMALLEST,
    Above,
    Below,
    Cell,
    Earlier,
    Everybody,
    Later,
    Parts,
    Units,
    Veil,
    Wider,
    veil,
)
from workflows.stage import Stage
from workflows.totals import MEASURES

# The persons of a territory are told in any case: `total` is the true total (decisions.md, Totals).
TOLD = "persons"
# A measure, and the one that counts some of its units: all of them where they are at a training, or have just been.
WHOLE, PART = "persons", "trained"
IN_TRAINING = Everybody(
    CROSSED.index("stage"), frozenset({Stage.REFRESHER.value, Stage.QUALIFICATION.value, Stage.AWAITING_RESULT.value})
)


def largest() -> int:
    """The greatest count to withhold, as configured."""
    settings: Settings = current_app.extensions["parcours_settings"]
    return settings.largest_masked


class Withheld:
    """What is withheld from the tables of one situation.

    counted: the true counts by some dimensions, by measure. day: the last of what is counted. past: reads the units on
    the days remembered. whole: what is withheld of the nation, whose tables may be published, and the dimension and
    value that the territory is of it.
    """

    def __init__(
        self, counted: Situation, day: date, past: Callable[[], Past], whole: tuple[Withheld, str, str] | None = None
    ) -> None:
        self.counted = counted
        self._past = past
        self._day = day
        self._whole = whole
        self._units: dict[tuple[str, ...], Measured] = {}
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
            self._units[world] = measured(self.counted(world))
        units = self._units[world]
        if world != CROSSED:
            beside = self._bound(units, measure, partial(self._of, world), NOBODY)
            return veil(dict(units[measure]), ((), (0,)), largest(), told=measure == TOLD, beside=beside)
        return self._beside(units, measure, self.before(measure), self.drawn)

    def before(self, measure: str) -> Mapping[date, Veil]:
        """What was withheld on each day remembered, itself beside those before.

        Everything was, on a day that counts no more than the greatest count withheld: it tells nothing.
        """
        if measure not in self._befores:
            found: dict[date, Veil] = {}
            for day, units in self._remembered.then.items():
                if _sum(units[measure]) > largest():
                    found[day] = self._beside(units, measure, found, partial(self._on, day), day)
            self._befores[measure] = found
        return self._befores[measure]

    def _on(self, day: date, measure: str) -> Veil:
        return self.before(measure)[day]

    def drawn(self, measure: str) -> Veil:
        """The veil of the dimensions that may be crossed."""
        return self._of(CROSSED, measure)

    def _of(self, world: tuple[str, ...], measure: str) -> Veil:
        if (world, measure) not in self._veils:
            self._veils[world, measure] = self._drawn(world, measure)
        return self._veils[world, measure]

    def _bound(
        self, units: Measured, measure: str, drawn: Callable[[str], Veil], full: Everybody
    ) -> list[Above | Below]:
        """The other measure, when one tells of the other; drawn: what is withheld of a measure in the same tables."""
        if measure not in (WHOLE, PART) or not units[PART]:
            return []
        return [Above(units[PART], full)] if measure == WHOLE else [Below(units[WHOLE], drawn(WHOLE), full)]

    def _around(self, measure: str, day: date | None) -> Sequence[Wider | Parts]:
        """What the nation withholds of the same situation, or of a day remembered; of the nation, its parts."""
        if self._whole is None:
            return PARTS
        nation, name, value = self._whole
        found = nation.before(measure).get(day) if day else nation.drawn(measure)
        return [Wider(found, CROSSED.index(name), value, GROUND)] if found else []

    def _beside(
        self,
        units: Measured,
        measure: str,
        before: Mapping[date, Veil],
        others: Callable[[str], Veil],
        day: date | None = None,
    ) -> Veil:
        """What is withheld beside the other measure first, then the other days, then what is around the territory.

        day: the one remembered, if it is one; others: what is withheld of another measure then. A day read again after
        the end of its year lies beside that end too; a day remembered is as it was then known, and does not.
        """
        at = day or self._day
        joining, begun = not ends_a_year(at), _begun(units[measure], at)
        known = {each: found[measure] for each, found in ({} if day else self._remembered.now).items()}
        earlier = [
            Earlier(before[each], LASTING, joining, known.get(each), begun)
            for each in _last([each for each in before if each <= at])
        ]
        later = [Later(before[each], LASTING, known=known.get(each)) for each in before if each > at and not day]
        bound = self._bound(units, measure, others, IN_TRAINING)
        beside = (*bound, *earlier, *later, *self._around(measure, day))
        return veil_of(units[measure], beside, largest(), told=measure == TOLD, past=day is not None)

    @cached_property
    def _remembered(self) -> Past:
        return self._past()


def _last(before: Sequence[date]) -> list[date]:
    """The end of the last year, then of the last quarter since: what matters most first."""
    spans = ([day for day in before if ends_a_year(day) is years] for years in (True, False))
    return [max(days) for days in spans if days]


def _begun(units: Units, day: date) -> frozenset[tuple[int, int]]:
    """The year of a day, when the programme still runs: somebody came the year before."""
    year = CROSSED.index("year")
    return frozenset({(year, day.year)} if any(record[year] == day.year - 1 for record, _n in units) else ())


def measured(counts: Mapping[Cell, Mapping[str, int]]) -> Measured:
    """The units of each measure, of counts by record."""
    return {
        measure: frozenset((cell, n) for cell, found in counts.items() if (n := found.get(measure)))
        for measure in MEASURES
    }


def _sum(units: Units) -> int:
    return sum(n for _record, n in units)
