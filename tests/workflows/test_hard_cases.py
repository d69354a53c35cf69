"""The hard cases 1 to 6 of the domain, through real moves: stage, seams, totals, and the refusal in words."""

from datetime import date

from tests.workflows.case_builder import (
    Case,
    counted,
    refusal,
    said,
)
from workflows.certification import certification, fully_certified

TITLE = {"kind": "qualification", "rncp": "RNCP35506"}


def numbers(seam):
    return seam.days, seam.net_days, seam.seamless, seam.cause


# 1. Orientation → qualification direct


def test_1_orientation_then_qualification_without_refresher():
    case = Case().orient("2022-01-10", "2022-01-31", refresher=False)
    episode = case.train("2022-02-14", "2022-06-30", prescribed="2022-01-28", **TITLE)
    assert case.stage("2022-03-01") == "qualification"
    (seam,) = case.seams("2022-03-01")
    assert (seam.after, seam.before) == ("case-e1", episode)
    assert numbers(seam) == (14, 14, True, None)
    assert case.standing().needs.argued
    assert counted(case) == {"persons": 1, "entries": 1, "trained": 1}
    assert not any(e.kind == "refresher" for e in case.standing().episodes.values()), "no refresher is missing"


def test_1_no_refresher_must_be_argued():
    case = Case().orient(done=None)
    needs = {"refresher": False, "domains": [], "support": False}
    refused = refusal(case.do, "complete_orientation", "2022-01-31", needs=needs)
    assert said(refused) == "Going without a refresher is a choice that must be argued."
    assert case.stage() == "orientation"


# 2. Two refreshers in sequence


def test_2_two_refreshers_in_sequence_are_two_entries_of_one_person():
    case = Case().orient("2022-01-10", "2022-01-31")
    first = case.train("2022-02-01", "2022-04-30", prescribed="2022-01-31", provider="Français langue étrangère")
    second = case.train("2022-05-09", "2022-07-29", prescribed="2022-04-15", provider="CléA")
    assert counted(case) == {"persons": 1, "entries": 2, "trained": 1}
    to_first, to_second, then = case.seams("2022-08-05")
    assert (to_first.before, numbers(to_first)) == (first, (1, 1, True, None))
    assert (to_second.after, to_second.before, numbers(to_second)) == (first, second, (9, 9, True, None))
    assert (then.after, then.open, then.days) == (second, True, 7), "what follows is counted on the last refresher"
    qualification = case.train("2022-08-08", **TITLE)
    assert case.seams("2022-08-31")[-1].after == second
    assert case.episode(qualification).started


# 3. Reinforced support ends in the middle of a qualification


def test_3_support_that_ends_leaves_the_qualification_running():
    case = Case().orient(refresher=False)
    case.do("start_support", "2022-02-01")
    case.train("2022-02-14", prescribed="2022-01-28", **TITLE)
    before = counted(case)
    case.do("end_support", "2022-04-30", motive="age_limit")
    assert case.stage() == "qualification"
    standing = case.standing()
    assert standing.support is None
    assert (standing.supports[0].ended_on, standing.supports[0].motive) == (date(2022, 4, 30), "age_limit")
    assert standing.in_progress
    assert counted(case) == before
    refused = refusal(case.do, "end_support", "2022-05-01")
    assert said(refused) == "No support is running on this date."


def test_3_support_needs_a_referent_and_there_is_one_at_a_time():
    case = Case()
    case.do("start_support", "2022-01-05")
    refused = refusal(case.do, "start_support", "2022-02-01")
    assert said(refused) == "Support is already running since 2022-01-05."


# 4. A pause inside an episode, over its planned end


def test_4_a_pause_over_the_planned_end_shifts_it_and_is_netted_out_of_the_seam():
    case = Case().orient("2022-01-10", "2022-01-31")
    first = case.train("2022-02-01", prescribed="2022-01-28", planned_end="2022-04-30")
    case.do("pause", "2022-04-21", until="2022-06-10")
    assert case.standing().pauses[0].days == 51
    assert case.standing().planned_end(case.episode(first)) == date(2022, 6, 20), "30 April and 51 paused days"
    assert case.stage("2022-05-15") == "refresher", "no dropout is deduced"
    refused = refusal(case.do, "complete", "2022-05-15", episode=first)
    assert said(refused) == "The case is paused on this date (until 2022-06-10)."
    case.do("complete", "2022-06-20", episode=first)
    case.do("pause", "2022-06-25", until="2022-07-04")
    case.train("2022-07-25", prescribed="2022-06-20", provider="CléA")
    seam = case.seams("2022-07-25")[-1]
    assert numbers(seam) == (35, 25, True, None), "35 days, of which 10 paused"
    assert counted(case) == {"persons": 1, "entries": 2, "trained": 1}


def test_4_the_return_resumes_in_a_new_session():
    case = Case().orient()
    first = case.train("2022-02-01", prescribed="2022-01-28", planned_end="2022-04-30")
    case.do("pause", "2022-03-01", until="2022-05-31")
    case.do("resume", "2022-05-16")
    assert case.standing().pauses[0].until == date(2022, 5, 15), "the eve of the return is the last paused day"
    assert case.standing().pauses[0].days == 76
    case.do("interrupt", "2022-05-16", episode=first, motive="force_majeure")
    case.train("2022-05-23", prescribed="2022-05-16", session="S2")
    assert case.stage() == "refresher"
    assert numbers(case.seams("2022-06-01")[-1]) == (7, 7, True, None)
    assert counted(case)["entries"] == 2


# 5. The jury speaks after the exit


def test_5_a_result_eight_months_after_a_job_changes_neither_stage_nor_exit():
    case = Case().orient(refresher=False)
    episode = case.train("2022-02-14", "2022-06-30", prescribed="2022-01-28", **TITLE)
    assert case.stage() == "awaiting_result"
    assert len(case.seams("2022-07-31")) == 1, "no seam gapes while the jury is awaited"
    case.do("leave", "2022-07-15", motive="employment", job={"contract": "cdi", "starts_on": "2022-07-18"})
    assert case.stage() == "follow_up"
    case.do("record_result", "2023-03-15", episode=episode, result="full")
    standing = case.standing()
    assert standing.stage == "follow_up"
    assert (standing.exit.motive, standing.exit.on) == ("employment", date(2022, 7, 15))
    assert standing.episodes[episode].result_on == date(2023, 3, 15)
    assert case.standing(on="2023-03-14").episodes[episode].awaits_result
    assert len(case.seams("2023-04-01")) == 1, "none after a qualification fully certified"


def test_5_a_result_after_closing_does_not_reopen():
    case = Case().orient(refresher=False)
    episode = case.train("2022-02-14", "2022-06-30", prescribed="2022-01-28", **TITLE)
    case.do("leave", "2022-07-15", motive="employment", job={"contract": "cdi", "starts_on": "2022-07-18"})
    case.do("check_employment", "2023-07-15", at_months=12)
    case.do("record_result", "2023-09-01", episode=episode, result="none")
    assert case.stage() == "closed"
    assert case.standing().exit.on == date(2022, 7, 15)
    left = case.seams("2023-10-01")[-1]
    assert (left.before, left.cause, left.until, left.days) == (None, "exit", date(2022, 7, 15), 15)


# 6. Partial certification


def test_6_blocs_obtained_elsewhere_complete_the_certification_at_the_last_episode():
    case = Case().orient(refresher=False)
    first = case.train("2022-02-14", "2022-06-30", prescribed="2022-01-28", blocs=["B1", "B2", "B3", "B4"], **TITLE)
    case.do("record_result", "2022-07-10", episode=first, result="partial", blocs=["B1", "B2"])
    assert case.stage() == "between"
    standing = case.standing()
    assert certification(standing, "RNCP35506") == "partial"
    assert not fully_certified(standing, standing.episodes[first])
    second = case.train("2022-09-05", "2022-12-16", prescribed="2022-06-20", blocs=["B3", "B4"], **TITLE)
    case.do("record_result", "2023-01-10", episode=second, result="full")
    standing = case.standing()
    assert certification(standing, "RNCP35506") == "full"
    assert fully_certified(standing, standing.episodes[second])
    assert not fully_certified(standing, standing.episodes[first]), "the title is that of the last episode"
    between = case.seams("2023-02-01")
    assert [(s.after, s.before) for s in between] == [("case-e1", first), (first, second)]
    assert numbers(between[1]) == (67, 67, False, None), "what happened later takes nothing from the gap there was"
    assert counted(case) == {"persons": 1, "entries": 2, "trained": 1}


def test_what_never_started_takes_nothing_from_a_certification():
    case = Case().orient(refresher=False)
    lost = case.prescribe("2022-01-28", "2022-03-01", blocs=["B1", "B2"], **TITLE)
    case.do("cancel", "2022-02-01", episode=lost)
    episode = case.train("2022-02-14", "2022-06-30", prescribed="2022-02-01", blocs=["B2"], **TITLE)
    case.do("record_result", "2022-07-10", episode=episode, result="full")
    standing = case.standing()
    assert certification(standing, "RNCP35506") == "full"
    assert fully_certified(standing, standing.episodes[episode])
    assert not any(seam.open for seam in case.seams("2023-02-01"))


def test_6_a_bloc_that_is_not_aimed_at_is_not_obtained():
    case = Case().orient(refresher=False)
    episode = case.train("2022-02-14", "2022-06-30", prescribed="2022-01-28", blocs=["B1", "B2"], **TITLE)
    for result in ("partial", "full"):
        refused = refusal(case.do, "record_result", "2022-07-10", episode=episode, result=result, blocs=["B1", "B9"])
        assert said(refused) == "The episode does not aim at the bloc B9."
    case.do("record_result", "2022-07-10", episode=episode, result="partial", blocs=["B2"])


def test_6_a_partial_result_names_its_blocs():
    case = Case().orient(refresher=False)
    episode = case.train("2022-02-14", "2022-06-30", prescribed="2022-01-28", **TITLE)
    refused = refusal(case.do, "record_result", "2022-07-10", episode=episode, result="partial")
    assert said(refused) == "A partial result must name the blocs obtained."


def test_6_blocs_do_not_add_up_to_a_title_whose_list_of_blocs_is_unknown():
    case = Case().orient(refresher=False)
    whole = case.train("2022-02-14", "2022-06-30", prescribed="2022-01-28", **TITLE)
    case.do("record_result", "2022-07-10", episode=whole, result="partial", blocs=["B1"])
    one = case.train("2022-09-05", "2022-12-16", blocs=["B2"], **TITLE)
    case.do("record_result", "2023-01-10", episode=one, result="full")
    assert certification(case.standing(), "RNCP35506") == "partial"
