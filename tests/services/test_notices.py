"""Telling people: who reads, by which channel, and the trace that stays when nothing may be sent."""

import pytest

from parcours_app.models import MessageChoice, NoticeRow
from parcours_app.scope import viewer_of
from parcours_app.services.notices import KINDS, Notice, tell
from parcours_app.services.unit import unit_of_work
from tests.walks import Walk
from workflows.engine import Role

TOMORROW = {"on": "2026-06-16", "at": "10:30"}


@pytest.fixture
def counsellor(make_account):
    return make_account(Role.COUNSELLOR, email="nadia@example.org")


@pytest.fixture
def walk(counsellor, clock):
    return Walk(counsellor, clock, email="elodie@example.org", phone="0612345678").open("2026-03-02")


@pytest.fixture
def say(clock):
    """say(walk, kind, to, facts, once=…): the message written for it."""

    def said(walk, kind, to="person", facts=TOMORROW, **more):
        with unit_of_work() as session:
            return tell(session, walk.viewer, Notice(kind, walk.case_id, to, facts, **more))

    return said


@pytest.fixture
def choose(session, clock):
    """choose(reader, email=…, sms=…, digest=…): what a reader wants from now on."""

    def chosen(reader, **wanted):
        session.add(MessageChoice(reader=reader, changed_at=clock.now(), **wanted))
        session.commit()

    return chosen


def outcome(row):
    return row.channel, row.state, row.reason


def test_a_person_is_told_by_email(say, walk, session):
    row = session.get(NoticeRow, say(walk, "appointment_tomorrow").id)
    assert outcome(row) == ("email", "pending", None)
    assert (row.to_person, row.to_account, row.case_id) == (walk.person.id, None, walk.case_id)
    assert row.facts == TOMORROW


def test_without_an_address_a_text_message_takes_over_where_there_is_one(say, counsellor, clock, session):
    walk = Walk(counsellor, clock, phone="0612345678").open("2026-03-02")
    assert outcome(say(walk, "appointment_tomorrow")) == ("sms", "pending", None)
    assert outcome(say(walk, "question_answered", facts={})) == ("email", "dropped", "no_address")


def test_who_stopped_emails_still_gets_text_messages_and_the_other_way_round(say, walk, choose):
    choose(walk.person.id, email=False)
    assert outcome(say(walk, "appointment_tomorrow")) == ("sms", "pending", None)
    assert outcome(say(walk, "question_answered", facts={})) == ("email", "dropped", "stopped")


def test_who_stopped_everything_is_left_in_peace(say, walk, choose):
    choose(walk.person.id, email=False, sms=False)
    assert outcome(say(walk, "appointment_tomorrow")) == ("email", "dropped", "stopped")


def test_death_closes_the_messages(say, walk):
    walk.move("leave", "2026-06-10", motive="death")
    assert outcome(say(walk, "appointment_tomorrow")) == ("email", "dropped", "deceased")
    assert outcome(say(walk, "question_asked", "referent", {})) == ("email", "pending", None)


@pytest.mark.parametrize("to", ["referent", "stand_in_or_referent"])
def test_the_referent_of_the_case_is_told(say, walk, counsellor, to):
    assert say(walk, "next_step_to_book", to, {"on": "2026-07-01"}).to_account == counsellor.id


def test_a_case_without_referent_tells_nobody_and_says_so(say, counsellor, clock, session):
    walk = Walk(counsellor, clock).open("2026-03-02", referent=None)
    row = say(walk, "question_asked", "referent", {})
    assert (row.to_account, *outcome(row)) == (None, "email", "dropped", "nobody")


def test_the_account_of_a_person_leads_to_the_person(say, walk, make_account):
    account = make_account(Role.BENEFICIARY, email="elodie.m@example.org", person_id=walk.person.id, locale="en")
    row = say(walk, "question_answered", account.id, {})
    assert (row.to_person, row.to_account) == (walk.person.id, account.id)


def test_a_closed_account_is_not_written_to(say, walk, counsellor, session):
    counsellor.active = False
    session.commit()
    assert outcome(say(walk, "question_asked", counsellor.id, {})) == ("email", "dropped", "account_closed")


def test_work_cannot_be_stopped_a_reminder_and_a_digest_can(say, walk, counsellor, choose):
    choose(counsellor.id, email=False, digest=False)
    assert say(walk, "question_asked", "referent", {}).state == "pending"
    assert say(walk, "next_step_to_book", "referent", {"on": "2026-07-01"}).reason == "stopped"
    assert say(walk, "weekly_digest", counsellor.id, {}).reason == "stopped"


def test_what_is_told_once_is_not_told_again(say, walk, session):
    first = say(walk, "appointment_tomorrow", once="appointment:1:2026-06-16")
    assert say(walk, "appointment_tomorrow", once="appointment:1:2026-06-16").id == first.id
    assert session.query(NoticeRow).count() == 1


def test_a_refused_act_tells_nothing(walk, session):
    def told_then_refused():
        with unit_of_work() as work:
            tell(work, walk.viewer, Notice("question_answered", walk.case_id, "person"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        told_then_refused()
    assert session.query(NoticeRow).count() == 0


def test_a_text_is_no_fact(walk):
    with pytest.raises(ValueError, match="place"), unit_of_work() as work:
        tell(work, walk.viewer, Notice("appointment_made", walk.case_id, "person", {"place": "12 rue du Port"}))


@pytest.mark.parametrize("kind", KINDS)
def test_no_subject_holds_a_fact(kind):
    assert "%" not in KINDS[kind].subject


def test_an_account_that_acts_for_nobody_is_told_by_its_key(say, walk, make_account, clock):
    chief = make_account(Role.SUPERVISOR, organisation="Mission locale de Test")
    assert say(walk, "handover_requested", chief.id, {}).to_account == chief.id
    assert viewer_of(chief, clock).role is Role.SUPERVISOR
