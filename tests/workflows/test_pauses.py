"""Pauses: how many days they hold, what they stop and shift; that they end by themselves and only get shorter."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.case_builder import SUPERVISOR, Case, refusal, said
from workflows.pauses import Pause, paused_days, shifted_end, within_months


def pause(since, until):
    return Pause(date.fromisoformat(since), date.fromisoformat(until), "other")


def test_both_ends_count():
    assert pause("2022-03-01", "2022-03-10").days == 10
    assert pause("2022-03-01", "2022-03-01").days == 1
    assert pause("2022-03-01", "2022-02-28").days == 0


def test_it_stops_the_clock_from_its_first_to_its_last_day():
    stopped = pause("2022-03-01", "2022-03-10")
    days = ["2022-02-28", "2022-03-01", "2022-03-10", "2022-03-11"]
    assert [stopped.covers(date.fromisoformat(d)) for d in days] == [False, True, True, False]


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        ("2022-03-02", "2022-03-10", 9),  # strictly between both ends
        ("2022-03-01", "2022-03-31", 29),  # the ends themselves are not in the gap
        ("2022-02-01", "2022-03-01", 0),
        ("2022-03-31", "2022-04-30", 0),
        ("2022-02-01", "2022-04-30", 29),
        ("2022-03-30", "2022-04-30", 1),
        ("2022-03-10", "2022-03-09", 0),
    ],
)
def test_paused_days_of_a_gap_lie_strictly_inside(since, until, days):
    assert paused_days([pause(since, until)], date(2022, 3, 1), date(2022, 3, 31)) == days


@pytest.mark.parametrize(
    ("pauses", "end"),
    [
        ([], "2022-04-30"),
        ([("2022-04-11", "2022-04-20")], "2022-05-10"),
        ([("2022-04-21", "2022-06-10")], "2022-06-20"),  # the shifted end runs on while it is paused
        ([("2022-04-30", "2022-04-30")], "2022-05-01"),
        ([("2022-05-01", "2022-05-31")], "2022-04-30"),  # after the end: nothing to shift
        ([("2022-04-25", "2022-05-04"), ("2022-05-08", "2022-05-09")], "2022-05-12"),
        ([("2022-01-15", "2022-02-05")], "2022-05-05"),  # only the days since the start: 1 to 5 February
        ([("2022-01-01", "2022-01-31")], "2022-04-30"),
        ([("2022-03-10", "2022-03-09")], "2022-04-30"),
    ],
)
def test_the_planned_end_moves_by_each_paused_day_it_reaches(pauses, end):
    found = shifted_end(date(2022, 4, 30), date(2022, 2, 1), [pause(*each) for each in reversed(pauses)])
    assert found == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("ended_on", "end"),
    [
        ("2022-03-20", "2022-04-30"),  # it had ended before the pause began
        ("2022-04-24", "2022-05-04"),  # four days of it inside the episode, its last day among them
        (None, "2022-05-10"),
    ],
)
def test_a_pause_after_the_episode_has_ended_moves_nothing(ended_on, end):
    ended = date.fromisoformat(ended_on) if ended_on else None
    found = shifted_end(date(2022, 4, 30), date(2022, 2, 1), [pause("2022-04-21", "2022-04-30")], ended)
    assert found == date.fromisoformat(end)


@given(st.integers(0, 120), st.integers(0, 60), st.integers(0, 90))
def test_a_planned_end_never_comes_nearer_and_moves_at_most_by_the_pause(offset, length, planned):
    start = date(2022, 2, 1)
    stopped = Pause(start + timedelta(days=offset), start + timedelta(days=offset + length), "other")
    end = start + timedelta(days=planned)
    shifted = shifted_end(end, start, [stopped])
    assert shifted - end == timedelta(days=stopped.days if stopped.since <= end else 0)


def test_six_months_are_calendar_months():
    assert within_months(date(2022, 1, 15), date(2022, 7, 14), 6)
    assert not within_months(date(2022, 1, 15), date(2022, 7, 15), 6)


# On a case


def test_a_pause_ends_by_itself():
    case = Case()
    case.do("pause", "2022-01-10", until="2022-01-20")
    refused = refusal(case.do, "begin_orientation", "2022-01-20")
    assert said(refused) == "The case is paused on this date (until 2022-01-20)."
    case.do("begin_orientation", "2022-01-21")
    assert case.stage() == "orientation"


def test_while_paused_only_the_return_the_exit_support_and_handover_go_on():
    case = Case().orient()
    case.do("pause", "2022-02-10", until="2022-03-10")
    case.do("start_support", "2022-02-12")
    case.do("request_handover", "2022-02-13")
    case.do("accept_handover", "2022-02-14")
    case.do("end_support", "2022-02-15")
    for move in ("prescribe", "redirect"):
        assert refusal(case.do, move, "2022-02-20").reasons[0].guard == "not_paused"
    case.do("leave", "2022-02-20")
    assert case.standing().pauses[0].until == date(2022, 2, 19)


def test_the_return_on_the_first_day_leaves_no_paused_day_and_the_case_goes_on_that_day():
    case = Case().orient()
    case.do("pause", "2022-02-10", until="2022-03-10")
    case.do("resume", "2022-02-10")
    assert case.standing().pauses[0].days == 0
    case.do("prescribe", "2022-02-10")
    case.do("pause", "2022-02-10", until="2022-02-28")
    assert case.standing().paused(date(2022, 2, 11)).until == date(2022, 2, 28)


def test_the_return_only_shortens():
    case = Case().orient()
    case.do("pause", "2022-02-10", until="2022-03-10")
    assert said(refusal(case.do, "resume", "2022-03-11")) == "The case is not paused on this date."
    case.do("resume", "2022-03-10")
    assert case.standing().pauses[0].until == date(2022, 3, 9)


def test_two_pauses_share_no_day_whatever_the_order_they_are_recorded_in():
    case = Case().orient()
    case.do("pause", "2022-03-10", until="2022-03-20")
    assert refusal(case.do, "pause", "2022-03-20", until="2022-03-25").reasons[0].guard == "no_overlapping_pause"
    refused = refusal(case.do, "pause", "2022-03-01", until="2022-03-10")
    assert said(refused) == "Another pause already covers part of these days."
    assert refused.entry == case.entry("pause").id, "the later one would no longer hold"
    case.do("pause", "2022-03-01", until="2022-03-09")
    case.do("pause", "2022-03-21", until="2022-03-22")
    assert [p.days for p in case.standing().pauses] == [9, 11, 2]


def test_a_pause_may_not_be_corrected_over_a_move_already_made():
    case = Case().orient()
    late = case.do("pause", "2022-03-10", until="2022-03-20")
    booked = case.do("prescribe", "2022-03-25")
    refused = refusal(case.correct, late, until="2022-03-31")
    assert refused.entry == booked.id
    assert said(refused) == "The case is paused on this date (until 2022-03-31)."
    case.correct(late, until="2022-03-24")
    assert case.standing().pauses[0].days == 15


def test_more_than_six_months_is_a_supervisor_s_and_more_than_36_needs_a_reason():
    case = Case().orient()
    assert said(refusal(case.do, "pause", "2022-03-01", until="2022-09-01")) == (
        "A pause longer than six months is decided by a supervisor."
    )
    case.do("pause", "2022-03-01", until="2022-08-31")
    case.do("resume", "2022-03-01")
    assert (
        refusal(case.do, "pause", "2022-03-01", by=SUPERVISOR, until="2025-03-01").reasons[0].guard == "pause_maximum"
    )
    case.do("pause", "2022-03-01", by=SUPERVISOR, until="2025-02-28")


def test_paused_is_no_stage():
    case = Case().orient()
    case.do("pause", "2022-03-01")
    assert case.stage() == "between"
