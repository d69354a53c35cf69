"""Who may enter on a day: dated rule sets, three rules on the baccalaureate, ages to the day, pacts that narrow."""

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.calendar import add_months
from workflows.eligibility import (
    RULE_SETS,
    Facts,
    at_most_bac,
    bac_not_obtained,
    below_bac,
    publics,
    rule_set_on,
    verdict,
)
from workflows.pacts import PACTS, pact_of
from workflows.pacts.pact import NATIONAL_PACT

ON = date(2022, 3, 1)
SEEKER = Facts(date(1985, 5, 5), level=3, registered_jobseeker=True)
NEET = Facts(date(2000, 5, 5), level=6, neet=True)


# Three rules on the baccalaureate


@pytest.mark.parametrize(
    ("level", "diploma", "at_most", "below", "not_obtained"),
    [
        (0, None, True, True, True),
        (3, True, True, True, True),
        (4, None, True, False, False),
        (4, False, True, False, True),
        (4, True, True, False, False),
        (5, False, False, False, False),
        (None, None, False, False, False),
    ],
)
def test_at_most_bac_below_bac_and_bac_not_obtained_are_three_rules(level, diploma, at_most, below, not_obtained):
    facts = Facts(None, level=level, diploma=diploma)
    assert (at_most_bac(facts, ON), below_bac(facts, ON), bac_not_obtained(facts, ON)) == (at_most, below, not_obtained)


# Dated rule sets


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date.min, "before_2018"),
        (date(2017, 12, 31), "before_2018"),
        (date(2018, 1, 1), "pic_2018"),
        (date(2023, 12, 31), "pic_2018"),
        (date(2024, 1, 1), "law_2024"),
        (date.max, "law_2024"),
    ],
)
def test_the_rule_set_is_the_one_of_the_day(on, code):
    assert rule_set_on(on).code == code


def test_every_day_has_one_rule_set_and_its_sentence():
    for before, after in itertools.pairwise(RULE_SETS):
        assert after.since - before.until == timedelta(days=1)
    assert (RULE_SETS[0].since, RULE_SETS[-1].until) == (date.min, date.max)
    assert all(rules.otherwise for rules in RULE_SETS if rules.rule)


def test_before_2018_nobody_enters():
    told = verdict(SEEKER, date(2017, 12, 31))
    assert not told.eligible
    (reason,) = told.reasons
    assert reason.explanation % reason.evidence == (
        "Before 2018 the programme did not exist: only an import of history may open a case on 2017-12-31."
    )


def test_the_level_counts_until_2023_and_no_longer_from_2024():
    graduate = replace(SEEKER, level=7)
    assert not verdict(graduate, date(2023, 12, 31)).eligible
    assert verdict(graduate, date(2024, 1, 1)).eligible
    assert not verdict(NEET, date(2024, 1, 1)).eligible, "not registered"


def test_the_verdict_says_its_rule_set_to_be_frozen():
    assert verdict(SEEKER, ON).frozen() == {"rule_set": "pic_2018", "version": 1, "eligible": True}
    assert verdict(SEEKER, date(2024, 2, 1)).frozen() == {"rule_set": "law_2024", "version": 1, "eligible": True}


# Ages to the day


@pytest.mark.parametrize(
    ("birth", "situations", "last_day"),
    [
        (date(1996, 3, 15), frozenset(), date(2022, 3, 14)),
        (date(1996, 2, 29), frozenset(), date(2022, 2, 28)),
        (date(1996, 3, 1), frozenset(), date(2022, 2, 28)),
        (date(1992, 3, 15), frozenset({"rqth"}), date(2022, 3, 14)),
        (date(1992, 2, 29), frozenset({"rqth"}), date(2022, 2, 28)),
        (date(1992, 3, 15), frozenset({"rsa"}), None),
    ],
)
def test_25_completed_years_end_on_the_eve_of_the_26th_birthday_and_29_with_a_disability(birth, situations, last_day):
    facts = replace(NEET, birth_date=birth, situations=situations)
    if last_day is None:
        assert not verdict(facts, ON).eligible
        return
    assert verdict(facts, last_day).eligible
    assert not verdict(facts, last_day + timedelta(days=1)).eligible


@pytest.mark.parametrize(
    ("birth", "first_day"), [(date(2004, 2, 29), date(2020, 2, 29)), (date(2006, 2, 28), date(2022, 2, 28))]
)
def test_sixteen_begins_on_the_birthday(birth, first_day):
    facts = replace(NEET, birth_date=birth)
    assert verdict(facts, first_day).eligible
    assert not verdict(facts, first_day - timedelta(days=1)).eligible


@pytest.mark.parametrize("busy", ["employed", "in_school", "in_training"])
def test_said_neet_and_busy_is_not_neet(busy):
    facts = replace(NEET, **{busy: True})
    told = verdict(facts, ON)
    assert not told.eligible
    assert told.reasons[-1].explanation.startswith("The person is said to be without job, study or training, yet")


# What is said when not


def test_what_is_missing_is_said_when_the_rule_needs_it():
    told = verdict(Facts(None, level=None, registered_jobseeker=True), ON)
    assert [r.explanation for r in told.reasons[1:]] == [
        "The birth date is missing.",
        "The level of education is missing.",
    ]
    assert all(r.remedy and r.guard == "eligible" for r in told.reasons)


def test_what_the_rule_does_not_read_is_not_said_to_be_missing():
    told = verdict(Facts(None, level=None), date(2024, 6, 1))
    assert [r.explanation % r.evidence for r in told.reasons] == [
        "On 2024-06-01 the programme is for registered jobseekers."
    ]


# Publics


@pytest.mark.parametrize(
    ("facts", "counted_as"),
    [
        (SEEKER, "de_peu_qualifie"),
        (replace(NEET, neet_proof_on=date(2022, 2, 1)), "jeune_eloigne"),
        (NEET, "other"),
        (replace(NEET, level=3, registered_jobseeker=True), "de_peu_qualifie"),
        (replace(NEET, level=3, registered_jobseeker=True, neet_proof_on=date(2022, 2, 1)), "jeune_eloigne"),
        (replace(SEEKER, birth_date=date(1992, 3, 2), neet=True, neet_proof_on=ON), "jeune_eloigne"),
        (replace(SEEKER, birth_date=date(1992, 3, 1), neet=True, neet_proof_on=ON), "de_peu_qualifie"),
        (replace(SEEKER, level=7), "other"),
    ],
)
def test_a_person_counts_in_one_public(facts, counted_as):
    assert publics(facts, ON)["counted_as"] == counted_as


def test_both_publics_are_kept():
    both = publics(replace(NEET, level=0, registered_jobseeker=True, neet_proof_on=ON), ON)
    assert (both["de_peu_qualifie"], both["jeune_eloigne"]) == (True, True)


# Pacts


FACTS = st.builds(
    Facts,
    birth_date=st.none() | st.dates(date(1950, 1, 1), date(2012, 12, 31)),
    level=st.none() | st.sampled_from([0, 3, 4, 5, 6, 7, 8]),
    diploma=st.none() | st.booleans(),
    situations=st.frozensets(st.sampled_from(["rsa", "rqth", "qpv", "aah"])),
    registered_jobseeker=st.booleans(),
    neet=st.booleans(),
    neet_proof_on=st.none() | st.dates(date(2018, 1, 1), date(2025, 1, 1)),
    employed=st.booleans(),
    in_school=st.booleans(),
    in_training=st.booleans(),
)
DAYS = st.dates(date(2016, 1, 1), date(2028, 12, 31))


@given(facts=FACTS, on=DAYS, code=st.sampled_from(sorted(PACTS)))
def test_a_pact_only_narrows(facts, on, code):
    national, local = verdict(facts, on), verdict(facts, on, PACTS[code].narrowing)
    assert national.eligible or not local.eligible
    assert local.publics == national.publics
    assert local.rule_set == national.rule_set


@given(facts=FACTS, on=DAYS)
def test_a_verdict_is_either_yes_or_argued(facts, on):
    told = verdict(facts, on)
    assert told.eligible == (not told.reasons)
    for reason in told.reasons:
        assert "%(" not in reason.explanation % reason.evidence


@given(birth=st.dates(date(1980, 1, 1), date(2010, 12, 31)), on=st.dates(date(2018, 1, 1), date(2023, 12, 31)))
def test_a_young_person_is_eligible_from_the_16th_birthday_to_the_eve_of_the_26th(birth, on):
    def birthday(years):
        day = add_months(birth, 12 * years)
        return day if day.day == birth.day else day + timedelta(days=1)

    expected = birthday(16) <= on < birthday(26)
    assert verdict(replace(NEET, birth_date=birth), on).eligible is expected


def test_paca_is_strictly_below_the_baccalaureate():
    pact = pact_of("paca_2019")
    bac = replace(SEEKER, level=4)
    assert verdict(bac, ON).eligible
    told = verdict(bac, ON, pact.narrowing)
    assert not told.eligible
    assert told.reasons[0].explanation == "This pact is for people whose level is below the baccalaureate."
    assert verdict(SEEKER, ON, pact.narrowing).eligible


@pytest.mark.parametrize(
    ("years", "level", "diploma", "situations", "eligible"),
    [
        (25, 5, False, (), True),
        (25, 5, True, (), False),
        (25, 6, None, (), False),
        (26, 4, False, (), True),
        (26, 4, True, (), False),
        (54, 4, True, (), False),
        (54, 3, True, (), True),
        (55, 7, True, (), True),
        (40, 7, True, ("rsa",), True),
        (40, 7, True, ("rqth",), True),
        (40, 7, True, ("aah",), False),
    ],
)
def test_nouvelle_aquitaine_2024(years, level, diploma, situations, eligible):
    on = date(2024, 6, 1)
    facts = Facts(date(2024 - years, 6, 1), level, diploma, frozenset(situations), registered_jobseeker=True)
    assert verdict(facts, on, pact_of("nouvelle_aquitaine_2024").narrowing).eligible is eligible


def test_no_pact_is_the_national_terms_and_an_unknown_one_is_an_error():
    assert pact_of(None) is NATIONAL_PACT
    assert NATIONAL_PACT.narrowing is None
    with pytest.raises(KeyError):
        pact_of("atlantis")


def test_a_pact_maps_its_kinds_onto_national_ones():
    for pact in PACTS.values():
        assert set(pact.kinds.values()) <= {"orientation", "refresher", "qualification"}
        assert pact.threshold == 30
