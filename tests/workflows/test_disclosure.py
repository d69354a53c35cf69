"""What is withheld from a few tables at once: small counts, and enough of the others that none can be worked out."""

from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.disclosure.attacker import Attacker, counted, reader, tables_of
from workflows.disclosure import LARGEST, Earlier, Known, decision, drawn_again, veil


def told(records, drawn, tables):
    return reader(records, drawn, tables).told()


def test_a_small_count_is_withheld_with_the_next_smallest():
    drawn = veil({("a",): 5, ("b",): 40, ("c",): 12}, [(), (0,)])
    assert set(drawn.withheld((0,))) == {("a",), ("c",)}


def test_zero_and_eleven_are_shown():
    assert not set(veil({("b",): 11, ("c",): 300}, [(), (0,)]).withheld((0,)))


def test_two_counts_of_one_are_told_by_their_sum_so_a_third_is_withheld():
    drawn = veil({("a",): 1, ("b",): 1, ("c",): 50}, [(), (0,)])
    assert set(drawn.withheld((0,))) == {("a",), ("b",), ("c",)}


def test_a_sum_of_one_to_ten_is_withheld_itself_with_everything():
    drawn = veil({("a", "x"): 4, ("b", "x"): 3}, tables_of(2))
    assert drawn.total
    assert set(drawn.withheld(())) == {()}
    assert set(drawn.withheld((0, 1))) == {("a", "x"), ("b", "x")}


def test_nobody_is_nothing_to_withhold():
    drawn = veil({}, tables_of(2))
    assert not drawn.total
    assert not list(drawn.withheld((0, 1)))


def test_another_threshold_is_another_veil():
    records = {("a",): 4, ("b",): 40, ("c",): 12}
    assert not set(veil(records, [(), (0,)], 3).withheld((0,)))
    assert ("c",) in set(veil(records, [(), (0,)], 12).withheld((0,)))


def test_an_organisation_of_one_region_gives_nothing_back_of_that_region():
    records = {("north", "n1"): 7, ("north", "n2"): 60, ("south", "s1"): 30, ("south", "s2"): 45}
    drawn = veil(records, tables_of(2))
    assert told(records, drawn, tables_of(2)) == {}
    assert set(drawn.withheld((1,))) == {("n1",), ("n2",)}
    assert not set(drawn.withheld((0,)))


def test_a_group_that_resembles_nobody_is_withheld_with_its_line_zeros_included():
    records = {("a", "x"): 1, ("b", "y"): 30, ("c", "z"): 40}
    drawn = veil(records, tables_of(2))
    assert told(records, drawn, tables_of(2)) == {}


def test_a_value_that_nobody_had_the_day_before_is_not_told_apart_from_another_while_it_is_small():
    """Nor is somebody alone where values of two places meet for the first time: the smaller of the two is joined."""
    tables = [(), (0,), (1,), (0, 1)]
    before = {("north", 2021): 40, ("south", 2021): 60, ("south", 2020): 30}
    eve = veil(before, tables)
    for new, met, groups in (
        ({("north", 2022): 3}, {}, [set(), {(2020, 2022)}]),
        ({("north", 2022): 11}, {}, [set(), set()]),
        ({}, {("north", 2020): 1}, [set(), {(2020, 2021)}]),
        ({}, {("north", 2020): 2}, [set(), set()]),
    ):
        for joining in (True, False):
            drawn = veil(before | new | met, tables, beside=[Earlier(eve, (0, 1), joining=joining)])
            found = [{group for group in each.values() if len(group) > 1} for each in drawn.groups]
            assert found == (groups if joining else [set(), set()])


@pytest.mark.parametrize(
    ("years", "together"),
    [
        ({2020: 30, 2021: 90}, {(2020, 2022)}),
        ({2021: 90}, {(2021, 2022)}),
        ({2021: 90, 2022: 4}, {(2021, 2022)}),
        ({2021: 90, 2022: 11}, set()),
        ({2021: 90, 2022: 11, 2023: 1}, {(2022, 2023)}),
    ],
)
def test_a_value_that_has_begun_is_withheld_with_another_before_anybody_has_it(years, together):
    """Its row is there on the first day already, and does not tell the first who comes."""
    tables, before = tables_of(2), {("north", 2020): 30, ("north", 2021): 60}
    records = {("north", year): count for year, count in years.items()}
    earlier = Earlier(veil(before, tables), (0, 1), joining=True, begun=frozenset({(1, 2022)}))
    drawn = veil(records, tables, beside=[earlier])
    assert {group for group in drawn.groups[1].values() if len(group) > 1} == together
    assert {year for (year,) in drawn.withheld((1,))} == {*chain.from_iterable(together)}
    again = drawn_again(records, tables, decision(drawn))
    assert (set(again.covered()), again.groups) == (set(drawn.covered()), drawn.groups)


def test_the_order_of_the_records_changes_nothing():
    records = {(r, s): n for r, s, n in (("a", "x", 3), ("a", "y", 20), ("b", "x", 30), ("b", "y", 25), ("c", "y", 9))}
    forth, back = (veil(dict(rows), tables_of(2)) for rows in (records.items(), reversed(records.items())))
    assert forth.hidden == back.hidden


def test_the_attacker_does_find_a_count_withheld_alone():
    tables = {(0,): {("a",): None, ("b",): 40, ("c",): 12}}
    assert Attacker(tables, 57).told() == {((0,), ("a",)): 5.0}


def test_the_attacker_finds_what_two_withheld_counts_on_each_line_still_give_away():
    cells = {("a", "x"): None, ("a", "y"): None, ("b", "x"): None, ("b", "y"): None}
    cells |= {("c", "x"): 20, ("c", "z"): None, ("a", "z"): None, ("d", "z"): None, ("d", "w"): None, ("e", "w"): None}
    cells |= {("e", "v"): None, ("d", "v"): None}
    rows = {"a": 30, "b": 30, "c": 25, "d": 40, "e": 30}
    columns = {"x": 40, "y": 30, "z": 25, "w": 30, "v": 30}
    tables = {(0,): {(k,): n for k, n in rows.items()}, (1,): {(k,): n for k, n in columns.items()}, (0, 1): cells}
    assert ((0, 1), ("c", "z")) in Attacker(tables, 155).told()


COUNTS = st.sampled_from([1, 1, 2, 3, 5, 9, 10, 11, 14, 30, 200])
RECORDS = st.dictionaries(st.tuples(*[st.sampled_from("abcd")] * 3), COUNTS, min_size=1, max_size=24)


@settings(max_examples=40, deadline=None)
@given(RECORDS)
def test_nothing_withheld_can_be_worked_out_from_all_the_tables(records):
    drawn = veil(records, tables_of(3))
    assert told(records, drawn, tables_of(3)) == {}


@given(RECORDS)
def test_every_small_count_is_withheld(records):
    drawn = veil(records, tables_of(3))
    for places in filter(None, tables_of(3)):
        small = {cell for cell, count in counted(records, places).items() if 1 <= count <= 10}
        assert small <= set(drawn.withheld(places))


@pytest.mark.parametrize("width", [1, 2])
def test_a_table_alone_is_a_world_too(width):
    records = {tuple("ab"[(n >> place) & 1] for place in range(width)): 3 + 20 * n for n in range(2**width)}
    drawn = veil(records, tables_of(width))
    assert told(records, drawn, tables_of(width)) == {}


def test_a_small_sum_that_is_told_beside_tells_no_part_of_it():
    """Two people in two places are one each whatever is withheld: both lines then hide zeros as well."""
    for records in ({("a",): 1, ("b",): 1}, {("a",): 2, ("b",): 1}, {("a",): 4, ("b",): 3, ("c",): 1}):
        drawn = veil(records, [(), (0,)], told=True)
        assert not drawn.total
        assert set(drawn.withheld((0,))) == set(records)
        assert told(records, drawn, [(), (0,)]) == {}


FEW = st.dictionaries(
    st.tuples(*[st.sampled_from("abc")] * 3), st.sampled_from([1, 1, 2, 3]), min_size=2, max_size=4
).filter(lambda records: sum(records.values()) <= LARGEST)


@settings(max_examples=60, deadline=None)
@given(FEW)
def test_nobody_works_out_a_part_of_a_told_sum_but_where_everybody_is(records):
    drawn = veil(records, tables_of(3), told=True)
    everybody = sum(records.values())
    found = told(records, drawn, tables_of(3))
    assert all(counted(records, places)[cell] == everybody for places, cell in found), found
    for places in filter(None, tables_of(3)):
        assert set(counted(records, places)) <= set(drawn.withheld(places))


def test_nobody_is_doubted_to_be_where_it_is_plain_that_nobody_is():
    records = {("a", "a0", "x"): 4, ("a", "a1", "y"): 30, ("b", "b0", "y"): 60, ("a", "a0", "y"): 20}
    records |= {("b", "b1", "x"): 50, ("b", "b0", "x"): 40, ("a", "a1", "x"): 30}
    tables = [(), (0,), (1,), (2,), (0, 2), (1, 2)]
    drawn = veil(records, tables, bundles=[(0,), (1,), (2,)], known=Known(ground=(0, 1), plain=[(0, 1)]))
    homes = {record[:2] for record in records}
    assert drawn.doubts
    assert all((*region, *house) in homes for doubt in drawn.doubts for (region, house, _x) in doubt.come)
