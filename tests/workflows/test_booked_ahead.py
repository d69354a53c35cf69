"""The share of ends booked fifteen days ahead: who is counted, from when, and what falls through before the end."""

from datetime import date

import pytest

from tests.workflows.case_builder import Case
from workflows.booked_ahead import Share, booked_ahead

YEAR = (date(2022, 1, 1), date(2022, 12, 31))


def refreshed(admitted=None, *, lost=None, end="complete", on="2022-06-30", **how):
    """A refresher ended on a day, its next step admitted on another, and perhaps lost."""
    case = Case().orient("2022-01-10", "2022-01-31")
    case.train("2022-02-01", prescribed="2022-01-31")
    following = case.prescribe("2022-05-02", "2022-07-11", provider="AFPA")
    if admitted:
        case.do("admit", admitted, episode=following)
    if lost:
        case.do("no_place", lost, episode=following)
    case.do(end, on, episode="case-e2", **how)
    return case


def share(case, on="2022-12-31", period=YEAR):
    return booked_ahead(case.seams(on), case.standing(on=on).episodes, *period)


@pytest.mark.parametrize(("admitted", "booked"), [("2022-06-15", 1), ("2022-06-16", 0), ("2022-05-10", 1), (None, 0)])
def test_fifteen_days_before_the_end_is_ahead_and_fourteen_is_not(admitted, booked):
    assert share(refreshed(admitted)) == Share(booked, 1)


def test_a_place_lost_before_the_end_was_not_booked_and_lost_after_it_was():
    assert share(refreshed("2022-05-10", lost="2022-06-20")) == Share(0, 1)
    case = refreshed("2022-05-10")
    case.do("no_show", "2022-07-11", episode="case-e3")
    assert share(case) == Share(1, 1)


def test_an_early_end_and_one_said_to_be_no_gap_call_for_nothing():
    assert share(refreshed(end="drop_out")) == Share(0, 0)
    case = refreshed()
    case.do("settle_seam", "2022-07-05", after="case-e2", not_a_gap=True, reason="Congé prévu.")
    assert share(case) == Share(0, 0)


def test_leaving_on_the_day_of_the_end_is_no_end_to_book_and_leaving_later_is():
    for left, ends in (("2022-06-30", 0), ("2022-07-01", 1)):
        case = refreshed()
        case.do("leave", left, motive="moved")
        assert share(case).ends == ends


def test_an_end_counts_in_its_period():
    assert share(refreshed("2022-05-10"), period=(date(2022, 7, 1), date(2022, 12, 31))) == Share(0, 0)
    assert share(refreshed("2022-05-10"), period=(date(2022, 6, 30), date(2022, 6, 30))) == Share(1, 1)


def test_a_step_begun_before_the_end_was_accepted_the_day_it_began():
    case = Case().orient("2022-01-10", "2022-01-31")
    case.train("2022-02-01", prescribed="2022-01-31")
    case.train("2022-06-10", prescribed="2022-06-09", provider="AFPA", override=True)
    case.do("complete", "2022-06-30", episode="case-e2")
    assert share(case) == Share(1, 1)
