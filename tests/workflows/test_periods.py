"""What is told of an indicator over periods: whole years alone, of which no two give back what one withholds."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import combinations_with_replacement, product

import numpy as np
import pytest

from tests.disclosure.attacker import Attacker
from tests.workflows.test_indicators_withheld import FAMILY, STANDING, column, parts, rows_of
from workflows.indicators import REGISTER
from workflows.indicators.families import family_of
from workflows.indicators.periods import Period, Periods

YEARS = (2019, 2020, 2021, 2022)
ON = date(2022, 11, 30)
SHOWN = ("numerator", "rest", "open", "paused", "immature")
STANDINGS = STANDING[:4] + STANDING[5:]


def homes_of(chance):
    """Three regions of one to three houses; a few people of some were passed on to another region's house."""
    homes = {f"{region}{n}": (region, f"{region}{n}") for region in "abc" for n in range(chance.choice([1, 2, 3]))}
    far = {f"{house} passed on": (chance.choice("abc"), house) for house in homes if chance.random() < 0.2}
    return homes | (far if chance.random() < 0.5 else {})


def rows(name, units, by, homes):
    """The rows of some units, {(home, sex, standing, year): how many}, by a dimension, the year or both."""
    others = tuple(each for each in by if each != "year")
    if "year" not in by:
        return rows_of(name, summed(units), others, homes)
    found = []
    for year in YEARS:
        these = rows_of(name, summed(units, (year,)), others, homes)
        found += [replace(row, dimensions={**row.dimensions, "year": year}) for row in these if row.units]
    return found


def summed(units, years=YEARS):
    found = Counter()
    for (*kind, year), count in units.items():
        if year in years and count:
            found[tuple(kind)] += count
    return found


def period(since, until):
    return Period(date(since, 1, 1), min(ON, date(until, 12, 31)), ON)


class Reader(Attacker):
    """Reads every indicator of the family over every period of whole years, by each dimension and together.

    Where there is no row, there is nobody.
    """

    def __init__(self, units, homes):
        self.unknowns = list(product(homes, "fm", STANDINGS, YEARS))
        self.told_of = Counter()
        shown, hidden = [], []
        names = {**{why: why for _state, why in STANDING}}
        for by in ((), ("region",), ("organisation",), ("sex",), ("year",)):
            ever = rows("completion", units, (*by, "year") if by != ("year",) else by, homes)
            drawn = Periods(family_of(REGISTER["completion"]), by, ever)
            for (since, until), name in product(combinations_with_replacement(YEARS, 2), FAMILY):
                within = {key: n for key, n in units.items() if since <= key[-1] <= until}
                answer = drawn.rows(REGISTER[name], rows(name, within, by, homes), period(since, until))
                masked = drawn.of(REGISTER[name], answer, period(since, until))
                there = {tuple(row.dimensions.values()) for row in answer}
                nobody = [
                    n for n, u in enumerate(self.unknowns) if since <= u[-1] <= until and at(u, by, homes) not in there
                ]
                shown.append((nobody, 0, (name, by, None, (since, until), "")))
                for row, parts_hidden in zip(answer, masked, strict=True):
                    for part, count in parts(row).items():
                        if part not in SHOWN:
                            continue
                        place = tuple(row.dimensions.values())
                        inside = [
                            n
                            for n, (home, sex, standing, year) in enumerate(self.unknowns)
                            if since <= year <= until
                            and place == at((home, sex, standing, year), by, homes)
                            and column(name, part, standing, names)
                        ]
                        line = (inside, count, (name, by, place, (since, until), part))
                        (hidden if part in parts_hidden else shown).append(line)
                        self.told_of[by, since, until] += part not in parts_hidden
        self.small = [key for _inside, count, key in shown if 1 <= count <= 10]
        self.equal, self.sums = self.matrix([s[0] for s in shown]), [count for _inside, count, _key in shown]
        hidden = [line for line in hidden if 1 <= line[1] <= 10]
        self.parts, self.withheld = self.matrix([h[0] for h in hidden]), [h[2] for h in hidden]
        # Of all the years together zero is shown; of others it may be withheld with the rest of its group.
        self.least = np.array([key[3] == (YEARS[0], YEARS[-1]) for key in self.withheld], dtype=float)


def at(unknown, by, homes):
    home, sex, _standing, year = unknown
    region, organisation = homes[home]
    value = {"region": region, "organisation": organisation, "sex": sex, "year": year}
    return tuple(value[each] for each in by)


def world(seed, *, opening=False):
    """Units of three regions over four years, the first of them small, the last hardly judged yet.

    opening: whether some houses have people in some of the years only.
    """
    chance = random.Random(seed)  # noqa: S311 - seeded, so that a failure comes back
    homes = homes_of(chance)
    units, size = {}, chance.choice([0.3, 1, 3])
    open_in = {home: chance.choice([YEARS, YEARS, YEARS[:2], YEARS[1:], YEARS[2:]]) for home in homes}
    for home, sex, standing, year in product(homes, "fm", STANDINGS, YEARS):
        most = {"met": 60, "unmet": chance.choice([4, 15]), "immature": 40 if year == 2022 else chance.choice([0, 1])}
        most = 2 if "passed" in home else most.get(standing[0], chance.choice([0, 1, 2]))
        if opening and year not in open_in[home]:
            continue
        units[home, sex, standing, year] = int(chance.random() * most * size * (0.2 if year == 2019 else 1))
    return {key: count for key, count in units.items() if count}, homes


@pytest.mark.parametrize("seed", [3, 7, 12, 15, 19, 43])
def test_no_two_periods_give_back_what_one_withholds(seed):
    read = Reader(*world(seed))
    assert (read.small, read.told()) == ([], {})


@pytest.mark.parametrize("seed", [5, 19, 64])
def test_nor_does_a_group_that_has_people_in_some_years_only(seed):
    read = Reader(*world(seed, opening=True))
    assert (read.small, read.told()) == ([], {})


THREE = {f"{region}0": (region, f"{region}0") for region in "abc"}


def hidden(units, by, asked, name="completion"):
    """What is withheld of each row of a period: {value: parts}; of everybody under None."""
    within = {key: n for key, n in units.items() if asked.since.year <= key[-1] <= asked.until.year}
    drawn = Periods(family_of(REGISTER[name]), by, rows(name, units, (*by, "year"), THREE))
    answer = drawn.rows(REGISTER[name], rows(name, within, by, THREE), asked)
    parts = drawn.of(REGISTER[name], answer, asked)
    return {next(iter(row.dimensions.values()), None): each for row, each in zip(answer, parts, strict=True)}


def told(units, by, years):
    """Of which groups the rate of some years is told."""
    found = hidden(units, by, period(years[0], years[-1]))
    return {value: not {"numerator", "rest"} & parts for value, parts in found.items()}


def large():
    units = {(home, "f", ("met", ""), year): 90 for home in ("a0", "b0", "c0") for year in YEARS}
    return units | {(home, "f", STANDING[1], year): 30 for home in ("a0", "b0", "c0") for year in YEARS}


def test_years_are_told_of_groups_where_nobody_is_few():
    for years in combinations_with_replacement(YEARS, 2):
        assert told(large(), ("region",), years) == {"a": True, "b": True, "c": True}, years


def test_a_year_with_few_is_told_with_another_and_never_without_it():
    """2019 and 2020 are told together, for 2019 alone has few; the others each."""
    units = large() | {(home, "f", STANDING[1], 2019): 4 for home in ("a0", "b0", "c0")}
    regions = {years: told(units, ("region",), years) for years in combinations_with_replacement(YEARS, 2)}
    whole = {years for years, told_of in regions.items() if all(told_of.values())}
    nothing = {years for years, told_of in regions.items() if not any(told_of.values())}
    assert nothing == {(2019, 2019), (2020, 2020), (2020, 2021), (2020, 2022)}
    assert whole | nothing == {*regions}


def test_a_group_with_few_is_told_of_all_the_years_with_the_one_it_would_be_found_by():
    """Region a has few each year; without b, nobody would find it by subtraction."""
    units = large() | {("a0", "f", STANDING[1], year): 6 for year in YEARS}
    assert told(units, ("region",), (2021,)) == {"a": False, "b": False, "c": True}
    assert told(units, ("region",), YEARS) == {"a": True, "b": True, "c": True}


def test_houses_are_told_of_all_the_years_beside_regions_of_each():
    """An organisation tells its region: years are told of one of both, the widest that has several values."""
    assert told(large(), ("organisation",), (2021,)) == {"a0": False, "b0": False, "c0": False}
    assert told(large(), ("organisation",), YEARS) == {"a0": True, "b0": True, "c0": True}


@pytest.mark.parametrize("by", [(), ("region",)])
@pytest.mark.parametrize(
    ("since", "until"),
    [("2021-02-01", "2021-12-31"), ("2021-01-01", "2021-12-30"), ("2021-03-01", "2021-03-31")],
)
def test_a_period_of_no_whole_years_tells_nothing(since, until, by):
    asked = Period(date.fromisoformat(since), date.fromisoformat(until), ON)
    assert asked.years is None
    assert all(set(SHOWN) <= parts for parts in hidden(large(), by, asked).values())


@pytest.mark.parametrize("since", ["2018-01-01", "2019-01-01", "0001-01-01"])
def test_whole_years_that_leave_nothing_out_are_all_the_years(since):
    """Whatever the first: they are the same as any others that leave nothing out."""
    asked = Period(date.fromisoformat(since), ON, ON)
    assert hidden(large(), ("region",), asked) == {"a": frozenset(), "b": frozenset(), "c": frozenset()}


def test_nothing_is_withheld_where_no_count_is_small():
    """As when the threshold is none: then any period may be asked."""
    asked = Period(date(2021, 2, 3), date(2021, 3, 31), ON)
    answer = rows("completion", large(), ("region",), THREE)
    drawn = Periods(
        family_of(REGISTER["completion"]), ("region",), rows("completion", large(), ("region", "year"), THREE), 0
    )
    assert drawn.of(REGISTER["completion"], answer, asked) == [frozenset()] * 3


@pytest.mark.parametrize("name", ["persons", "stock_during", "stock_last_day"])
def test_what_is_not_in_one_year_only_is_told_of_all_the_years_alone(name):
    """Persons of 2019 and 2020 less those of 2019 are the few of 2020 who had not come in 2019."""
    ever = rows("entries", large(), ("year",), THREE)
    drawn = Periods(family_of(REGISTER[name]), (), ever)
    row = rows_of(name, summed(large()), (), THREE)
    assert drawn.of(REGISTER[name], row, period(2019, 2022)) == [frozenset()]
    assert all(drawn.of(REGISTER[name], row, period(*years))[0] >= set(SHOWN) for years in [(2019, 2019), (2019, 2021)])


def test_a_group_without_anybody_in_a_year_has_a_row_there_too():
    """Its absence would tell that it has nobody, and so who the others are."""
    few = {(home, "f", STANDING[1], year): 4 for home in ("a0", "b0") for year in YEARS}
    units = {key: n for key, n in (large() | few).items() if key[0] != "a0" or key[-1] != 2020}
    found = hidden(units, ("region",), period(2020, 2020))
    assert set(SHOWN) <= found["a"] & found["b"] & found["c"], "c would tell of b"
