"""Which years are told of groups: nobody is few in what is told, on one day and on two."""

from collections import Counter
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.indicators.yearly import Beside, Yearly, coarser, yearly

YEARS = (2019, 2020, 2021, 2022)
GROUPS = (("a",), ("b",), ("c",), ("d",))
# Two columns, the second a part of the first.
PARTS = (("numerator", "numerator"), ("numerator", "rest"), ("rest", "rest"))
COLUMNS = (0, 1)

KINDS = [(place, year, parts) for place in GROUPS for year in YEARS for parts in PARTS]
UNITS = st.fixed_dictionaries({kind: st.sampled_from([0, 1, 5, 11, 12, 40]) for kind in KINDS})
# What comes by a later day: to the last year alone, since the others are over.
GROWTH = st.fixed_dictionaries({kind: st.sampled_from([0, 3, 15]) for kind in KINDS if kind[1] == 2022})


def told(units, beside=None):
    return yearly({kind: n for kind, n in units.items() if n}, COLUMNS, beside or Beside(), 10)


def alike(found, units, places, years):
    """How many units of some groups stand alike in what is told, in some years."""
    counts = Counter()
    for (place, year, parts), n in units.items():
        if place in places and year in years:
            counts[tuple(parts[column] for column in found.columns)] += n
    return counts


@settings(max_examples=60, deadline=None)
@given(UNITS)
def test_nobody_is_few_in_what_is_told_nor_in_what_is_left(units):
    found = told(units)
    others = {place for place, _year, _parts in units} - found.places
    assert len(others) != 1 or not found.columns
    for block in found.blocks:
        for places in [*({place} for place in found.places), others]:
            assert not [n for n in alike(found, units, places, block).values() if 1 <= n <= 10]


@settings(max_examples=60, deadline=None)
@given(UNITS, GROWTH)
def test_what_is_told_together_on_one_of_two_days_holds_what_is_on_the_other(units, growth):
    before, after = told(units), told({kind: n + growth.get(kind, 0) for kind, n in units.items()})
    if before.columns and after.columns:
        assert before.places <= after.places or after.places <= before.places
        assert before.columns == after.columns[: len(before.columns)] or after.columns == before.columns[:1]
        first, other = ({min(each.blocks, key=min)} for each in (before, after))
        assert coarser(tuple(first), tuple(other)) or coarser(tuple(other), tuple(first))


def test_the_first_years_and_the_last_are_told_together_when_each_has_few():
    units = {(place, year, PARTS[0]): 40 for place in GROUPS for year in YEARS}
    assert told(units).blocks == tuple(frozenset({year}) for year in YEARS)
    few = units | {(place, year, PARTS[0]): 3 for place in GROUPS for year in (2018, 2023)}
    assert told(few).blocks == ({2018, 2019}, {2020}, {2021}, {2022, 2023})


def test_the_smallest_groups_are_told_of_all_the_years_alone():
    sizes = dict(zip(GROUPS, (200, 90, 30, 4), strict=True))
    found = told({(place, year, PARTS[0]): size for place, size in sizes.items() for year in YEARS})
    assert (found.places, found.columns) == ({("a",), ("b",)}, COLUMNS), "c would tell of d"


def test_a_column_that_tells_of_few_ends_what_is_told():
    units = {(place, year, parts): 40 for place in GROUPS for year in YEARS for parts in PARTS}
    units |= {(("a",), 2020, PARTS[1]): 4}
    assert told(units).columns == (0,)


def test_nothing_is_told_by_year_of_one_year_or_of_nobody():
    assert told({(("a",), 2022, PARTS[0]): 40, (("b",), 2022, PARTS[0]): 40}).places == {("a",), ("b",)}
    assert told({}) == Yearly()


def test_what_others_tell_limits_what_is_told():
    units = {(place, year, PARTS[0]): 40 for place in GROUPS for year in YEARS}
    assert not told(units, Beside(tells=lambda place, _column: place != ("d",))).tells(("d",), 0, [2020])
    assert told(units, Beside(unsettled=lambda years: GROUPS if years == {2019} else ())).blocks[0] == {2019, 2020}
    assert told(units, Beside(within=lambda column, _blocks: column == 0)).columns == (0,)
    apart = told(units, Beside(apart=lambda _columns: [("b",)]))
    assert apart.places == {("c",), ("d",)}, "with the next smallest, which would tell of it"


def test_years_are_coarser_when_what_is_together_stays_so():
    alone = tuple(frozenset({year}) for year in YEARS)
    pairs = (frozenset({2019, 2020}), frozenset({2021, 2022}))
    assert coarser(pairs, alone)
    assert not coarser(alone, pairs)
    assert all(coarser(each, each) for each, _other in combinations((alone, pairs), 2))
