"""Differences of a group from everybody: Newcombe's published example, and what it says of groups and wholes."""

from decimal import Decimal

import pytest

from workflows.indicators.equity import Gap, gap, newcombe


def test_the_interval_is_that_of_the_published_examples():
    """Newcombe, Statistics in Medicine 17 (1998), table II, method 10."""
    assert newcombe((56, 70), (48, 80)) == (pytest.approx(0.0524, abs=5e-5), pytest.approx(0.3339, abs=5e-5))
    assert newcombe((9, 10), (3, 10)) == (pytest.approx(0.1705, abs=5e-5), pytest.approx(0.8090, abs=5e-5))
    assert newcombe((10, 10), (0, 10)) == (pytest.approx(0.6075, abs=5e-5), pytest.approx(1.0, abs=5e-5))


def test_the_difference_is_from_everybody_the_group_included():
    found = gap((56, 70), (104, 150))  # 80 % against 69.3 %: the rest, 60 %, weighs 80 in 150
    assert found == Gap(Decimal("10.7"), Decimal("2.8"), Decimal("17.8"))
    assert found.beyond_chance


@pytest.mark.parametrize(
    ("part", "whole", "points"), [((1, 2), (9, 16), "-6.3"), ((1, 2), (7, 16), "6.3"), ((0, 8), (1, 16), "-6.3")]
)
def test_a_difference_that_falls_between_two_tenths_is_rounded_half_up(part, whole, points):
    assert gap(part, whole).points == Decimal(points)


def test_a_group_and_its_rest_lean_each_its_own_way():
    group, rest = gap((56, 70), (104, 150)), gap((48, 80), (104, 150))
    assert group.points > 0 > rest.points
    assert rest.beyond_chance


def test_a_small_group_says_little():
    found = gap((9, 12), (104, 150))
    assert not found.beyond_chance
    assert found.low < 0 < found.high


@pytest.mark.parametrize(("part", "whole"), [((0, 0), (5, 9)), ((5, 9), (5, 9)), ((0, 0), (0, 0))])
def test_without_a_group_or_a_rest_nothing_is_said(part, whole):
    assert gap(part, whole) is None
