"""A reader of several days knows what only grows between them: what they work out of small worlds that grow.

PARCOURS_ATTACKED_WORLDS: how many worlds are drawn; the whole check of a release takes 200.
"""

import os
import random
from collections import Counter
from statistics import mean

import pytest

from tests.disclosure.growing import (
    A_YEAR,
    DAYS,
    REGION,
    YEAR,
    alone,
    beside_the_past,
    beside_the_years,
    grown,
    present,
    read_again,
    share_withheld,
    small,
    with_the_young_apart,
    worked_out,
)

WORLDS = range(int(os.environ.get("PARCOURS_ATTACKED_WORLDS", "4")))
ENDS_OF_YEARS = range(A_YEAR - 1, DAYS, A_YEAR)
# Worlds, and two days of a year in different quarters, that tell small counts when years alone are remembered.
QUARTERS_APART = [(0, (35, 37)), (5, (15, 18)), (14, (22, 25)), (14, (22, 27)), (16, (12, 17)), (19, (12, 16))]
# Worlds, and a day with the end of its year, that tell small counts when the day does not lie beside that end.
BEFORE_AN_END = [(0, (17, 19)), (5, (6, 9)), (5, (15, 19)), (8, (17, 19))]


def weeks_apart(seed):
    """Two days with some dozens of units between them."""
    chance = random.Random(seed)  # noqa: S311 - seeded, so that a failure comes back
    first = chance.randrange(A_YEAR, DAYS - A_YEAR)
    return first, first + chance.choice([5, 8])


@pytest.mark.parametrize("seed", WORLDS)
def test_the_ends_of_the_years_read_together_tell_no_withheld_count(seed):
    assert worked_out(grown(seed), ENDS_OF_YEARS, read_again) == {}


def told(how, pairs):
    """What readers of some pairs of days work out, in some worlds."""
    seeds = range(max(8, len(WORLDS)))
    return [worked_out(grown(seed), read, how) for seed in seeds for read in pairs(seed)]


def amount(found, counts=small):
    """How many counts there are, of those of interest."""
    return sum(len(counts(each)) for each in found)


def days_apart(seed):
    """Two days some weeks apart, and each with the next."""
    first, later = weeks_apart(seed)
    return (first, later), (first, first + 1), (later, later + 1)


def about_new_years(_seed):
    """The last day of each year, and the first of the next."""
    return [(end, end + 1) for end in ENDS_OF_YEARS[:-1]]


def test_two_days_of_a_year_tell_next_to_no_small_count_and_few_others_that_somebody_is_in():
    """Not none in all worlds: between two days, exact sums may tell who came when few did (docs/decisions.md)."""
    beside, apart = (told(how, days_apart) for how in (read_again, alone))
    assert 20 * amount(beside) < amount(apart)
    assert 2 * amount(beside, present) < amount(apart, present)


def test_nor_does_the_first_day_of_a_year_unless_what_is_young_is_told_apart():
    """Zero is shown and so is the sum: who reads nobody one day and somebody the next knows how many came."""
    beside, apart = (told(how, about_new_years) for how in (read_again, with_the_young_apart))
    assert 20 * amount(beside) < amount(apart)


@pytest.mark.parametrize(("seed", "read"), QUARTERS_APART)
def test_two_quarters_of_a_year_tell_no_small_count(seed, read):
    assert not small(worked_out(grown(seed), read, read_again))


def test_unless_the_ends_of_years_alone_are_remembered():
    assert all(small(worked_out(grown(seed), read, beside_the_years)) for seed, read in QUARTERS_APART)


@pytest.mark.parametrize(("seed", "read"), BEFORE_AN_END)
def test_a_day_and_the_end_of_its_year_tell_no_small_count(seed, read):
    assert not small(worked_out(grown(seed), read, read_again))


def test_unless_the_days_before_alone_are_remembered():
    assert all(small(worked_out(grown(seed), read, beside_the_past)) for seed, read in BEFORE_AN_END)


def test_each_day_withheld_for_itself_the_attacker_wins():
    assert any(worked_out(grown(seed), ENDS_OF_YEARS, alone) for seed in range(4))


def test_a_line_that_was_small_in_a_year_past_is_read_again_once_others_came():
    """Who was withheld there then may be made up for by who came since, and the sum of the line is the same again."""
    first = Counter({("A", 0, "x", "A0"): 4, ("B", 0, "x", "B0"): 6, ("C", 0, "x", "C0"): 90})
    since = Counter({("A", 1, "x", "A0"): 50, ("B", 1, "x", "B0"): 60, ("C", 1, "x", "C0"): 70})
    days = [first] * A_YEAR + [first + since]
    drawn = beside_the_past(days, A_YEAR)
    assert set(drawn.withheld((REGION,))) == set()
    assert {("A", 0), ("B", 0)} <= {*drawn.withheld((REGION, YEAR))}
    assert worked_out(days, (A_YEAR - 1, A_YEAR), beside_the_past) == {}


def test_more_is_withheld_beside_another_day_but_not_everything():
    shares = {how: mean(share_withheld(grown(seed), DAYS - 1, how) for seed in range(4)) for how in (alone, read_again)}
    assert shares[alone] <= shares[read_again] < min(96, shares[alone] + 20)
