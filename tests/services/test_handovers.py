"""Handovers at work: who is told and how often, what one act writes, what a clock that ticks twice does not repeat."""

from datetime import date, time

import pytest
from sqlalchemy import select

from parcours_app.models import Appointment, Case, NoticeRow
from parcours_app.queries.reconcile import differences
from parcours_app.scope import operator, viewer_of, visible_to
from parcours_app.services import appointments
from parcours_app.services.acceptances import Acceptance, accept
from parcours_app.services.appointment_requests import AppointmentRequest
from parcours_app.services.handover_clock import remind_and_expire
from parcours_app.services.loans import give_back_due
from parcours_app.services.reassignments import Entrusted, give_back, reassign, spread
from parcours_app.services.withdrawals import withdraw
from tests.walks import Walk
from workflows.engine import Refused, Role

TODAY = date(2026, 6, 15)


@pytest.fixture
def nadia(make_account):
    return make_account(Role.COUNSELLOR, email="nadia@example.org")


@pytest.fixture
def karim(make_account, nadia):
    return make_account(Role.COUNSELLOR, email="karim@example.org")


@pytest.fixture
def odile(make_account):
    return make_account(Role.COUNSELLOR, email="odile@example.org", organisation="Cap emploi 52", region="52")


@pytest.fixture
def told(session):
    """told(): the messages written so far, (kind, account or “person”)."""

    def found():
        session.expire_all()
        rows = session.query(NoticeRow).order_by(NoticeRow.created_at, NoticeRow.id)
        return [(row.kind, row.to_account if row.to_account and not row.to_person else "person") for row in rows]

    return found


@pytest.fixture
def walk(nadia, clock):
    return Walk(nadia, clock).open("2026-03-02")


@pytest.fixture
def tick(clock):
    """tick(day): the clock's work on that day."""

    def ticked(day):
        clock.set(day)
        return remind_and_expire(operator(clock))

    return ticked


def test_the_receivers_the_sender_and_the_person_learn_what_concerns_them(walk, nadia, odile, told):
    walk.move("request_handover", "2026-06-10", to_organisation="Cap emploi 52")
    assert told() == [("handover_requested", odile.id)]
    walk.move("accept_handover", "2026-06-12", by=odile)
    assert told()[1:] == [("handover_accepted", nadia.id), ("referent_changed", "person")]


def test_a_refusal_is_told_to_whoever_acts_for_the_sender(walk, nadia, karim, odile, told):
    walk.move("assign", "2026-06-09", referent=karim.id, until="2026-07-01")
    walk.move("request_handover", "2026-06-10", to_organisation="Cap emploi 52")
    walk.move("decline_handover", "2026-06-12", by=odile, reason="Complet")
    assert told()[-2:] == [("handover_declined", karim.id), ("handover_declined", nadia.id)]


def test_a_reminder_on_the_tenth_day_and_the_expiry_on_the_thirtieth_each_told_once(walk, nadia, odile, told, tick):
    walk.move("request_handover", "2026-06-10", to_organisation="Cap emploi 52")
    tick("2026-06-19")
    assert len(told()) == 1
    tick("2026-06-20")
    tick("2026-06-20")
    tick("2026-06-25")
    assert told()[1:] == [("handover_reminder", odile.id)]
    tick("2026-07-10")
    tick("2026-07-11")
    assert told()[2:] == [("handover_expired", nadia.id)]


def test_an_answered_request_is_neither_reminded_of_nor_expired(walk, odile, told, tick):
    walk.move("request_handover", "2026-06-10", to_organisation="Cap emploi 52")
    walk.move("decline_handover", "2026-06-12", by=odile, reason="Complet")
    before = told()
    assert (tick("2026-06-20"), tick("2026-07-10")) == (0, 0)
    assert told() == before


def test_taking_over_and_booking_is_one_act_or_none(walk, odile, clock):
    walk.orient("2026-03-04", "2026-03-30")
    walk.move("request_handover", "2026-06-10", to_organisation="Cap emploi 52")
    walk.account = odile
    step = {"kind": "qualification", "provider": "AFPA", "planned_start": "2026-09-01"}
    with pytest.raises(Refused):
        accept(walk.viewer, walk.case_id, Acceptance(TODAY, booking=step))
    written = accept(walk.viewer, walk.case_id, Acceptance(TODAY, booking={**step, "planned_end": "2026-12-01"}))
    assert written.entry.move == "prescribe"
    assert list(differences()) == []


def test_the_counsellor_asked_for_follows_the_person_unless_the_receiver_says_otherwise(walk, odile, make_account):
    named = make_account(Role.COUNSELLOR, email="yves@example.org", organisation="Cap emploi 52", region="52")
    walk.move("request_handover", "2026-06-10", to_organisation="Cap emploi 52", to_counsellor=named.email)
    walk.move("accept_handover", "2026-06-12", by=odile)
    assert walk.last.entry.data["referent"] == named.id


# Many at once


def test_each_person_goes_to_the_least_loaded():
    assert spread(["a", "b", "c", "d"], {"x": 5, "y": 3}) == {"a": "y", "b": "y", "c": "x", "d": "y"}


def test_a_reassignment_tells_each_colleague_once_and_the_people_when_it_is_for_good(
    nadia, karim, clock, make_account, told
):
    chief = make_account(Role.SUPERVISOR, email="chef@example.org", organisation="Mission locale de Test")
    cases = [
        Walk(nadia, clock, family_name=f"Canari{n}", birth_date=f"197{n}-01-02").open("2026-03-02") for n in (0, 1)
    ]
    viewer = viewer_of(chief, clock)
    plan = [Entrusted(each.case_id, 1, karim.id) for each in cases]
    assert all(outcome.done for outcome in reassign(viewer, plan, date(2026, 7, 1)))
    assert told() == [("stand_in_begins", karim.id), ("cases_lent", nadia.id)]
    assert len(give_back(viewer, nadia.id)) == 2
    assert told()[2:] == [("stand_in_ended", nadia.id)]
    plan = [Entrusted(each.case_id, 3, karim.id) for each in cases]
    assert all(outcome.done for outcome in reassign(viewer, plan))
    kinds = sorted(told()[3:])
    assert kinds == sorted(
        [("cases_assigned", karim.id), ("cases_handed_on", nadia.id), *[("referent_changed", "person")] * 2]
    )
    assert list(differences()) == []


def test_a_replacement_that_ended_is_told_once_to_the_referent(walk, nadia, karim, told, tick):
    walk.move("assign", "2026-06-12", referent=karim.id, until="2026-06-20")
    tick("2026-06-20")
    tick("2026-06-21")
    tick("2026-06-21")
    assert told()[1:] == [("stand_in_ended", nadia.id)]


def test_a_case_lent_goes_back_by_itself_the_day_after_and_everything_with_it(walk, nadia, odile, told, clock, session):
    walk.move("request_handover", "2026-06-10", to_organisation="Cap emploi 52", temporary_until="2026-06-30")
    walk.move("accept_handover", "2026-06-12", by=odile)
    clock.set("2026-06-30")
    meeting = AppointmentRequest(date(2026, 7, 6), time(10), 30, "phone", "next_step")
    appointments.plan(viewer_of(odile, clock), walk.case_id, meeting)
    assert give_back_due(operator(clock)) == 0
    clock.set("2026-08-15")  # the sender still reads what is lent, long after the thirty days
    assert session.scalar(visible_to(viewer_of(nadia, clock)).with_only_columns(Case.id)) == walk.case_id
    clock.set("2026-07-01")
    told_before = len(told())
    assert give_back_due(operator(clock)) == 1
    assert give_back_due(operator(clock)) == 0
    case = session.get(Case, walk.case_id)
    assert (case.organisation_id, case.referent_id) == (nadia.organisation_id, nadia.id)
    assert session.scalars(select(Appointment.account_id)).all() == [nadia.id]
    assert sorted(told()[told_before:]) == sorted(
        [("case_given_back", nadia.id), ("loan_over", odile.id), ("referent_changed", "person")]
    )
    walk.move("pause", "2026-07-01", category="other", until="2026-07-05")
    assert session.scalar(visible_to(viewer_of(odile, clock)).with_only_columns(Case.id)) is None
    assert list(differences()) == []


def test_a_counsellor_who_has_left_is_not_named_again(walk, nadia, karim, odile, clock, session, told):
    walk.move("request_handover", "2026-06-10", to_organisation="Cap emploi 52", temporary_until="2026-06-30")
    walk.move("accept_handover", "2026-06-12", by=odile)
    nadia.active = False
    session.commit()
    clock.set("2026-07-04")
    give_back_due(operator(clock))
    case = session.get(Case, walk.case_id)
    assert (case.organisation_id, case.referent_id) == (karim.organisation_id, None)
    assert ("case_given_back", karim.id) in told()


def test_the_appointments_to_come_follow_the_referent_and_a_stand_in_takes_none(walk, nadia, karim, clock, session):
    asked = AppointmentRequest(date(2026, 6, 20), time(10), 30, "phone", "next_step")
    appointments.plan(viewer_of(nadia, clock), walk.case_id, asked)
    held = lambda: session.execute(select(Appointment.account_id, Appointment.sequence)).one()  # noqa: E731
    walk.move("assign", "2026-06-15", referent=karim.id, until="2026-07-01")
    assert held() == (nadia.id, 0)
    walk.move("assign", "2026-06-15", referent=karim.id)
    assert held() == (karim.id, 1)


def test_a_place_stays_among_colleagues_and_is_to_be_told_where_another_organisation_follows(
    walk, nadia, karim, odile, clock, session
):
    asked = AppointmentRequest(date(2026, 6, 20), time(10), 30, "in_person", "next_step", "3 rue de la Gare, Lille")
    appointments.plan(viewer_of(nadia, clock), walk.case_id, asked)
    place = lambda: session.execute(select(Appointment.account_id, Appointment.place)).one()  # noqa: E731
    walk.move("assign", "2026-06-15", referent=karim.id)
    assert place() == (karim.id, "3 rue de la Gare, Lille")
    walk.move("request_handover", "2026-06-15", to_organisation="Cap emploi 52", by=karim)
    walk.move("accept_handover", "2026-06-15", by=odile)
    assert place() == (odile.id, None)


def test_a_request_withdrawn_is_told_to_those_who_had_to_answer(walk, nadia, karim, odile, told, clock):
    walk.move("request_handover", "2026-06-10", to_organisation="Cap emploi 52")
    withdraw(viewer_of(nadia, clock), walk.case_id, "Envoyé par erreur")
    assert told()[1:] == [("handover_withdrawn", odile.id)]
