"""Civil days and calendar months, at the edges where they differ."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.calendar import add_months, age_on, days_between, is_closed_month, last_day_of

DAYS = st.dates(date(1950, 1, 1), date(2080, 12, 31))


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2022-01-31", 1, "2022-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2022-08-31", 6, "2023-02-28"),
        ("2022-11-30", 3, "2023-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2022-12-15", 1, "2023-01-15"),
        ("2022-03-31", -1, "2022-02-28"),
        ("2022-01-15", -13, "2020-12-15"),
        ("2022-05-05", 0, "2022-05-05"),
    ],
)
def test_months_are_added_to_the_same_day_or_the_last_there_is(start, months, expected):
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        ("2022-04-01", 6, "2022-09-30"),
        ("2022-01-15", 6, "2022-07-14"),
        ("2022-08-31", 6, "2023-02-28"),
        ("2023-08-30", 6, "2024-02-29"),
        ("2023-08-29", 6, "2024-02-28"),
        ("2022-01-31", 1, "2022-02-28"),
        ("2022-02-28", 12, "2023-02-27"),
    ],
)
def test_a_term_in_months_ends_on_the_eve_of_its_anniversary(start, months, last):
    assert last_day_of(date.fromisoformat(start), months) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        ("1996-02-29", "2022-02-28", 25),
        ("1996-02-29", "2022-03-01", 26),
        ("1996-02-29", "2024-02-28", 27),
        ("1996-02-29", "2024-02-29", 28),
        ("1996-12-31", "2022-12-30", 25),
        ("1996-12-31", "2022-12-31", 26),
        ("2022-01-01", "2022-01-01", 0),
    ],
)
def test_completed_years_and_the_leap_day_that_falls_on_the_first_of_march(birth, day, age):
    assert age_on(date.fromisoformat(birth), date.fromisoformat(day)) == age


@given(DAYS, st.integers(1, 60))
def test_terms_follow_each_other_without_overlap_and_contain_their_start(start, months):
    last = last_day_of(start, months)
    assert start <= last < add_months(start, months) + timedelta(days=1)
    assert last >= last_day_of(start, months - 1) or months == 1


@given(DAYS, DAYS)
def test_nobody_gets_younger(birth, day):
    assert age_on(birth, day + timedelta(days=1)) - age_on(birth, day) in (0, 1)


def test_days_from_one_to_another_hold_both():
    assert days_between(date(2022, 2, 27), date(2022, 3, 1)) == [date(2022, 2, 27), date(2022, 2, 28), date(2022, 3, 1)]
    assert days_between(date(2022, 3, 1), date(2022, 3, 1)) == [date(2022, 3, 1)]
    assert days_between(date(2022, 3, 2), date(2022, 3, 1)) == []


@pytest.mark.parametrize(
    ("day", "today", "closed"),
    [
        ("2022-01-15", "2022-03-31", False),
        ("2022-01-15", "2022-04-01", True),
        ("2022-01-31", "2022-03-31", False),
        ("2022-02-01", "2022-04-01", False),
        ("2022-12-31", "2023-02-28", False),
        ("2022-12-31", "2023-03-01", True),
        ("2022-04-01", "2022-04-01", False),
    ],
)
def test_a_month_is_closed_two_months_after_its_end(day, today, closed):
    assert is_closed_month(date.fromisoformat(day), date.fromisoformat(today)) is closed
