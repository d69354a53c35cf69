"""Assigning: a new referent for good, or a stand-in until a day, who ends by itself and leaves the referent named."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflows.case_builder import KARIM, NADIA, SUPERVISOR, Case, refusal, said
from workflows.engine import Refused

PAUL = "paul@missionlocale.example"
FIRST = date(2022, 3, 1)


def followed():
    return Case(referent=NADIA).orient()


def acting(case, *days):
    return [case.standing().acting(date.fromisoformat(d)) for d in days]


def test_for_good_the_referent_changes():
    case = followed()
    case.do("assign", "2022-03-01", referent=KARIM)
    standing = case.standing()
    assert (standing.referent, standing.acting(FIRST)) == (KARIM, KARIM)


def test_until_a_day_a_stand_in_acts_and_the_referent_stays_named():
    case = followed()
    case.do("assign", "2022-03-01", referent=KARIM, until="2022-03-10")
    assert case.standing().referent == NADIA
    assert acting(case, "2022-03-01", "2022-03-10", "2022-03-11") == [KARIM, KARIM, NADIA]


def test_a_supervisor_assigns_too():
    case = followed()
    case.do("assign", "2022-03-01", by=SUPERVISOR, referent=KARIM)
    assert case.standing().referent == KARIM


def test_giving_back_is_assigning_the_referent_again():
    case = followed()
    case.do("assign", "2022-03-01", referent=KARIM, until="2022-03-31")
    case.do("assign", "2022-03-10", referent=NADIA)
    assert acting(case, "2022-03-09", "2022-03-10", "2022-03-20") == [KARIM, NADIA, NADIA]
    assert case.standing().stand_ins[0].until == date(2022, 3, 9)


def test_given_back_the_very_day_nobody_stood_in():
    case = followed()
    case.do("assign", "2022-03-01", referent=KARIM, until="2022-03-31")
    case.do("assign", "2022-03-01", referent=NADIA)
    assert acting(case, "2022-03-01", "2022-03-31") == [NADIA, NADIA]


def test_another_stand_in_takes_the_place_of_the_first():
    case = followed()
    case.do("assign", "2022-03-01", referent=KARIM, until="2022-03-31")
    case.do("assign", "2022-03-10", referent=PAUL, until="2022-03-15", world={"colleagues": frozenset({PAUL})})
    assert acting(case, "2022-03-09", "2022-03-10", "2022-03-15", "2022-03-16") == [KARIM, PAUL, PAUL, NADIA]


def test_a_handover_accepted_ends_the_stand_in_of_the_sender():
    case = followed()
    case.do("assign", "2022-03-01", referent=KARIM, until="2022-06-30")
    there = {"colleagues": frozenset({PAUL})}
    case.do("request_handover", "2022-03-05", world=there, to_organisation="cap-emploi", to_counsellor=PAUL)
    case.do("accept_handover", "2022-03-10")
    assert acting(case, "2022-03-09", "2022-03-10") == [KARIM, PAUL]


def test_the_orientation_names_a_referent_and_touches_no_stand_in():
    case = Case(referent=NADIA)
    case.do("assign", "2022-01-05", referent=KARIM, until="2022-02-28")
    case.orient("2022-01-10", None)
    assert acting(case, "2022-01-10", "2022-03-01") == [KARIM, NADIA]


@pytest.mark.parametrize(
    ("data", "world", "why"),
    [
        (
            {"referent": KARIM},
            {"colleagues": frozenset()},
            "This person is not an active counsellor of the organisation.",
        ),
        ({"referent": KARIM, "until": "2022-02-28"}, {}, "The last day of the replacement comes before its first day."),
        ({"referent": KARIM, "until": "2023-03-01"}, {}, "A replacement may not last more than 12 months."),
        ({"referent": NADIA}, {}, "This person is already the referent of the case."),
        ({"referent": NADIA, "until": "2022-04-01"}, {}, "This person is already the referent of the case."),
        (
            {"referent": KARIM},
            {"in_charge": False},
            "Your organisation is not responsible for this case: you may read it, not act on it.",
        ),
    ],
)
def test_what_is_refused(data, world, why):
    assert said(refusal(followed().do, "assign", "2022-03-01", world=world, **data)) == why


def test_twelve_months_to_the_day_are_allowed():
    case = followed()
    case.do("assign", "2022-03-01", referent=KARIM, until="2023-02-28")


def test_nobody_stands_in_for_nobody():
    case = Case()
    refused = refusal(case.do, "assign", "2022-03-01", referent=KARIM, until="2022-03-10")
    assert said(refused) == "The case has no referent: nobody can stand in for them."
    case.do("assign", "2022-03-01", referent=KARIM)


def test_correcting_the_last_day_gives_the_case_back_earlier():
    case = followed()
    lent = case.do("assign", "2022-03-01", referent=KARIM, until="2022-03-31")
    case.correct(lent, until="2022-03-05")
    assert acting(case, "2022-03-05", "2022-03-06") == [KARIM, NADIA]


STEPS = st.lists(
    st.tuples(st.integers(0, 40), st.sampled_from([NADIA, KARIM, PAUL]), st.none() | st.integers(0, 30)),
    min_size=1,
    max_size=6,
)


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_on_any_day_the_last_assignment_says_who_acts(steps):
    case = Case(referent=NADIA)
    colleagues = {"colleagues": frozenset({NADIA, KARIM, PAUL})}
    made = []
    for offset, who, length in sorted(steps, key=lambda step: step[0]):
        on = FIRST + timedelta(days=offset)
        until = on + timedelta(days=length) if length is not None else None
        try:
            case.do("assign", on, referent=who, world=colleagues, **({"until": until.isoformat()} if until else {}))
        except Refused:
            continue
        made.append((on, who, until))
    for n in range(0, 75, 3):
        day = FIRST + timedelta(days=n)
        standing = case.standing(day)
        assert standing.acting(day) == _expected(made, day)
        assert sum(s.covers(day) for s in standing.stand_ins) <= 1


def _expected(made, day):
    """The last assignment before the day decides: for good, or while it lasts; else who was named for good last."""
    before = [step for step in made if step[0] <= day]
    if before and before[-1][2] is not None and day <= before[-1][2]:
        return before[-1][1]
    named = [who for _on, who, until in before if until is None]
    return named[-1] if named else NADIA
