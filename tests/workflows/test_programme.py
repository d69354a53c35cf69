"""Targets, pace and projection: dated data, and what may be said of the months to come."""

from datetime import date
from decimal import Decimal
from random import Random

import pytest

from workflows.indicators.rates import half_up, mean
from workflows.programme import (
    EXTENDED_UNTIL,
    SINCE,
    TARGETS,
    UNTIL,
    Projection,
    end_of_programme,
    full_months,
    pace,
    pace_needed,
    projection,
)

STEADY = [100] * 12
END_OF_2021 = date(2021, 12, 31)


def test_the_plan_promised_a_million_of_each_public_from_2018_to_2022():
    assert {target.public: target.persons for target in TARGETS} == {
        "de_peu_qualifie": 1_000_000,
        "jeune_eloigne": 1_000_000,
    }
    assert (date(2018, 1, 1), date(2022, 12, 31), date(2023, 12, 31)) == (SINCE, UNTIL, EXTENDED_UNTIL)
    assert end_of_programme(extended=False) == UNTIL
    assert end_of_programme(extended=True) == EXTENDED_UNTIL


@pytest.mark.parametrize(
    ("on", "first", "last"),
    [
        ("2022-06-15", date(2021, 6, 30), date(2022, 5, 31)),
        ("2022-06-30", date(2021, 7, 31), date(2022, 6, 30)),
        ("2022-01-01", date(2021, 1, 31), date(2021, 12, 31)),
        ("2020-02-29", date(2019, 3, 31), date(2020, 2, 29)),
    ],
)
def test_the_twelve_months_are_those_that_are_over(on, first, last):
    months = full_months(date.fromisoformat(on))
    assert (len(months), months[0], months[-1]) == (12, first, last)


def test_the_pace_is_a_mean_over_twelve_months():
    assert pace([10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5]) == Decimal("1.3")  # 1.25, half up


def test_the_pace_needed_spreads_what_remains_over_the_months_left():
    assert pace_needed(1200, END_OF_2021, UNTIL) == Decimal("100.0")
    assert pace_needed(-5, END_OF_2021, UNTIL) == Decimal("0.0")
    assert pace_needed(1200, END_OF_2021, EXTENDED_UNTIL) == Decimal("50.0")
    assert pace_needed(1200, UNTIL, UNTIL) is None
    assert pace_needed(1_000_000, date(2017, 12, 31), UNTIL) == Decimal("16666.7")  # sixty months
    assert pace_needed(1_000_000, date(2018, 1, 31), UNTIL) == Decimal("16949.2")  # fifty-nine
    assert pace_needed(1850, date(2021, 6, 15), UNTIL) == Decimal("100.0")  # eighteen and a half
    assert pace_needed(1200, date(2024, 1, 1), UNTIL) is None


def test_a_steady_pace_leads_straight_on_within_what_chance_allows():
    # 1 200 expected; Poisson, and as much again for what a year says of the pace: 1.96 × √2 400 = 96.
    assert projection(500, STEADY, END_OF_2021, UNTIL) == Projection(1700, 1604, 1796)


def test_months_that_vary_more_than_chance_widen_the_interval_and_move_nothing():
    uneven = [0, 200] * 6
    wide, narrow = (projection(500, months, END_OF_2021, UNTIL) for months in (uneven, STEADY))
    assert wide.expected == narrow.expected
    assert wide.high - wide.low > 5 * (narrow.high - narrow.low)


def test_nobody_is_ever_projected_out_of_a_training_they_entered():
    assert projection(500, [0] * 11 + [30], END_OF_2021, UNTIL).low == 500


@pytest.mark.parametrize(
    ("months", "on"),
    [([2] * 12, END_OF_2021), ([0] * 12, END_OF_2021), (STEADY[:11], END_OF_2021), (STEADY, UNTIL)],
)
def test_nothing_is_said_of_too_little_nor_of_a_period_that_is_over(months, on):
    assert projection(500, months, on, UNTIL) is None


def test_the_interval_holds_what_comes_nineteen_times_out_of_twenty():
    """Years drawn by Poisson's law, the pace known by the year before alone; the seed makes it the same each time."""
    chance, held = Draws(20), 0
    for _ in range(400):
        before, after = ([chance.poisson(20) for _ in range(12)] for _ in range(2))
        found = projection(0, before, END_OF_2021, UNTIL)
        held += found.low <= sum(after) <= found.high
    assert 0.93 <= held / 400 <= 0.99


class Draws:
    """Poisson's law by counting arrivals."""

    def __init__(self, seed):
        self.random = Random(seed)  # noqa: S311 - a law, not a secret

    def poisson(self, mean_count):
        arrivals, time = 0, self.random.expovariate(mean_count)
        while time < 1:
            arrivals, time = arrivals + 1, time + self.random.expovariate(mean_count)
        return arrivals


def test_french_figures_are_rounded_half_up():
    """As PoEm prints it: the mean of the first half of 2023 is 177 926.5 (domain.md §2)."""
    first_half = [184557, 188077, 188319, 183269, 179439, 143898]
    assert mean(first_half) == 177_927
    assert round(sum(first_half) / 6) == 177_926
    assert mean([]) is None
    assert half_up(Decimal("0.5")) == 1
