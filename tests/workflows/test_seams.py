"""Seams: between which episodes, how many days gross and net, seamless or not, and what closes them."""

from datetime import date

import pytest

from tests.workflows.case_builder import KARIM, NADIA, SUPERVISOR, Case
from workflows.seams import stage_of_seam

TITLE = {"kind": "qualification", "rncp": "RNCP35506"}


def trained(end="2022-04-30", **data):
    """Oriented until 31 January, in a refresher from 1 February to `end`."""
    case = Case().orient("2022-01-10", "2022-01-31")
    case.train("2022-02-01", end, prescribed="2022-01-31", **data)
    return case


@pytest.mark.parametrize(
    ("start", "days", "seamless"),
    [
        ("2022-04-30", 0, True),
        ("2022-05-01", 1, True),
        ("2022-05-30", 30, True),
        ("2022-05-31", 31, False),
    ],
)
def test_same_day_is_zero_next_day_one_and_thirty_is_still_seamless(start, days, seamless):
    case = trained()
    case.train(start, prescribed="2022-04-30", provider="CléA")
    seam = case.seams("2022-06-30")[-1]
    assert (seam.days, seam.net_days, seam.seamless, seam.open) == (days, days, seamless, False)
    assert (seam.since, seam.until) == (date(2022, 4, 30), date.fromisoformat(start))


def test_prescribed_on_the_last_day_is_in_time_and_the_day_after_is_not():
    for prescribed, seamless in (("2022-04-30", True), ("2022-05-01", False)):
        case = trained()
        case.train("2022-05-02", prescribed=prescribed, provider="CléA")
        assert case.seams("2022-05-31")[-1].seamless is seamless


def test_an_overlap_is_negative():
    case = trained(end=None)
    second = case.prescribe("2022-04-01", "2022-04-20", provider="CléA")
    case.do("start", "2022-04-20", episode=second, override=True)
    case.do("complete", "2022-04-30", episode="case-e2")
    seam = case.seams("2022-05-31")[-1]
    assert (seam.after, seam.before, seam.days, seam.seamless) == ("case-e2", second, -10, True)
    assert stage_of_seam(seam) == "overlap"


def test_a_nested_or_parallel_episode_makes_none():
    case = trained(end=None)
    inner = case.prescribe("2022-02-15", "2022-03-01", provider="CléA")
    case.do("start", "2022-03-01", episode=inner, override=True)
    case.do("complete", "2022-03-31", episode=inner)
    case.do("complete", "2022-04-30", episode="case-e2")
    case.train("2022-05-09", "2022-06-30", prescribed="2022-04-15", provider="AFPA")
    case.train("2022-06-01", "2022-07-15", parallel=True, provider="Permis")
    joined = [(s.after, s.before, s.days) for s in case.seams("2022-07-31")]
    assert joined == [("case-e1", "case-e2", 1), ("case-e2", "case-e4", 9), ("case-e5", None, 16)]


def test_after_is_the_episode_that_ends_last_among_those_started_earlier():
    case = trained(end=None)
    short = case.train("2022-02-15", "2022-03-31", parallel=True, provider="CléA")
    case.do("complete", "2022-05-31", episode="case-e2")
    case.train("2022-06-10", prescribed="2022-05-01", provider="AFPA")
    assert case.seams("2022-06-30")[-1].after == "case-e2" != short


def test_an_open_seam_counts_to_the_day_asked_about():
    case = trained()
    assert [s.days for s in case.seams("2022-04-30")][-1] == 0
    assert [s.days for s in case.seams("2022-05-01")][-1] == 1
    seam = case.seams("2022-06-30")[-1]
    assert (seam.days, seam.open, seam.until, seam.before) == (61, True, None, None)
    assert stage_of_seam(seam) == "open"
    assert [s for s in case.seams("2022-04-29") if s.open] == [], "the refresher was still running"


def test_an_open_seam_counts_to_the_last_day_there_is():
    seam = trained().seams(date.max.isoformat())[-1]
    assert (seam.open, seam.days) == (True, (date.max - date(2022, 4, 30)).days)


def test_an_open_seam_is_undecided_only_while_it_may_still_be_seamless():
    case = trained()
    assert case.seams("2022-05-10")[-1].seamless is False, "nothing booked before the end"
    case = trained(end=None)
    case.prescribe("2022-04-15", "2022-06-10", provider="CléA")
    case.do("complete", "2022-04-30", episode="case-e2")
    assert case.seams("2022-05-30")[-1].seamless is None
    assert case.seams("2022-05-31")[-1].seamless is False, "day 31"


def test_paused_days_strictly_inside_are_left_out_and_the_last_day_of_an_open_seam_counts():
    case = trained()
    case.do("pause", "2022-04-30", until="2022-05-09")
    closed = case.seams("2022-05-09")[-1]
    assert (closed.days, closed.net_days) == (9, 0), "30 April is the end itself; 1 to 9 May are paused"
    assert case.seams("2022-05-10")[-1].net_days == 1
    case.train("2022-05-20", prescribed="2022-05-11", provider="CléA")
    seam = case.seams("2022-05-31")[-1]
    assert (seam.days, seam.net_days) == (20, 11)


def test_net_days_decide_the_threshold():
    case = trained(end=None)
    case.prescribe("2022-04-15", "2022-06-08", provider="CléA")
    case.do("complete", "2022-04-30", episode="case-e2")
    case.do("pause", "2022-05-02", until="2022-05-10")
    case.do("start", "2022-06-08", episode="case-e3")
    seam = case.seams("2022-06-30")[-1]
    assert (seam.days, seam.net_days, seam.seamless) == (39, 30, True)


def test_none_while_the_jury_is_awaited_and_one_again_once_it_refused():
    case = Case().orient("2022-01-10", "2022-01-31", refresher=False)
    episode = case.train("2022-02-14", "2022-06-30", prescribed="2022-01-28", **TITLE)
    assert len(case.seams("2022-07-31")) == 1
    case.do("record_result", "2022-08-01", episode=episode, result="none")
    seam = case.seams("2022-08-31")[-1]
    assert (seam.after, seam.days, seam.open) == (episode, 62, True)
    assert len(case.seams("2022-07-31")) == 1, "what was true then stays true"


def test_none_after_a_qualification_fully_certified_and_one_after_a_course_without_a_title():
    case = Case().orient("2022-01-10", "2022-01-31", refresher=False)
    first = case.train("2022-02-14", "2022-06-30", prescribed="2022-01-28", **TITLE)
    case.do("record_result", "2022-07-10", episode=first)
    assert len(case.seams("2022-12-31")) == 1
    case.train("2022-09-05", "2022-10-28", kind="qualification", prescribed="2022-08-01")
    assert [(s.after, s.open) for s in case.seams("2022-12-31")][1:] == [("case-e3", True)]


def test_the_cause_is_the_last_step_that_was_booked_and_never_started():
    case = trained(end=None)
    first = case.prescribe("2022-04-01", "2022-05-09", provider="CléA")
    case.do("complete", "2022-04-30", episode="case-e2")
    assert case.seams("2022-05-05")[-1].cause is None
    case.do("no_place", "2022-05-06", episode=first)
    assert case.seams("2022-05-06")[-1].cause == "no_place", "known before the planned day has come"
    second = case.prescribe("2022-05-10", "2022-05-23", provider="AFPA")
    case.do("decline", "2022-05-20", episode=second)
    assert case.seams("2022-06-30")[-1].cause == "declined"
    case.train("2022-07-04", prescribed="2022-06-01", provider="GRETA")
    assert case.seams("2022-07-31")[-1].cause == "declined"


def test_an_exit_closes_the_seam_out_of_the_medians():
    case = trained()
    case.do("leave", "2022-05-20", motive="no_contact")
    seam = case.seams("2022-12-31")[-1]
    assert (seam.before, seam.until, seam.days, seam.seamless, seam.cause, seam.open) == (
        None,
        date(2022, 5, 20),
        20,
        False,
        "exit",
        False,
    )
    assert stage_of_seam(seam) == "never_followed"
    assert case.seams("2022-05-19")[-1].open


@pytest.mark.parametrize("ended", [False, True])
def test_an_exit_on_the_day_of_a_start_finds_the_seam_closed_by_it(ended):
    case = trained()
    episode = case.train("2022-05-12", prescribed="2022-04-30", provider="CléA")
    if ended:
        case.do("complete", "2022-05-12", episode=episode)
    case.do("leave", "2022-05-12", motive="employment", job={"contract": "cdi", "starts_on": "2022-05-12"})
    followed, last = case.seams("2022-12-31")[-2:]
    assert (followed.days, followed.seamless, followed.cause) == (12, True, None)
    assert (last.days, last.cause) == (0, "exit")


def test_who_left_and_came_back_on_the_day_of_a_start_never_followed():
    case = trained()
    case.do("leave", "2022-05-12", motive="no_contact")
    case.do("reopen", "2022-05-12", reason="Back.")
    case.train("2022-05-12", prescribed="2022-05-12", provider="CléA")
    seam = case.seams("2022-12-31")[-1]
    assert (seam.before, seam.days, seam.cause) == (None, 12, "exit")


def test_a_pause_before_the_exit_is_left_out_of_its_net_days():
    case = trained()
    case.do("pause", "2022-05-05", until="2022-05-25")
    case.do("leave", "2022-05-20", motive="no_contact")
    seam = case.seams("2022-12-31")[-1]
    assert (seam.days, seam.net_days) == (20, 5), "5 to 19 May were paused"


def test_a_void_case_has_no_open_seam():
    case = trained()
    case.do("void", "2022-05-10", by=SUPERVISOR)
    assert not any(seam.open for seam in case.seams("2022-12-31"))


def test_before_orientation_ends_there_is_no_seam():
    assert Case().seams("2022-06-30") == []
    assert Case().orient(done=None).seams("2022-06-30") == []


def test_a_new_orientation_begun_the_day_the_training_stops_leaves_no_gap():
    case = trained(end=None)
    case.do("redirect", "2022-03-15")
    seam = case.seams("2022-03-31")[-1]
    assert (seam.after, seam.before, seam.days, seam.seamless) == ("case-e2", "case-e3", 0, True)


def test_two_trainings_of_one_day_keep_the_order_in_which_they_started():
    case = Case().orient("2022-01-10", "2022-01-31")
    first = case.prescribe("2022-01-31", "2022-02-07", provider="CléA")
    second = case.prescribe("2022-01-31", "2022-02-07", provider="GRETA")
    case.do("start", "2022-02-07", episode=second)
    case.do("complete", "2022-02-07", episode=second)
    case.do("start", "2022-02-07", episode=first)
    assert [(s.after, s.before, s.days) for s in case.seams("2022-03-01")] == [
        ("case-e1", second, 7),
        (second, first, 0),
    ]


def test_two_running_of_one_day_the_stage_is_of_the_one_started_last():
    case = Case().orient("2022-01-10", "2022-01-31", refresher=False)
    refresher = case.prescribe("2022-01-31", parallel=True)
    qualification = case.prescribe("2022-01-31", **TITLE)
    case.do("start", "2022-02-07", episode=qualification)
    case.do("start", "2022-02-07", episode=refresher, override=True)
    assert case.stage() == "refresher"
    case.do("complete", "2022-02-28", episode=refresher)
    assert case.stage() == "qualification"


def test_a_correction_of_an_end_moves_the_seam_and_not_what_was_known():
    case = trained()
    case.train("2022-05-20", prescribed="2022-04-20", provider="CléA")
    case.correct(case.entry("complete"), "2022-04-25", recorded="2022-06-15")
    assert case.seams("2022-06-30")[1].days == 25
    known = case.standing(on="2022-06-30", known="2022-06-14")
    assert known.episodes["case-e2"].ended_on == date(2022, 4, 30)


def test_other_hands_are_seamless_when_the_handover_was_accepted_in_between():
    case = trained(end=None)
    case.prescribe("2022-04-15", "2022-05-16", provider="CléA")
    case.do("complete", "2022-04-30", episode="case-e2")
    case.do("request_handover", "2022-05-02", to_counsellor=KARIM)
    case.do("accept_handover", "2022-05-05")
    case.do("start", "2022-05-16", episode="case-e3")
    before, after = case.episode("case-e2"), case.episode("case-e3")
    assert (before.referent_at_end, after.referent_at_start) == (NADIA, KARIM)
    assert case.seams("2022-05-31")[-1].seamless is True


def test_what_an_exit_cancelled_is_the_cause_of_no_later_gap():
    case = trained()
    case.prescribe("2022-05-02", "2022-09-05", provider="CléA")
    case.do("leave", "2022-05-10", motive="moved")
    case.do("reopen", "2022-06-01")
    case.train("2022-06-13", "2022-08-19", provider="AFPA")
    seam = case.seams("2022-09-30")[-1]
    assert (seam.open, seam.since, seam.cause) == (True, date(2022, 8, 19), None)
