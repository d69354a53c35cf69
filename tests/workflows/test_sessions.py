"""Sessions in the rules: a waiting list, a place found, other dates, a cancellation, and what a pause allows."""

import pytest

from tests.workflows.case_builder import Case, refusal
from workflows.engine import SessionFacts
from workflows.episode import EpisodeState
from workflows.seams import seams

SEPTEMBER = {"planned_start": "2022-09-05", "planned_end": "2022-12-16"}


def waiting() -> Case:
    case = Case().orient()
    case.do("waitlist", "2022-02-01", planned_start="2022-06-01", planned_end="2022-09-01")
    return case


def state(case: Case, episode: str = "case-e2") -> EpisodeState:
    return case.standing().episodes[episode].state


def test_waiting_is_a_step_ahead_that_is_not_booked():
    standing = waiting().standing()
    assert [episode.id for episode in standing.waiting] == ["case-e2"]
    assert standing.ahead == []
    assert not standing.waiting[0].seat


def test_nobody_starts_or_misses_a_session_they_only_wait_for():
    for move in ("start", "admit", "no_show"):
        (reason,) = refusal(waiting().do, move, "2022-06-01", episode="case-e2").reasons
        assert reason.guard == "episode_ready"


@pytest.mark.parametrize("move", ["decline", "refuse", "no_place", "cancel"])
def test_waiting_may_come_to_nothing(move):
    case = waiting()
    case.do(move, "2022-03-01", episode="case-e2")
    assert case.standing().waiting == []


def test_a_place_found_makes_a_booking_prescribed_on_the_day_it_was_asked_for():
    case = waiting()
    case.do("promote", "2022-03-01", episode="case-e2")
    (episode,) = case.standing().ahead
    assert (episode.state, episode.prescribed_on.isoformat()) == (EpisodeState.PRESCRIBED, "2022-02-01")
    (reason,) = refusal(case.do, "promote", "2022-03-02", episode="case-e2").reasons
    assert reason.guard == "episode_ready"


def test_leaving_ends_the_waiting():
    case = waiting()
    case.do("leave", "2022-03-01", motive="moved")
    assert state(case) is EpisodeState.CANCELLED


def test_new_dates_are_those_the_gap_to_come_is_measured_by():
    case = Case().orient()
    case.prescribe("2022-02-01", "2022-03-01")
    case.do("reschedule", "2022-02-10", episode="case-e2", **SEPTEMBER)
    (episode,) = case.standing().ahead
    assert (episode.planned_start.isoformat(), episode.planned_end.isoformat()) == ("2022-09-05", "2022-12-16")
    assert case.standing(on="2022-02-09").ahead[0].planned_start.isoformat() == "2022-03-01"


def test_a_session_is_moved_or_cancelled_during_a_pause_too_because_it_is_its_provider_s_fact():
    case = Case().orient()
    case.prescribe("2022-02-01", "2022-03-01")
    case.do("pause", "2022-02-05", until="2022-02-20")
    case.do("reschedule", "2022-02-10", episode="case-e2", **SEPTEMBER)
    case.do("cancel", "2022-02-11", episode="case-e2", motive="session_cancelled")
    episode = case.standing().episodes["case-e2"]
    assert (episode.state, episode.motive) == (EpisodeState.CANCELLED, "session_cancelled")


def test_a_cancelled_session_leaves_the_gap_open_with_its_cause():
    case = Case().orient(refresher=False)
    case.prescribe("2022-01-20", "2022-02-15", kind="qualification")
    case.do("cancel", "2022-02-10", episode="case-e2", motive="session_cancelled")
    (seam,) = seams(case.standing(), case.standing().last_on)
    assert (seam.open, seam.seamless, seam.cause) == (True, False, "cancelled")


@pytest.mark.parametrize(
    ("facts", "left"), [(SessionFacts(), None), (SessionFacts(10, 4), 6), (SessionFacts(10, 12), 0)]
)
def test_places_left_are_never_below_zero_and_unknown_stays_unknown(facts, left):
    assert facts.left == left
