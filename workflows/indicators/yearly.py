"""Of which groups, and in which columns, single years may be told beside all the years together. Pure.

Whoever reads all the years and some of them knows the others by subtraction, whatever is withheld of these. So a year
is told where nobody is few: units that stand alike in all that is told are none, or more than the largest count to
withhold, in each group and each year. The first years may be told together only, and the last ones; so may the smallest
groups, which are not told apart by year.

These are read on other days too, when the past years have hardly changed. So it is always the first years that are told
together, the smallest groups and the first columns: of two days, what is told together on one holds what is on the
other, and neither gives back a part of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from workflows.disclosure import SMALLEST
from workflows.indicators.evaluation import Place
from workflows.indicators.families import Parts

Years = frozenset[int]
# The years, by those that are told together or alone.
Blocks = tuple[Years, ...]
Columns = tuple[int, ...]
# How many units there are at a place, that began in a year, and stand in these parts of each column.
Units = Mapping[tuple[Place, int, Parts], int]


@dataclass(frozen=True, slots=True)
class Yearly:
    """The groups and columns of which years are told, and the years by those that are told together, or alone."""

    places: frozenset[Place] = frozenset()
    columns: Columns = ()
    blocks: Blocks = ()

    def tells(self, place: Place, column: int, years: Collection[int]) -> bool:
        """Whether a column of a group is told of some years."""
        whole = all(block.isdisjoint(years) or block.issubset(years) for block in self.blocks)
        return whole and place in self.places and column in self.columns


@dataclass(frozen=True, slots=True)
class Beside:
    """What readers have beside the years by groups.

    tells: whether all the years together tell a column of a group. within: whether a column may be told of the years
    that are told together so, as far as others tell of them. unsettled: the groups of which the totals do not tell the
    units of some years. apart: those between which what is withheld of all the years moves units of two of them.
    """

    tells: Callable[[Place, int], bool] = lambda _place, _column: True
    within: Callable[[int, Blocks], bool] = lambda _column, _blocks: True
    unsettled: Callable[[Years], Collection[Place]] = lambda _years: ()
    apart: Callable[[Columns], Collection[Place]] = lambda _columns: ()


def yearly(units: Units, columns: Sequence[int], beside: Beside, largest: int) -> Yearly:
    """The most that may be told: the first column decides of groups and years, and others are told while they fit."""
    blocks, found = [*_blocks_of(sorted({year for _place, year, _parts in units}))], Yearly()
    for many in range(1, len(columns) + 1):
        tried = _Choice(units, tuple(columns[:many]), beside, largest).most(blocks)
        if found.columns and tried.places != found.places:
            break
        found, blocks = tried, [tried.blocks]
        if not found.columns:
            break
    return found


def coarser(blocks: Blocks, others: Blocks) -> bool:
    """Whether years that are told together among others are so here."""
    return all(any(other <= block for block in blocks) for other in others)


def _blocks_of(years: Sequence[int]) -> Iterator[Blocks]:
    """The first years told together, or none; the last, or none; and each of the others, of which there is one."""
    many = [n for n in range(len(years)) if n != 1]
    for first, last in product(many, many):
        if first + last < len(years):
            until = len(years) - last
            single = [frozenset({year}) for year in years[first:until]]
            yield tuple(filter(None, (frozenset(years[:first]), *single, frozenset(years[until:]))))


class _Choice:
    """What may be told of some columns."""

    def __init__(self, units: Units, columns: Columns, beside: Beside, largest: int) -> None:
        self._columns, self._beside, self._largest = columns, beside, largest
        self._alike: dict[Place, dict[int, Counter[Parts]]] = defaultdict(lambda: defaultdict(Counter))
        for (place, year, parts), n in units.items():
            self._alike[place][year][tuple([parts[column] for column in columns])] += n
        self._began = {p: {year: n.total() for year, n in years.items()} for p, years in self._alike.items()}
        past = frozenset[int]().union(*self._began.values())
        past -= {max(past, default=0)}
        self._ranked = sorted(self._began, key=lambda place: (self._told([place], past), str(place)))
        told_of = beside.tells
        self._never = {place for place in self._began if not all(told_of(place, column) for column in columns)}
        self._never.update(beside.apart(columns))

    def most(self, blocks: Sequence[Blocks]) -> Yearly:
        """What tells the most units of single years, of these ways to tell years together; the first that does."""
        found, best = Yearly(), 0
        for each in blocks:
            if all(self._beside.within(column, each) for column in self._columns):
                places = self._places(each)
                single = frozenset().union(*(block for block in each if len(block) == 1))
                if (told := self._told(places, single)) > best:
                    found, best = Yearly(places, self._columns, each), told
        return found

    def _told(self, places: Collection[Place], years: Years) -> int:
        """How many units of these groups began in these years."""
        return sum(n for place in places for year, n in self._began[place].items() if year in years)

    def _places(self, blocks: Blocks) -> frozenset[Place]:
        """The groups that may be told of by these years: all but the smallest."""
        never = self._never.union(*map(self._beside.unsettled, blocks))
        never |= {place for place in self._ranked if not self._is_safe([place], blocks)}
        smallest = max((n + 1 for n, place in enumerate(self._ranked) if place in never), default=0)
        for others in range(smallest, len(self._ranked)):
            if self._is_safe(self._ranked[:others], blocks) and self._stays_untold(self._ranked[:others], blocks):
                return frozenset(self._ranked[others:])
        return frozenset()

    def _stays_untold(self, places: Collection[Place], blocks: Blocks) -> bool:
        """Whether who knows in what years each of these groups has somebody finds few in none of them by subtraction.

        A group that is alone in some years is what is left of their sum, and so is the only time of a group.
        """
        left = {(place, block) for place in places for block in blocks if not block.isdisjoint(self._began[place])}
        while found := self._alone(left):
            if not self._is_safe([found[0]], [found[1]]):
                return False
            left.remove(found)
        return True

    def _alone(self, left: Collection[tuple[Place, Years]]) -> tuple[Place, Years] | None:
        """One of these that no other shares its group with, or its years."""
        places, times = Counter(place for place, _block in left), Counter(block for _place, block in left)
        return next((each for each in left if 1 in (places[each[0]], times[each[1]])), None)

    def _is_safe(self, places: Collection[Place], blocks: Iterable[Years]) -> bool:
        """Whether units of these groups together that stand alike are never few, by these years."""
        for block in blocks:
            alike: Counter[Parts] = Counter()
            for place, year in product(places, block):
                alike.update(self._alike[place].get(year, {}))
            if any(SMALLEST <= n <= self._largest for n in alike.values()):
                return False
        return True
