"""The hard cases of the domain, through real moves: stage, seams, totals, and the refusal in words where one refuses.

Left for later work: erasure (7), published revisions (9), the inside of merged histories (10).
"""

from datetime import date

import pytest

from tests.workflows.case_builder import (
    KARIM,
    NADIA,
    OPERATOR,
    SUPERVISOR,
    Case,
    cells,
    counted,
    day,
    refusal,
    said,
)
from workflows.eligibility import Facts, publics, verdict
from workflows.exits import durable, exit_type
from workflows.journal import replay
from workflows.seams import stage_of_seam
from workflows.standing import certification, fully_certified

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


# 7. Death


def test_7_death_stops_everything_and_changes_no_count():
    case = Case().orient()
    case.do("start_support", "2022-02-01")
    running = case.train("2022-02-01", prescribed="2022-01-28")
    ahead = case.prescribe("2022-03-01", "2022-06-01", **TITLE)
    case.do("pause", "2022-03-10", until="2022-04-10")
    before = counted(case)
    case.do("leave", "2022-03-20", motive="death")
    standing = case.standing()
    assert standing.stage == "closed"
    assert standing.support is None
    assert standing.pauses[0].until == date(2022, 3, 19)
    assert (standing.episodes[running].state, standing.episodes[running].motive) == ("interrupted", "force_majeure")
    assert (standing.episodes[ahead].state, standing.episodes[ahead].motive) == ("cancelled", "exit")
    assert counted(case) == before == {"persons": 1, "entries": 1, "trained": 1}
    assert exit_type("death", None) == "other"
    refused = refusal(case.do, "reopen", "2022-04-01")
    assert said(refused) == "This case may not be reopened: the person died, or the case was voided or merged."


def test_7_death_after_the_exit_keeps_the_exit_and_its_seam():
    case = Case().orient("2022-01-10", "2022-01-31")
    case.do("leave", "2022-02-10", motive="employment", job={"contract": "cdi", "starts_on": "2022-02-11"})
    case.do("leave", "2022-09-01", motive="death")
    standing = case.standing()
    assert standing.stage == "closed"
    assert [past.motive for past in standing.past_exits] == ["employment"]
    (seam,) = case.seams("2022-12-01")
    assert (seam.until, seam.days, seam.cause) == (date(2022, 2, 10), 10, "exit")


# 8. Transfer in the middle of an episode


def running_handover() -> tuple[Case, str]:
    case = Case(region="53").orient()
    episode = case.train("2022-02-01", prescribed="2022-01-28")
    case.do("request_handover", "2022-03-01", to_organisation="cap-emploi", to_counsellor=KARIM)
    return case, episode


def test_8_an_accepted_handover_splits_the_episode_in_segments_and_moves_the_count():
    case, episode = running_handover()
    assert case.standing().organisation == "mission-locale", "the sender stays responsible"
    case.do("accept_handover", "2022-03-10")
    case.do("complete", "2022-04-30", episode=episode)
    standing = case.standing()
    assert (standing.organisation, standing.referent) == ("cap-emploi", KARIM)
    assert [(s.organisation, s.since, s.until) for s in standing.episodes[episode].segments] == [
        ("mission-locale", date(2022, 2, 1), date(2022, 3, 10)),
        ("cap-emploi", date(2022, 3, 10), date(2022, 4, 30)),
    ]
    assert counted(case) == counted(case, on="2022-03-09") == {"persons": 1, "entries": 1, "trained": 1}
    held = {cell.organisation for (measure, cell) in cells(case) if measure == "persons"}
    assert held == {"cap-emploi"}
    assert {cell.organisation for (_m, cell) in cells(case, on="2022-03-09")} == {"mission-locale"}
    case.train("2022-05-16", prescribed="2022-04-25", provider="CléA")
    assert numbers(case.seams("2022-06-01")[-1]) == (16, 16, True, None), "in other hands, by an accepted handover"


def test_8_a_declined_handover_leaves_the_case_where_it_was():
    case, episode = running_handover()
    refused = refusal(case.do, "request_handover", "2022-03-02")
    assert said(refused) == "A handover is already waiting for an answer."
    refused = refusal(case.do, "decline_handover", "2022-03-05", world={"receiving": False})
    assert said(refused) == "Only the organisation the handover is addressed to may answer it."
    case.do("decline_handover", "2022-03-05")
    standing = case.standing()
    assert (standing.organisation, standing.referent) == ("mission-locale", NADIA)
    assert (standing.handovers[0].state, standing.handovers[0].decided_on) == ("declined", date(2022, 3, 5))
    assert len(standing.episodes[episode].segments) == 1
    refused = refusal(case.do, "accept_handover", "2022-03-06")
    assert said(refused) == "No handover is waiting for an answer on this date."


def test_8_the_old_counsellor_may_no_longer_act():
    case, episode = running_handover()
    case.do("accept_handover", "2022-03-10")
    refused = refusal(case.do, "complete", "2022-03-11", episode=episode, world={"in_charge": False})
    assert said(refused) == "Your organisation is not responsible for this case: you may read it, not act on it."


def test_8_a_correction_before_the_handover_re_cuts_the_segments():
    case, episode = running_handover()
    case.do("accept_handover", "2022-03-10")
    case.correct(case.entry("accept_handover"), "2022-03-05")
    assert case.episode(episode).segments[1].since == date(2022, 3, 5)
    refused = refusal(case.correct, case.entry("accept_handover"), "2022-02-20")
    assert refused.entry == case.entry("accept_handover").id
    assert said(refused) == "No handover is waiting for an answer on this date."


# 9. A retroactive date across the year's end, or across a birthday


def test_9_a_start_corrected_across_the_new_year_moves_the_entry_to_the_other_year():
    case = Case("2021-11-02").orient("2021-11-08", "2021-12-10")
    case.train("2022-01-02", "2022-04-29", prescribed="2021-12-10")
    published = cells(case, known="2022-06-30")
    case.correct(case.entry("start"), "2021-12-30", recorded="2022-07-05")
    years = [cell.year for (measure, cell) in cells(case) if measure == "entries"]
    assert years == [2021]
    assert [cell.year for (measure, cell) in published if measure == "entries"] == [2022]
    assert cells(case, known="2022-06-30") == published, "what was known then is answered as it was then"
    assert counted(case, on="2021-12-31") == {"persons": 1, "entries": 1, "trained": 1}
    assert counted(case, on="2021-12-31", known="2022-07-04") == {"persons": 1, "entries": 0, "trained": 0}
    (seam, _open) = case.seams("2022-06-01")
    assert numbers(seam) == (20, 20, True, None)


def test_9_an_opening_corrected_across_a_birthday_keeps_its_frozen_verdict_to_be_flagged():
    born = date(1996, 1, 1)
    neet = Facts(born, level=5, neet=True, neet_proof_on=date(2021, 12, 1))
    assert verdict(neet, date(2021, 12, 30)).eligible
    assert not verdict(neet, date(2022, 1, 2)).eligible, "26 that day"
    facts = {"eligibility": verdict(neet, date(2021, 12, 30)).frozen(), "publics": publics(neet, date(2021, 12, 30))}
    case = Case("2021-12-30", **facts)
    case.correct(case.entry("open"), "2022-01-02")
    assert case.stage() == "referred", "not voided by the software"
    assert case.standing().facts["eligibility"] == {"rule_set": "pic_2018", "version": 1, "eligible": True}


def test_9_a_start_may_not_be_corrected_before_its_prescription():
    case = Case().orient("2022-01-10", "2022-01-31")
    case.train("2022-02-14", "2022-04-29", prescribed="2022-02-01")
    refused = refusal(case.correct, case.entry("start"), "2022-01-31")
    assert said(refused) == "No episode of this case is in a state that allows this move on this date."
    assert refused.entry == case.entry("start").id
    assert case.episode("case-e2").started_on == date(2022, 2, 14), "nothing was written"


# 10. Duplicate cases


def test_10_a_merge_takes_the_case_out_of_the_totals_and_its_undo_brings_it_back():
    stays, goes = Case(name="stays").orient(), Case("2022-02-01", name="goes").orient("2022-02-05", "2022-02-20")
    goes.train("2022-03-01", prescribed="2022-02-25")
    assert counted(stays)["persons"] + counted(goes)["persons"] == 2
    merge = goes.do("merge", "2022-04-01", by=SUPERVISOR, into_case="stays")
    standing = goes.standing()
    assert (standing.stage, standing.merged_into, standing.counts) == ("closed", "stays", False)
    assert counted(goes) == {"persons": 0, "entries": 0, "trained": 0}
    assert counted(goes, on="2022-03-31")["persons"] == 1
    assert standing.episodes, "its history is kept"
    refused = refusal(goes.do, "reopen", "2022-04-02")
    assert said(refused) == "This case may not be reopened: the person died, or the case was voided or merged."
    goes.void(merge)
    assert goes.stage() == "refresher"
    assert goes.standing().merged_into is None
    assert counted(goes) == {"persons": 1, "entries": 1, "trained": 1}


def test_10_a_counsellor_may_not_merge_nor_anybody_into_a_case_that_cannot_receive():
    case = Case()
    assert refusal(case.do, "merge", "2022-02-01").reasons[0].guard == "role"
    refused = refusal(case.do, "merge", "2022-02-01", by=SUPERVISOR, world={"mergeable": False})
    assert said(refused) == (
        "The other case may not receive this one: it must exist, count, and be another case of the programme."
    )


def test_10_a_merged_case_is_still_corrected_in_its_past():
    case = Case().orient()
    case.train("2022-03-01", prescribed="2022-02-25")
    case.do("merge", "2022-04-01", by=SUPERVISOR)
    case.correct(case.entry("start"), "2022-02-28")
    assert case.stage() == "closed"
    refused = refusal(case.correct, case.entry("start"), "2022-04-02")
    assert refused.reasons[0].guard == "stage"
    assert refused.entry == case.entry("start").id


def test_10_two_cases_of_one_person_count_one_person_at_the_latest():
    first = Case("2019-01-07", name="first", region="75").orient("2019-01-10", "2019-02-01")
    first.train("2019-03-04", "2019-06-28", prescribed="2019-02-20")
    first.do("leave", "2019-07-01")
    second = Case("2022-01-03", name="second", region="53").orient()
    second.train("2022-02-14", prescribed="2022-01-28")
    assert counted(first, second) == {"persons": 1, "entries": 2, "trained": 1}
    persons = [(cell.region, cell.stage, cell.year) for (measure, cell) in cells(first, second) if measure == "persons"]
    assert persons == [("53", "refresher", 2022)]
    persons = [cell.region for (measure, cell) in cells(first, second, on="2021-12-31") if measure == "persons"]
    assert persons == ["75"]


# The extras


def test_extra_a_no_show_is_not_a_dropout_and_no_entry():
    case = Case().orient("2022-01-10", "2022-01-31")
    missed = case.prescribe("2022-01-28", "2022-02-14")
    case.do("no_show", "2022-02-14", episode=missed)
    assert case.stage() == "between"
    assert counted(case) == {"persons": 1, "entries": 0, "trained": 0}
    (seam,) = case.seams("2022-03-01")
    assert (seam.days, seam.open, seam.seamless, seam.cause) == (29, True, False, "no_show")
    refused = refusal(case.do, "drop_out", "2022-02-15", episode=missed)
    assert refused.reasons[0].guard == "stage"


def test_extra_a_dropout_taken_back_is_voided_and_makes_no_new_entry():
    case = Case().orient()
    episode = case.train("2022-02-14", prescribed="2022-01-28")
    gone = case.do("drop_out", "2022-03-01", episode=episode)
    assert case.stage() == "between"
    case.void(gone, recorded="2022-03-22")
    assert case.stage() == "refresher"
    assert case.episode(episode).motive is None
    assert counted(case) == {"persons": 1, "entries": 1, "trained": 1}
    assert len(case.seams("2022-04-01")) == 1
    case.do("complete", "2022-05-13", episode=episode)
    assert case.episode(episode).state == "completed"


def test_extra_the_provider_goes_bankrupt():
    case = Case().orient()
    episode = case.train("2022-02-14", prescribed="2022-01-28")
    case.do("interrupt", "2022-03-01", episode=episode, motive="provider_failure")
    case.train("2022-03-21", prescribed="2022-03-07", provider="AFPA")
    assert numbers(case.seams("2022-04-01")[-1]) == (20, 20, False, None), "booked after the end: sewn too late"
    assert stage_of_seam(case.seams("2022-04-01")[-1]) == "late"
    assert counted(case)["entries"] == 2


def test_extra_a_job_of_five_months_renewed_to_eight_is_judged_on_what_is_observed():
    case = Case()
    five = {"contract": "cdd", "starts_on": "2022-02-01", "ends_on": "2022-06-30"}
    case.do("leave", "2022-02-01", motive="employment", job=five)
    assert durable(case.standing().exit.job) == {"P102": False, "IAE": False}
    assert exit_type("employment", case.standing().exit.job) == "transition"
    eight = five | {"ends_on": "2022-09-30"}
    case.do("check_employment", "2022-08-01", at_months=6, job=eight)
    standing = case.standing()
    assert durable(standing.exit.job) == {"P102": False, "IAE": False}, "the exit stays what it was"
    assert durable(standing.checks[6].job) == {"P102": True, "IAE": True}


def test_extra_29_years_old_and_a_disabled_worker():
    facts = Facts(date(1992, 6, 1), level=6, situations=frozenset({"rqth"}), neet=True)
    assert verdict(facts, date(2022, 5, 31)).eligible
    assert not verdict(facts, date(2022, 6, 1)).eligible


def test_extra_moving_into_a_priority_neighbourhood_after_the_entry_changes_nothing_frozen():
    case = Case(situations=("rsa",))
    assert case.standing().facts["situations"] == ("rsa",)
    opened = case.entry("open")
    case.correct(opened, situations=("rsa", "qpv"), recorded="2022-05-01")
    assert case.standing(known="2022-04-30").facts["situations"] == ("rsa",)
    assert case.standing().facts["situations"] == ("rsa", "qpv"), "only a correction of the opening changes it"


def test_extra_born_on_a_leap_day():
    facts = Facts(date(1996, 2, 29), level=6, neet=True)
    assert verdict(facts, date(2022, 2, 28)).eligible, "25 until the eve of 1 March 2022"
    assert not verdict(facts, date(2022, 3, 1)).eligible


def test_extra_a_dropout_to_repay_is_decided_by_a_supervisor_and_never_by_the_software():
    case = Case().orient()
    episode = case.train("2022-02-14", prescribed="2022-01-28")
    given = {"episode": episode, "legitimate": {"decision": False, "by": NADIA}}
    refused = refusal(case.do, "drop_out", "2022-03-01", **given)
    assert said(refused) == (
        "Dropping out without a legitimate motive makes the person repay (R.6341-47): a supervisor decides it."
    )
    case.do("drop_out", "2022-03-01", by=SUPERVISOR, **given)
    assert (case.episode(episode).state, case.episode(episode).legitimate) == ("dropped_out", False)


def test_extra_a_redirection_interrupts_what_runs_and_restarts_the_clock():
    case = Case().orient()
    first = case.train("2022-02-14", prescribed="2022-01-28")
    second = case.train("2022-02-21", prescribed="2022-01-28", parallel=True, provider="CléA")
    case.do("redirect", "2022-03-01", decision="denied")
    assert (case.stage(), case.standing().orientation_clock) == ("refresher", date(2022, 1, 10))
    case.do("redirect", "2022-03-15")
    standing = case.standing()
    assert (standing.stage, standing.orientation_clock) == ("orientation", date(2022, 3, 15))
    for episode in (first, second):
        assert (standing.episodes[episode].state, standing.episodes[episode].motive) == ("interrupted", "redirection")
    assert standing.oriented() is False
    case.do("complete_orientation", "2022-04-04")
    assert case.stage() == "between"


def test_extra_a_person_who_leaves_during_orientation_has_not_completed_it():
    case = Case().orient(done=None)
    case.do("leave", "2022-01-20", motive="no_contact")
    standing = case.standing()
    assert standing.stage == "follow_up"
    assert (standing.episodes["case-e1"].state, standing.episodes["case-e1"].motive) == ("interrupted", "exit")
    assert not standing.oriented()


def test_extra_a_person_who_leaves_with_a_training_under_way_says_how_it_ended():
    case = Case().orient()
    episode = case.train("2022-02-14", prescribed="2022-01-28")
    refused = refusal(case.do, "leave", "2022-03-01", motive="no_contact")
    assert said(refused) == "An episode is still in progress (GRETA): how did it end?"
    case.do("drop_out", "2022-03-01", episode=episode, motive="no_contact")
    case.do("leave", "2022-03-01", motive="no_contact")
    assert case.stage() == "follow_up"
    closed = case.seams("2022-04-01")[-1]
    assert (closed.days, closed.before, closed.seamless, closed.cause) == (0, None, False, "exit")
    assert stage_of_seam(closed) == "never_followed"


def test_extra_a_person_who_comes_back_starts_again_between_two_steps():
    case = Case().orient()
    case.train("2022-02-14", "2022-04-29", prescribed="2022-01-28")
    case.do("leave", "2022-05-10", motive="moved")
    case.do("reopen", "2022-11-02")
    assert case.stage() == "between"
    gone = case.seams("2022-12-01")[-1]
    assert (gone.cause, gone.until, gone.days) == ("exit", date(2022, 5, 10), 11), "the exit closed it for good"
    case.train("2022-12-05", prescribed="2022-11-10")
    assert case.seams("2022-12-31")[-1] == gone, "a return is not the next step of what was left"
    assert counted(case) == {"persons": 1, "entries": 2, "trained": 1}
    refused = refusal(case.do, "reopen", "2022-12-31")
    assert refused.reasons[0].guard == "stage"


def test_extra_a_person_who_left_before_orientation_ended_begins_it_when_back():
    case = Case().orient(done=None)
    case.do("leave", "2022-01-20", motive="own_request")
    case.do("reopen", "2022-03-01")
    assert case.stage() == "between"
    episode = case.prescribe("2022-03-02")
    refused = refusal(case.do, "start", "2022-03-02", episode=episode)
    assert said(refused) == "Orientation is not completed on this date: a training may not start before."
    case.orient("2022-03-07", "2022-03-21")
    case.do("start", "2022-03-28", episode=episode)
    assert case.stage() == "refresher"
    assert [(s.after, s.before, s.cause) for s in case.seams("2022-04-01")] == [
        ("case-e1", None, "exit"),
        ("case-e3", episode, None),
    ]


def test_extra_a_case_is_not_reopened_beside_another_live_one():
    case = Case()
    case.do("leave", "2022-02-01")
    refused = refusal(case.do, "reopen", "2022-03-01", world={"live_elsewhere": True})
    assert said(refused) == "This person already has a live case in the programme."


def test_extra_history_imported_without_eligibility_is_marked_and_overrides_what_it_cannot_know():
    unverified = {"rule_set": "unverified", "version": 1, "eligible": False}
    assert said(refusal(Case, "2021-05-03", eligibility=unverified)) == (
        "The person is not eligible on this date under the rule set unverified."
    )
    case = Case("2021-05-03", by=OPERATOR, override=True, eligibility=unverified)
    assert case.entries[0].overrides == {"eligible"}
    # A start before its prescription: effective on the start, the true date of prescription kept.
    history = {"by": OPERATOR, "override": True, "recorded": "2022-01-01"}
    done = case.do("prescribe", "2021-06-01", prescribed_on="2021-06-10", planned_start=None, **history)
    assert done.overrides == {"orientation_begun", "planned_dates"}
    episode = done.data["episode"]
    start = case.do("start", "2021-06-01", episode=episode, **history)
    assert start.overrides == {"orientation_completed"}
    found = case.episode(episode)
    assert (found.prescribed_on, found.started_on) == (date(2021, 6, 10), date(2021, 6, 1))
    assert (found.prescribed_on - found.started_on).days == 9
    assert case.stage() == "refresher"
    assert case.seams("2021-12-31") == []


def test_extra_nothing_is_recorded_before_it_happens():
    case = Case("2022-01-03")
    refused = refusal(case.do, "leave", "2022-06-01", recorded="2022-05-31")
    assert said(refused) == "The date 2022-06-01 is in the future: a move is recorded once it has happened."


@pytest.mark.parametrize("known", ["2022-02-01", "2022-02-28"])
def test_extra_as_known_on_a_day_answers_what_was_known(known):
    case = Case().orient()
    case.do("prescribe", "2022-02-01", recorded="2022-02-01")
    case.do("leave", "2022-02-02", recorded="2022-03-15")
    assert case.stage(known=known) == "between"
    assert case.stage() == "follow_up"
    assert replay(case.entries, on=day("2022-02-01")).stage == "between"
