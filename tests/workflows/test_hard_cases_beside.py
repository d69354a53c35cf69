"""The cases beside the ten hard ones: what life does that no table of stages foresees."""

from datetime import date

import pytest

from tests.workflows.case_builder import (
    NADIA,
    OPERATOR,
    SUPERVISOR,
    Case,
    counted,
    day,
    refusal,
    said,
)
from workflows.eligibility import Facts, verdict
from workflows.exits import durable, exit_type
from workflows.journal import replay
from workflows.seams import stage_of_seam


def numbers(seam):
    return seam.days, seam.net_days, seam.seamless, seam.cause


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
