"""The curves of competing events: a few people by hand, sums at random, whoever is not seen long enough."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.cohorts import Observation, curve, mature_until

CAUSES = ("job", "other")
OBSERVED = st.lists(
    st.builds(Observation, st.integers(0, 60), st.sampled_from(["", *CAUSES])),
    min_size=1,
    max_size=40,
)


def at(day, *observations):
    """The curve on one day."""
    return curve(observations, CAUSES, [day])[0]


def test_five_people_by_hand():
    """At 10 one in five finds a job; at 20 one is no longer seen; at 30 one of the three left leaves otherwise."""
    people = (
        Observation(10, "job"),
        Observation(20),
        Observation(30, "other"),
        Observation(40),
        Observation(40, "job"),
    )
    early, late = at(25, *people), at(30, *people)
    assert (early.at_risk, early.unseen, early.ended) == (3, 1, {"job": 1, "other": 0})
    assert (early.inside.share, early.reached["job"].share) == pytest.approx((0.8, 0.2))
    assert late.reached["other"].share == pytest.approx(float(Fraction(4, 5) / 3))
    assert late.inside.share == pytest.approx(float(Fraction(4, 5) * Fraction(2, 3)))
    assert late.at_risk == 3, "who leaves on a day was at risk on it"


def test_while_everybody_is_seen_shares_are_plain_shares_and_so_are_their_variances():
    point = at(30, *[Observation(7, "job")] * 3, *[Observation(9, "other")] * 2, *[Observation(30)] * 5)
    assert (point.reached["job"].share, point.reached["other"].share, point.inside.share) == pytest.approx(
        (0.3, 0.2, 0.5)
    )
    assert point.reached["job"].variance == pytest.approx(0.3 * 0.7 / 10)
    assert point.inside.variance == pytest.approx(0.5 * 0.5 / 10)


def test_the_end_of_an_observation_comes_after_the_events_of_its_day():
    assert at(10, Observation(10), Observation(10, "job")).reached["job"].share == pytest.approx(0.5)


def test_an_event_on_the_first_day_counts():
    point = at(0, Observation(0, "job"), Observation(5))
    assert (point.at_risk, point.reached["job"].share) == (2, pytest.approx(0.5))


def test_no_interval_is_told_of_nothing_nor_of_everything():
    point = at(10, Observation(10, "job"), Observation(10, "job"))
    assert (point.reached["job"].low, point.inside.low, point.reached["other"].high) == (None, None, None)
    assert curve([], CAUSES, [0, 30]) == []


@given(OBSERVED)
def test_the_shares_always_make_one_and_those_counted_make_everybody(observations):
    previous = None
    for point in curve(observations, CAUSES, range(0, 70, 7)):
        reached = [point.reached[cause].share for cause in CAUSES]
        assert point.inside.share + sum(reached) == pytest.approx(1.0)
        assert point.followed + sum(point.ended.values()) + point.unseen == len(observations)
        assert point.followed <= point.at_risk
        for estimate in (point.inside, *point.reached.values()):
            assert estimate.variance >= -1e-12
            if estimate.low is not None:
                assert 0.0 <= estimate.low <= estimate.share <= estimate.high <= 1.0
        if previous is not None:
            assert all(point.reached[c].share >= previous.reached[c].share for c in CAUSES)
            assert point.inside.share <= previous.inside.share
        previous = point


def test_a_curve_is_mature_as_long_as_the_youngest_may_have_been_seen():
    year = (date(2022, 1, 1), date(2022, 12, 31))
    assert mature_until(year, date(2023, 3, 1)) == 60
    assert mature_until(year, date(2022, 7, 1)) == 0, "somebody may begin today"
