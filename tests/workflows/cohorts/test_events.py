"""What a cohort is followed for: the start, the first of the events, who is still inside, who is no member."""

from datetime import date

import pytest

from tests.workflows.case_builder import SUPERVISOR, Case
from workflows.cohorts import Observation, follow

YEAR = (date(2022, 1, 1), date(2022, 12, 31))
JOB = {"contract": "cdi", "starts_on": "2022-09-05"}
LATE = date(2023, 6, 1)


def trained(motive="employment", left="2022-09-05", opened="2022-01-03", kind="refresher"):
    """Opened, oriented, trained from 1 March to 30 June, gone unless `left` is None."""
    case = Case(opened).orient("2022-01-10", "2022-02-07")
    episode = case.prescribe("2022-02-07", "2022-03-01", "2022-06-30", kind=kind)
    case.do("start", "2022-03-01", episode=episode, override=True)
    case.do("complete", "2022-06-30", episode=episode)
    if left:
        case.do("leave", left, motive=motive, **({"job": JOB} if motive == "employment" else {}))
    return case


def seen(*cases, start="opening", ending="exit", on=LATE, period=YEAR):
    found = follow([case.standing(on) for case in cases], start, ending, period, on)
    return found and found.observation


@pytest.mark.parametrize(
    ("motive", "cause"), [("employment", "employment"), ("moved", "other_exit"), ("death", "other_exit")]
)
def test_an_exit_is_to_a_job_or_otherwise(motive, cause):
    assert seen(trained(motive)) == Observation(245, cause)


def test_whoever_has_not_left_is_followed_until_the_day():
    assert seen(trained(left=None)) == Observation(514)
    assert seen(trained(), on=date(2022, 9, 4)) == Observation(244), "the exit had not happened yet"


def test_from_the_first_training():
    assert seen(trained(), start="training") == Observation(188, "employment")
    assert seen(Case("2022-01-03"), start="training") is None


def test_a_qualification_completed_comes_before_the_exit_that_follows_it():
    case = trained(kind="qualification")
    assert seen(case, ending="qualification") == Observation(178, "qualified")
    assert seen(trained(), ending="qualification") == Observation(245, "left_before")
    same_day = trained(left="2022-06-30", kind="qualification")
    assert seen(same_day, ending="qualification") == Observation(178, "qualified")


def test_the_first_event_counts_even_if_they_come_back():
    case = trained()
    case.do("reopen", "2022-10-01")
    case.do("leave", "2022-12-01", motive="moved")
    assert seen(case) == Observation(245, "employment")


def test_a_person_counts_once_from_the_first_start_of_the_period():
    before, within = trained(left="2022-09-05"), Case("2022-11-02")
    assert seen(before, within) == Observation(245, "employment")
    late = (date(2022, 10, 1), date(2022, 12, 31))
    assert seen(before, within, period=late) == Observation(211), "an exit before the start is no event"
    assert seen(before, within, start="training", period=late) is None, "the first training was before"


def test_a_case_opened_by_mistake_is_in_no_cohort():
    case = Case("2022-01-03")
    case.do("void", "2022-01-04", by=SUPERVISOR)
    assert seen(case) is None
