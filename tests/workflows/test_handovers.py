"""Handovers on their clock: what waits, what expires by itself, what a refusal proposes, who may still read."""

from datetime import date, timedelta

import pytest

from tests.workflows.case_builder import KARIM, NADIA, Case, cells, counted, refusal, said
from workflows.handovers import NATIONAL_CLOCK, Handover, HandoverClock
from workflows.pacts import PACTS
from workflows.pacts.pact import Pact


def request(clock=NATIONAL_CLOCK, **facts):
    return Handover("cap-emploi", "52", None, date(2022, 3, 1), None, "mission-locale", clock=clock, **facts)


@pytest.mark.parametrize(
    ("day", "state", "waits"),
    [
        ("2022-03-01", "requested", True),
        ("2022-03-11", "requested", True),
        ("2022-03-30", "requested", True),  # the 29th day
        ("2022-03-31", "expired", False),
        ("2023-01-01", "expired", False),
    ],
)
def test_a_request_expires_on_its_thirtieth_day(day, state, waits):
    sent = request()
    assert (sent.state_on(date.fromisoformat(day)), sent.waits(date.fromisoformat(day))) == (state, waits)
    assert sent.remind_on == date(2022, 3, 11)


def test_an_answered_request_never_expires():
    answered = request(state="declined", decided_on=date(2022, 3, 5))
    assert answered.state_on(date(2023, 1, 1)) == "declined"
    assert answered.answer_days == 4
    assert not answered.waits(date(2022, 3, 6))


@pytest.mark.parametrize(("reading", "last"), [(30, "2022-04-08"), (1, "2022-03-10"), (0, "2022-03-09")])
def test_the_sender_reads_for_so_many_days_and_not_at_all_for_none(reading, last):
    accepted = request(HandoverClock(reading=reading), state="accepted", decided_on=date(2022, 3, 10))
    assert accepted.readable_until == date.fromisoformat(last)
    assert request().readable_until is None


# On a case


def sent(on="2022-03-01", **data):
    case = Case().orient()
    case.do("request_handover", on, **data)
    return case


def test_an_expired_request_can_no_longer_be_answered_and_the_sender_is_still_responsible():
    case = sent()
    for move in ("accept_handover", "decline_handover"):
        assert said(refusal(case.do, move, "2022-03-31")) == "No handover is waiting for an answer on this date."
    assert case.standing("2022-04-15").organisation == "mission-locale"
    assert case.standing().pending_handover(date(2022, 3, 31)) is None


def test_a_new_request_is_possible_once_the_first_has_expired_and_not_before():
    case = sent()
    assert said(refusal(case.do, "request_handover", "2022-03-30")) == "A handover is already waiting for an answer."
    case.do("request_handover", "2022-03-31", to_organisation="autre", to_counsellor=None)
    case.do("accept_handover", "2022-04-05")
    states = [h.state_on(date(2022, 4, 5)) for h in case.standing().handovers]
    assert states == ["expired", "accepted"]
    assert case.standing().organisation == "autre"


def test_the_last_day_to_answer_is_the_eve_of_expiry():
    case = sent()
    case.do("accept_handover", "2022-03-30")
    assert case.standing().organisation == "cap-emploi"


def test_an_acceptance_may_not_be_corrected_beyond_the_expiry():
    case = sent()
    accepted = case.do("accept_handover", "2022-03-20")
    refused = refusal(case.correct, accepted, "2022-04-02")
    assert said(refused) == "No handover is waiting for an answer on this date."


def test_a_request_is_withdrawn_by_voiding_it():
    case = sent()
    case.void(case.entry("request_handover"))
    assert case.standing().handovers == []
    case.do("request_handover", "2022-03-02")


def test_a_pact_sets_its_own_clock(monkeypatch):
    pact = Pact("court", None, "Court", handover=HandoverClock(reminder=3, expiry=8, reading=0))
    monkeypatch.setitem(PACTS, "court", pact)
    case = Case(pact="court").orient()
    case.do("request_handover", "2022-03-01")
    assert refusal(case.do, "accept_handover", "2022-03-09").reasons[0].guard == "pending_handover"
    case.do("accept_handover", "2022-03-08")
    assert case.standing().handovers[0].readable_until == date(2022, 3, 7)


def test_a_refusal_keeps_its_reason_and_what_it_proposes():
    case = sent()
    case.do("decline_handover", "2022-03-05", motive="outside_area", alternative_organisation="voisine")
    answered = case.standing().handovers[0]
    assert (answered.motive, answered.alternative_organisation) == ("outside_area", "voisine")
    case.do("request_handover", "2022-03-05", to_organisation="voisine")


def test_the_receiver_names_who_follows_the_person():
    case = sent(to_counsellor=KARIM)
    case.do("accept_handover", "2022-03-05", referent=NADIA)
    assert case.standing().referent == NADIA


def test_without_a_choice_the_counsellor_asked_for_follows_the_person():
    case = sent(to_counsellor=KARIM)
    case.do("accept_handover", "2022-03-05")
    assert case.standing().referent == KARIM


def test_the_referent_named_on_acceptance_must_work_at_the_receiving_organisation():
    case = sent()
    refused = refusal(case.do, "accept_handover", "2022-03-05", referent=NADIA, world={"colleagues": frozenset()})
    assert said(refused) == "This person is not an active counsellor of the organisation."


def test_between_regions_one_episode_two_segments_and_the_national_totals_do_not_move():
    case = Case().orient()
    episode = case.train("2022-02-14")
    before = counted(case)
    case.do("request_handover", "2022-03-01", to_organisation="cap-emploi", to_region="52")
    case.entries[-1].data["to_region"] = "52"
    case.do("accept_handover", "2022-03-10")
    segments = [(s.organisation, s.region, s.since, s.until) for s in case.episode(episode).segments]
    assert segments == [
        ("mission-locale", "53", date(2022, 2, 14), date(2022, 3, 10)),
        ("cap-emploi", "52", date(2022, 3, 10), None),
    ]
    assert counted(case) == before
    assert {cell.region for _measure, cell in cells(case)} == {"53"}, "the region counted is that of the opening"


def test_every_day_of_a_request_has_exactly_one_state():
    waiting = request()
    days = [waiting.requested_on + timedelta(days=n) for n in range(60)]
    assert [waiting.state_on(d) for d in days] == ["requested"] * 30 + ["expired"] * 30
