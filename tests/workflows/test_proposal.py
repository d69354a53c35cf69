"""The proposal: each argument alone turns it, and there is always one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.eligibility import Facts
from workflows.fields import DOMAINS
from workflows.proposal import HEAVY, LIGHT, Diagnosis, advise

ON = date(2026, 6, 15)


def diagnosis(domains=(), birth=date(1980, 1, 1), **facts):
    known = Facts(birth_date=birth, **{"level": 4, "diploma": True, **facts})
    return Diagnosis(known, known.age(ON), domains)


def proposed(found):
    refresher, support = advise(found)
    return refresher.proposed, support.proposed


def test_a_bachelor_without_difficulty_needs_neither():
    assert proposed(diagnosis()) == (False, False)


@pytest.mark.parametrize(
    "found",
    [
        diagnosis(domains=("digital",)),
        diagnosis(situations=frozenset({"french_below_a1"})),
        diagnosis(level=0),
        diagnosis(level=3, diploma=False),
    ],
)
def test_each_argument_for_a_refresher_is_enough(found):
    refresher, _support = advise(found)
    assert refresher.proposed
    assert len(refresher.because) == 1


def test_a_cap_whose_diploma_is_not_known_calls_for_no_refresher():
    assert proposed(diagnosis(level=3, diploma=None)) == (False, False)


@pytest.mark.parametrize("code", sorted(HEAVY))
def test_one_heavy_situation_calls_for_support(code):
    assert proposed(diagnosis(situations=frozenset({code}))) == (False, True)


def test_of_the_lighter_ones_two_together_do():
    for code in LIGHT - {"french_below_a1"}:
        assert proposed(diagnosis(situations=frozenset({code}))) == (False, False)
    assert proposed(diagnosis(situations=frozenset({"rsa", "mobility"}))) == (False, True)


@pytest.mark.parametrize(("birth", "called"), [(date(2000, 6, 16), True), (date(2000, 6, 15), False)])
def test_support_is_for_the_young_until_the_eve_of_their_26th_birthday(birth, called):
    assert proposed(diagnosis(birth=birth, neet=True)) == (False, called)


def test_somebody_young_who_has_a_job_is_not_far_from_work():
    assert proposed(diagnosis(birth=date(2004, 1, 1), neet=True, employed=True)) == (False, False)


@given(
    st.sampled_from([None, 0, 3, 4, 5, 6, 7, 8]),
    st.sampled_from([None, True, False]),
    st.frozensets(st.sampled_from(sorted(HEAVY | LIGHT))),
    st.sets(st.sampled_from(DOMAINS)),
    st.booleans(),
)
def test_a_proposal_is_always_argued(level, diploma, situations, domains, neet):
    found = diagnosis(domains=domains, level=level, diploma=diploma, situations=situations, neet=neet)
    assert all(advice.because for advice in advise(found))
