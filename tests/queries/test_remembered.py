"""The days whose tables supervisors may have read before the one asked, and their counts as they were then known."""

from datetime import date

import pytest

from parcours_app.extensions import db
from parcours_app.queries import remembered as module
from parcours_app.queries.counted import cells
from parcours_app.queries.remembered import ends_of_quarters, ends_of_years, remembered
from parcours_app.scope import operator
from parcours_app.services.folding import fold
from parcours_app.services.simulated_lives import Asked
from parcours_app.services.simulation import simulate
from tests.sql_count import counted

LAST = date(2019, 8, 31)
BY = ("region", "public")


@pytest.mark.parametrize(
    ("before", "quarters"),
    [
        (date(2022, 1, 1), []),
        (date(2022, 3, 31), []),
        (date(2022, 4, 1), [(3, 31)]),
        (date(2022, 9, 30), [(3, 31), (6, 30)]),
        (date(2022, 12, 30), [(3, 31), (6, 30), (9, 30)]),
        (date(2022, 12, 31), []),
    ],
)
def test_a_day_remembers_the_ends_of_the_quarters_of_its_year_but_the_end_of_a_year_does_not(before, quarters):
    assert ends_of_quarters(before) == tuple(date(2022, month, day) for month, day in quarters)


def test_nothing_is_remembered_before_the_programme():
    before = date(2017, 11, 2)
    assert (ends_of_years(before), ends_of_quarters(before)) == ((), ())


def test_years_are_those_of_the_programme_that_are_over():
    assert ends_of_years(date(2020, 12, 31)) == (date(2018, 12, 31), date(2019, 12, 31))


@pytest.fixture
def programme(session, clock):
    simulate(Asked(25, seed=20, until=LAST))
    return clock


@pytest.mark.parametrize("folded", [False, True])
def test_the_counts_are_those_of_each_day_as_then_known_the_years_first(programme, folded):
    if folded:
        fold(LAST)
    found = remembered(("", ""), LAST, BY)
    assert list(found) == [date(2018, 12, 31), date(2019, 3, 31), date(2019, 6, 30)]
    assert all(units["persons"] for units in found.values())
    reader = operator(programme)
    for day, units in found.items():
        truly = cells(reader, day, day, BY)
        for measure, counts in units.items():
            assert dict(counts) == {cell: each[measure] for cell, each in truly.items() if each[measure]}


def test_a_span_is_read_once_however_many_days_are_asked(programme, monkeypatch):
    fold(LAST)
    remembered(("", ""), date(2019, 5, 2), BY)
    read, days = module._read, []
    monkeypatch.setattr(module, "_read", lambda asked, *others: days.extend(asked) or read(asked, *others))
    with counted(db.engine) as asked:
        remembered(("", ""), date(2019, 5, 20), BY)
    assert (len(asked), days) == (1, [])  # one tells whether they are the same
    remembered(("", ""), date(2019, 7, 1), BY)
    assert days == [date(2019, 3, 31), date(2019, 6, 30)]
