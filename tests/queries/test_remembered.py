"""The days whose tables supervisors may have read before the one asked, and their counts as they were then known."""

from datetime import date

import pytest

from parcours_app.extensions import db
from parcours_app.queries import remembered as module
from parcours_app.queries.counted import cells
from parcours_app.queries.crossed import CROSSED
from parcours_app.queries.remembered import ends_of_quarters, ends_of_years, remembered
from parcours_app.scope import operator
from parcours_app.services.folding import fold
from parcours_app.services.simulated_lives import Asked
from parcours_app.services.simulation import simulate
from tests.brute_force.questions import corrected, seeded
from tests.sql_count import counted

LAST = date(2019, 8, 31)
NATION = ("", "")


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


ENDS = [date(2018, 12, 31), date(2019, 3, 31), date(2019, 6, 30)]
QUARTERS_OF_2018 = [date(2018, month, day) for month, day in ((3, 31), (6, 30), (9, 30))]


def agree(found, reader, known=None):
    """That these counts are those of each day as known on one, on the day itself if None."""
    for day, units in found.items():
        truly = cells(reader, day, known or day, CROSSED)
        for measure, counts in units.items():
            assert dict(counts) == {cell: each[measure] for cell, each in truly.items() if each[measure]}


@pytest.mark.parametrize("folded", [False, True])
def test_the_counts_are_those_of_each_day_as_then_known_the_years_first(programme, folded):
    if folded:
        fold(LAST)
    found = remembered(NATION, LAST, LAST, over=False).then
    assert list(found) == ENDS
    assert all(units["persons"] for units in found.values())
    agree(found, operator(programme))


def test_a_day_is_read_once_however_many_are_asked(programme, monkeypatch):
    fold(LAST)
    remembered(NATION, date(2019, 5, 2), LAST, over=False)
    read, days = module._read, []
    monkeypatch.setattr(module, "_read", lambda asked, *others: days.extend(asked) or read(asked, *others))
    with counted(db.engine) as asked:
        remembered(NATION, date(2019, 5, 20), LAST, over=False)
    assert (len(asked), days) == (1, [])  # one tells whether they are the same
    remembered(NATION, date(2019, 7, 1), LAST, over=False)
    assert days == [(ENDS[-1], ENDS[-1], True), (ENDS[-1], LAST, False)]


def test_a_day_remembered_is_read_again_with_what_was_recorded_late(programme):
    fold(LAST)
    then = remembered(NATION, LAST, LAST, over=False).then
    corrected(programme, seeded(3), 20)
    before, again = remembered(NATION, LAST, programme.today(), over=False)
    agree(again, operator(programme), programme.today())
    to_come = date(2019, 12, 31)
    assert ([*again], {*before} - {*then}) == ([ENDS[0], to_come, ENDS[-1]], {to_come})
    assert {day: before[day] for day in then} == then
    assert again != {day: before[day] for day in again}
    with counted(db.engine) as asked:
        assert remembered(NATION, LAST, programme.today(), over=False) == (before, again)
    assert len(asked) == 1  # one tells whether more is known


@pytest.mark.parametrize(
    ("day", "known", "days"),
    [
        (ENDS[-1], LAST, ENDS),
        (ENDS[-1], ENDS[-1], ENDS[:-1]),
        (ENDS[0], LAST, ENDS[:1]),
        (ENDS[0], ENDS[0], []),
        (date(2018, 12, 30), date(2018, 12, 31), QUARTERS_OF_2018),
        (date(2018, 12, 30), LAST, [ENDS[0], *QUARTERS_OF_2018]),
        (date(2018, 2, 1), LAST, ENDS[:1]),
        (LAST, LAST, ENDS),
    ],
)
def test_a_day_known_later_remembers_itself_if_it_ends_a_quarter_and_the_end_of_its_year_if_that_is_over(
    programme, day, known, days
):
    before, again = remembered(NATION, day, known, over=known < LAST)
    assert list(before) == days
    assert {*again} == {*days[-1:], *(each for each in days if each in ENDS[:1])}
