"""The funnel: exact binomial limits, checked against whole fractions and published behaviour, and what lies outside."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.cohorts import Verdict, limits, verdict


def exactly(rate, size, certainty):
    """The limit in whole fractions, as Spiegelhalter's appendix words it."""
    below = Fraction(0)
    for count in range(size + 1):
        chance = comb(size, count) * rate**count * (1 - rate) ** (size - count)
        if below + chance >= certainty:
            return float(max(Fraction(0), (count - (below + chance - certainty) / chance) / size))
        below += chance
    return 1.0


@pytest.mark.parametrize("size", [1, 7, 30, 400])
@pytest.mark.parametrize("rate", [Fraction(1, 50), Fraction(1, 3), Fraction(7, 10)])
def test_the_limits_are_those_of_the_binomial_law(rate, size):
    band = limits(float(rate), size)
    expected = [exactly(rate, size, Fraction(part, 1000)) for part in (1, 25, 975, 999)]
    assert [band.lowest, band.low, band.high, band.highest] == pytest.approx(expected, abs=1e-9)


@given(st.floats(0.01, 0.99), st.integers(1, 500))
def test_the_wider_limits_hold_the_narrower_ones(rate, size):
    band = limits(rate, size)
    assert 0.0 <= band.lowest <= band.low <= band.high <= band.highest <= 1.0


def test_larger_numbers_leave_less_room_to_chance():
    small, large = limits(0.6, 20), limits(0.6, 2000)
    assert large.high - large.low < (small.high - small.low) / 5
    assert large.high - large.low == pytest.approx(2 * 1.96 * (0.6 * 0.4 / 2000) ** 0.5, rel=0.01)


@pytest.mark.parametrize(
    ("numerator", "said"),
    [
        (30, Verdict.FAR_BELOW),
        (48, Verdict.BELOW),
        (60, Verdict.WITHIN),
        (71, Verdict.ABOVE),
        (90, Verdict.FAR_ABOVE),
    ],
)
def test_what_chance_explains_and_what_it_does_not(numerator, said):
    assert verdict(numerator, limits(0.6, 100)) is said


def test_nothing_departs_from_everything_or_nothing():
    assert verdict(10, limits(1.0, 10)) is Verdict.WITHIN
    assert verdict(0, limits(0.0, 10)) is Verdict.WITHIN
