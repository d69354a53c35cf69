"""A case handed over for a time: it goes back by itself the day after, and until then it can only go back."""

from datetime import date

import pytest

from tests.workflows.case_builder import KARIM, NADIA, OPERATOR, Case, cells, counted, refusal, said

LENDER = {"to_organisation": "mission-locale", "to_counsellor": None}


def lent(until="2022-03-31", **facts):
    """A case in a refresher since 1 February, lent on 1 March; the case and the episode’s id."""
    case = Case(**facts).orient()
    episode = case.train("2022-02-01", prescribed="2022-01-31")
    case.do("request_handover", "2022-02-25", temporary_until=until)
    case.do("accept_handover", "2022-03-01")
    return case, episode


def segments(case, episode):
    return [(s.organisation, s.since, s.until) for s in case.episode(episode).segments]


def back(case, on="2022-04-01", referent=NADIA, **more):
    return case.do("give_back", on, by=OPERATOR, referent=referent, **more)


def test_it_goes_back_the_day_after_with_the_counsellor_it_had():
    case, episode = lent()
    assert case.standing().loan.from_referent == NADIA
    back(case)
    standing = case.standing()
    assert (standing.organisation, standing.organisation_region, standing.referent) == ("mission-locale", "53", NADIA)
    assert (standing.loan, standing.handovers[0].returned_on) == (None, date(2022, 4, 1))
    assert segments(case, episode) == [
        ("mission-locale", date(2022, 2, 1), date(2022, 3, 1)),
        ("cap-emploi", date(2022, 3, 1), date(2022, 4, 1)),
        ("mission-locale", date(2022, 4, 1), None),
    ]


@pytest.mark.parametrize("on", ["2022-03-15", "2022-03-31"])
def test_not_before_its_time_is_over(on):
    case, _episode = lent()
    assert said(refusal(back, case, on)) == "No handover for a time is over on this date."


def test_once_and_never_when_it_was_passed_on_for_good():
    case, _episode = lent()
    back(case)
    assert refusal(back, case, "2022-04-02").reasons[0].guard == "loan_over"
    case, _episode = lent(until=None)
    assert refusal(back, case, "2022-04-02").reasons[0].guard == "loan_over"


def test_the_borrower_acts_to_the_last_day_and_no_further_even_before_it_is_written():
    case, episode = lent()
    case.do("pause", "2022-03-31", until="2022-04-05")
    refused = refusal(case.do, "interrupt", "2022-04-06", episode=episode)
    assert said(refused) == "Your organisation is not responsible for this case: you may read it, not act on it."


def test_a_late_run_writes_the_day_it_should_have_been_and_later_facts_stand():
    case, episode = lent()
    case.do("reschedule", "2022-04-04", by=OPERATOR, episode=episode)
    back(case, recorded="2022-04-10")
    assert case.standing("2022-04-02").organisation == "mission-locale"
    assert case.standing("2022-04-02", known="2022-04-05").organisation == "cap-emploi"


def test_the_totals_follow_the_organisation_and_the_national_ones_do_not_move():
    case, _episode = lent()
    before = counted(case)
    back(case)
    held = {
        on: {c.organisation for (m, c) in cells(case, on=on) if m == "persons"} for on in ("2022-03-31", "2022-04-01")
    }
    assert held == {"2022-03-31": {"cap-emploi"}, "2022-04-01": {"mission-locale"}}
    assert counted(case) == before


def test_what_is_lent_is_not_passed_on_but_may_go_back_early_for_good():
    case, episode = lent()
    refused = refusal(case.do, "request_handover", "2022-03-05", to_organisation="autre", to_counsellor=None)
    assert refused.reasons[0].guard == "lent_goes_back"
    refused = refusal(case.do, "request_handover", "2022-03-05", **LENDER, temporary_until="2022-03-20")
    assert refused.reasons[0].guard == "lent_goes_back"
    case.do("request_handover", "2022-03-05", **LENDER)
    case.do("accept_handover", "2022-03-08", referent=NADIA)
    assert case.standing().organisation == "mission-locale"
    assert refusal(back, case).reasons[0].guard == "loan_over"
    assert [s[0] for s in segments(case, episode)] == ["mission-locale", "cap-emploi", "mission-locale"]


def test_a_request_to_go_back_is_answered_by_the_day_itself():
    case, _episode = lent()
    case.do("request_handover", "2022-03-30", **LENDER)
    back(case)
    assert case.standing().pending_handover(date(2022, 4, 2)) is None
    assert [h.state for h in case.standing().handovers] == ["accepted", "accepted"]


def test_a_closed_case_goes_back_too_and_a_stand_in_ends():
    case, episode = lent()
    case.do("assign", "2022-03-02", referent=NADIA, until="2022-05-01")
    case.do("complete", "2022-03-20", episode=episode)
    case.do("leave", "2022-03-21", motive="death")
    back(case)
    assert (case.standing().stage, case.standing().organisation) == ("closed", "mission-locale")
    assert case.standing().acting(date(2022, 4, 2)) == NADIA


def test_nobody_is_named_when_the_counsellor_is_no_longer_there():
    case, _episode = lent()
    back(case, referent=None)
    assert case.standing().referent is None


def test_a_time_that_is_over_is_neither_asked_for_nor_accepted():
    case = Case().orient()
    assert (
        refusal(case.do, "request_handover", "2022-02-25", temporary_until="2022-02-24").reasons[0].guard
        == "term_ahead"
    )
    case.do("request_handover", "2022-02-25", temporary_until="2022-03-01")
    assert (
        said(refusal(case.do, "accept_handover", "2022-03-02")) == "The time for which this handover was asked is over."
    )
    case.do("accept_handover", "2022-03-01", referent=KARIM)


def test_moving_the_acceptance_re_cuts_and_a_longer_time_contradicts_what_went_back():
    case, episode = lent()
    returned = back(case)
    case.correct(case.entry("accept_handover"), "2022-03-10")
    assert segments(case, episode)[1] == ("cap-emploi", date(2022, 3, 10), date(2022, 4, 1))
    assert refusal(case.correct, case.entry("request_handover"), temporary_until="2022-05-31").entry == returned.id
