"""A sum over some of the values of a place, as over several years, gives back nothing that a veil withholds."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import vstack

from tests.disclosure.attacker import reader, tables_of
from workflows.disclosure import unsettled, veil

YEARS = "wxyz"
COUNTS = st.sampled_from([1, 1, 2, 3, 5, 9, 10, 11, 14, 30, 200])
RECORDS = st.dictionaries(
    st.tuples(st.sampled_from("abcd"), st.sampled_from(YEARS), st.sampled_from("mn")), COUNTS, min_size=1, max_size=24
)
SPANS = [YEARS[first:last] for first, last in combinations(range(len(YEARS) + 1), 2)]


def summed(records, line, span):
    return sum(count for record, count in records.items() if record[0] == line and record[1] in span)


def reading_spans(records, drawn, *, all_of_them=False):
    """Who reads every table, and of each line the sums over years that follow each other, as they are told."""
    read = reader(records, drawn, tables_of(3))
    sums = [
        (line, span)
        for span in SPANS
        for line in {record[0] for record in records}
        if all_of_them or line not in unsettled(drawn, 0, 1, span)
    ]
    inside = [[n for n, u in enumerate(read.unknowns) if u[0] == line and u[1] in span] for line, span in sums]
    read.equal = vstack([read.equal, read.matrix(inside)]).tocsr()
    read.sums = [*read.sums, *(summed(records, line, span) for line, span in sums)]
    return read


@settings(max_examples=30, deadline=None)
@given(RECORDS)
def test_no_sum_over_years_tells_what_is_withheld_of_one(records):
    drawn = veil(records, tables_of(3))
    assert reading_spans(records, drawn).told() == {}


@settings(max_examples=30, deadline=None)
@given(RECORDS)
def test_a_span_of_every_value_is_a_line_and_of_one_value_a_cell(records):
    drawn = veil(records, tables_of(3))
    every = {record[1] for record in records}
    assert unsettled(drawn, 0, 1, every) == {line for (line,) in drawn.withheld((0,)) if summed(records, line, every)}
    for value in every:
        cells = {line for line, each in drawn.withheld((0, 1)) if each == value}
        assert {line for line in unsettled(drawn, 0, 1, value) if summed(records, line, value)} >= {
            line for line in cells if summed(records, line, value)
        }


def test_sums_over_years_that_are_all_told_would_tell():
    records = {("a", "w", "m"): 4, ("a", "x", "m"): 30, ("b", "w", "m"): 40, ("b", "x", "m"): 50}
    records |= {("a", "y", "m"): 60, ("b", "y", "m"): 70}
    drawn = veil(records, tables_of(3))
    assert ((0, 1), ("a", "w")) in reading_spans(records, drawn, all_of_them=True).told()
    assert reading_spans(records, drawn).told() == {}


def test_what_no_doubt_moves_is_told_whatever_is_withheld_of_its_years():
    """Two years that answer for one another: their sum is that of the line less what shows."""
    records = {("a", "w", "m"): 4, ("a", "x", "m"): 30, ("b", "w", "m"): 40, ("b", "x", "m"): 50}
    records |= {("a", "y", "m"): 60, ("b", "y", "m"): 70}
    drawn = veil(records, tables_of(3))
    hidden = {year for line, year in drawn.withheld((0, 1)) if line == "a"}
    assert "a" not in unsettled(drawn, 0, 1, hidden)
