"""Small worlds that grow day by day, so that counts pass the threshold, and what a reader of several days sees."""

import random
from collections import Counter
from itertools import combinations

from tests.disclosure import attacker
from tests.disclosure.attacker import counted, told_over_time
from workflows.disclosure import LARGEST, Earlier, Known, Later, Parts, veil

REGION, YEAR, _PUBLIC, HOUSE = WIDTH = range(4)
GROUND = (REGION, HOUSE)
TABLES = [(), *((place,) for place in WIDTH), *(pair for pair in combinations(WIDTH, 2) if pair != GROUND)]
# Regions and houses have readers of their own.
PARTS = (Parts(REGION), Parts(HOUSE))
# So many days make a year here; the year of a unit is that of its day.
A_YEAR, DAYS = 10, 40
# The days of it that end a quarter and no year.
QUARTERS = (2, 5, 7)


def grown(seed):
    """The world of each day: some units more than the day before, a few or none, in regions and houses of all sizes."""
    chance = random.Random(seed)  # noqa: S311 - seeded, so that a failure comes back
    regions = "ABCDE"[: chance.choice([3, 4, 5])]
    sizes = [chance.random() ** 3 + 0.02 for _ in regions]
    houses = {region: [f"{region}{n}" for n in range(chance.choice([1, 2, 2, 3]))] for region in regions}
    weights = {region: [chance.random() ** 2 + 0.03 for _ in houses[region]] for region in regions}
    world, days = Counter(), []
    for day in range(DAYS):
        for _ in range(chance.choice([0, 1, 1, 2, 3, 5, 12]) if day else chance.choice([30, 80])):
            (region,) = chance.choices(regions, sizes)
            (public,) = chance.choices("xyz", [1, 0.3, 0.08])
            (house,) = chance.choices(houses[region], weights[region])
            world[region, day // A_YEAR, public, house] += 1
        days.append(Counter(world))
    return days


def alone(days, day):
    """What is withheld when no other day is thought of."""
    return veil(days[day], TABLES, known=Known(ground=GROUND), told=True)


def beside_the_years(days, day):
    """What is withheld beside the ends of the years before, each beside the one before it."""
    return _Past(days, ()).on(day)


def with_the_young_apart(days, day):
    """The same, beside the ends of the quarters of the year too, every value told apart."""
    return _Past(days, QUARTERS).on(day)


def beside_the_past(days, day):
    """The same, values that nobody had on the days remembered not told apart while they are small."""
    return _Past(days, QUARTERS, joining=True).on(day)


def read_again(days, day):
    """The same, a day beside the end of its year too, once that is over."""
    return _Past(days, QUARTERS, joining=True).again(day)


class _Past:
    """What each day of a world withholds beside those before that it remembers. quarters: the days that end one.

    joining: whether what is young is not told apart, but on the last day of a year.
    """

    def __init__(self, days, quarters, *, joining=False):
        self._days = days
        self._quarters = quarters
        self._joining = joining
        self._drawn = {}

    def on(self, day):
        """The veil of a day."""
        if day not in self._drawn:
            self._drawn[day] = self._veil(day)
        return self._drawn[day]

    def again(self, day):
        """The veil of a day read when its year is over."""
        end = day - day % A_YEAR + A_YEAR - 1
        return self.on(day) if day == end else self._veil(day, Later(self.on(end), tuple(WIDTH)))

    def _veil(self, day, *later):
        joining = self._joining and day % A_YEAR != A_YEAR - 1
        begun = frozenset({(YEAR, day // A_YEAR)})
        earlier = [Earlier(self.on(before), tuple(WIDTH), joining, begun=begun) for before in self._remembered(day)]
        return veil(self._days[day], TABLES, known=Known(ground=GROUND), told=True, beside=[*earlier, *later, *PARTS])

    def _remembered(self, day):
        """The end of the year before, then of the last quarter; the end of a year remembers years alone."""
        first = day - day % A_YEAR
        ends = [first + end for end in self._quarters if first + end < day < first + A_YEAR - 1]
        return [*([first - 1] if first else []), *ends[-1:]]


def reader(records, drawn):
    """Who reads all the tables of a day."""
    return attacker.reader(records, drawn, TABLES)


def worked_out(days, read, withheld, reader=reader):
    """The withheld counts that a reader of these days works out, with their values."""
    return told_over_time([reader(days[day], withheld(days, day)) for day in read], tuple(WIDTH))


def small(found):
    """Those of the counts worked out that are to be withheld."""
    return {at for at, value in found.items() if 1 <= value <= LARGEST}


def present(found):
    """Those of the counts worked out that somebody is in: zero is shown, but in a line withheld whole."""
    return {at for at, value in found.items() if value}


def share_withheld(days, day, withheld):
    """Of a hundred cells of every table, how many are withheld."""
    drawn = withheld(days, day)
    cells = [(places, cell) for places in TABLES if places for cell in counted(days[day], places)]
    return 100 * sum(drawn.hides(*at) for at in cells) / len(cells)
