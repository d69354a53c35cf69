"""Appointments: planned, moved, cancelled, closed; the refusals in words, the clashes said, the contact that counts."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from parcours_app.models import Appointment, Case
from parcours_app.scope import Invisible, viewer_of
from parcours_app.services import appointments, contacts
from parcours_app.services.appointment_requests import AppointmentRequest
from tests.walks import Walk
from workflows.engine import Refused, Role

# The clock stands on Monday 15 June 2026, 9:00 in Paris.
TOMORROW = AppointmentRequest(date(2026, 6, 16), time(10), 30, "in_person", "next_step", "3 rue de la Gare, Lille")


@pytest.fixture
def counsellor(make_account):
    return make_account(Role.COUNSELLOR, email="nadia@example.org")


@pytest.fixture
def walk(counsellor, clock):
    return Walk(counsellor, clock).open("2026-03-02")


@pytest.fixture
def elsewhere(make_account):
    return make_account(Role.COUNSELLOR, email="loin@example.org", organisation="Cap emploi d’ailleurs", region="93")


def plan(walk, **changes):
    return appointments.plan(walk.viewer, walk.case_id, replace(TOMORROW, **changes))


def guards(call, *args, **named):
    with pytest.raises(Refused) as caught:
        call(*args, **named)
    return [reason.guard for reason in caught.value.reasons]


def test_an_appointment_is_an_instant_agreed_on_a_wall_clock(walk, session):
    planned = plan(walk)
    session.expire_all()
    kept = session.get(Appointment, (walk.case_id, 1))
    assert kept is planned.appointment
    assert kept.at == datetime(2026, 6, 16, 8, 0, tzinfo=UTC)
    assert (kept.zone, kept.on, kept.local.hour) == ("Europe/Paris", date(2026, 6, 16), 10)
    assert (kept.state, kept.account_id, kept.sequence) == ("planned", walk.account.id, 0)
    assert planned.clashes == ()


def test_the_clock_is_that_of_the_organisation_overseas(make_account, clock):
    account = make_account(Role.COUNSELLOR, email="run@example.org", organisation="ML de Saint-Denis", region="04")
    planned = plan(Walk(account, clock).open("2026-03-02")).appointment
    assert (planned.at, planned.zone) == (datetime(2026, 6, 16, 6, 0, tzinfo=UTC), "Indian/Reunion")


@pytest.mark.parametrize(("changes", "expected"), [
    ({"on": None}, ["data:on"]),
    ({"hour": None}, ["data:hour"]),
    ({"on": date(2026, 6, 14)}, ["data:on"]),
    ({"on": date(2026, 6, 15), "hour": time(9)}, ["data:on"]),
    ({"on": date(1, 1, 1)}, ["data:on"]),
    ({"on": date(9999, 12, 31)}, ["data:on"]),
    ({"on": date(2027, 3, 28), "hour": time(2, 30)}, ["data:hour"]),
    ({"minutes": None}, ["data:minutes"]),
    ({"minutes": 2**63}, ["data:minutes"]),
    ({"way": "pigeon"}, ["data:way"]),
    ({"subject": "weather"}, ["data:subject"]),
    ({"place": "  "}, ["data:place"]),
    ({"place": "x" * 201}, ["data:place"]),
    ({"place": "a\x00b"}, ["data:place"]),
    ({"account": "nobody"}, ["data:account"]),
    ({"on": None, "hour": None, "way": "pigeon", "account": "nobody"},
     ["data:on", "data:hour", "data:way", "data:account"]),
])  # fmt: skip
def test_a_request_that_cannot_be_is_refused_with_every_reason(walk, session, changes, expected):
    assert guards(plan, walk, **changes) == expected
    assert session.query(Appointment).count() == 0


def test_today_in_an_hour_can_be_planned_and_a_call_needs_no_place(walk):
    assert plan(walk, on=date(2026, 6, 15), way="phone", place="").appointment.place is None


def test_what_overlaps_is_said_not_refused(walk, counsellor, clock):
    other = Walk(counsellor, clock, family_name="Autre").open("2026-03-02")
    plan(walk)
    assert [clash.whose for clash in plan(other, hour=time(10, 15)).clashes] == ["counsellor"]
    assert [clash.whose for clash in plan(walk, hour=time(9, 45)).clashes] == ["person"]
    assert plan(other, hour=time(11, 0)).clashes == ()
    assert plan(other, hour=time(9, 30), minutes=15).clashes == ()


def test_a_colleague_may_hold_it_and_nobody_from_elsewhere(walk, make_account, elsewhere):
    colleague = make_account(Role.COUNSELLOR, email="paul@example.org")
    assert plan(walk, account=colleague.id).appointment.account_id == colleague.id
    chief = make_account(Role.SUPERVISOR, organisation="Mission locale de Test")
    for other in (elsewhere, chief):
        assert guards(plan, walk, account=other.id) == ["data:account"]


def test_only_the_organisation_in_charge_plans(walk, elsewhere, make_account, clock):
    with pytest.raises(Invisible):
        appointments.plan(viewer_of(elsewhere, clock), walk.case_id, TOMORROW)
    chief = viewer_of(make_account(Role.SUPERVISOR, organisation="Mission locale de Test"), clock)
    assert guards(appointments.plan, chief, walk.case_id, TOMORROW) == ["in_charge"]


def test_after_an_exit_one_meets_about_the_news(walk):
    walk.move("leave", "2026-06-01", motive="employment", job={"contract": "cdi", "starts_on": "2026-06-01"})
    assert guards(plan, walk, subject="training") == ["data:subject"]
    assert plan(walk, subject="employment_check").appointment.n == 1


def test_a_closed_case_takes_no_appointment(walk):
    walk.move("leave", "2026-06-01", motive="death")
    assert guards(plan, walk) == ["case_live"]


def test_a_moved_appointment_is_followed_by_another_that_calendars_know_as_the_same(walk):
    first = plan(walk).appointment
    moved = appointments.move(walk.viewer, walk.case_id, 1, replace(TOMORROW, hour=time(14))).appointment
    assert (first.state, first.moved_to) == ("moved", moved.n)
    assert (moved.n, moved.uid, moved.sequence) == (2, first.uid, 1)
    assert guards(appointments.move, walk.viewer, walk.case_id, 1, TOMORROW) == ["appointment_planned"]


def test_an_appointment_is_moved_before_it_begins_only(walk, clock):
    plan(walk)
    clock.set("2026-06-16", 10)
    later = replace(TOMORROW, on=date(2026, 6, 17))
    assert guards(appointments.move, walk.viewer, walk.case_id, 1, later) == ["appointment_not_begun"]


@pytest.mark.parametrize("by", ["person", "organisation"])
def test_a_cancelled_appointment_says_by_whom(walk, by):
    plan(walk)
    cancelled = appointments.cancel(walk.viewer, walk.case_id, 1, by)
    assert (cancelled.state, cancelled.cancelled_by, cancelled.sequence) == ("cancelled", by, 1)
    assert guards(appointments.cancel, walk.viewer, walk.case_id, 1, by) == ["appointment_planned"]
    assert guards(appointments.close, walk.viewer, walk.case_id, 1, held=False) == ["appointment_planned"]


def test_somebody_cancels(walk):
    plan(walk)
    assert guards(appointments.cancel, walk.viewer, walk.case_id, 1, "nobody") == ["data:by"]


def test_one_that_was_held_is_a_contact_and_one_that_was_missed_is_not(walk, clock, session):
    plan(walk)
    contacts.record_contact(walk.viewer, walk.case_id, date(2026, 5, 4), "phone")
    clock.set("2026-06-18", 9)
    case = session.get(Case, walk.case_id)
    appointments.close(walk.viewer, walk.case_id, 1, held=False)
    assert case.last_contact_on == date(2026, 5, 4)
    closed = appointments.close(walk.viewer, walk.case_id, 1, held=True, outcome="step_chosen")
    assert (closed.state, closed.outcome, case.last_contact_on) == ("held", "step_chosen", date(2026, 6, 16))
    appointments.close(walk.viewer, walk.case_id, 1, held=False)
    assert (closed.outcome, case.last_contact_on) == (None, date(2026, 5, 4))


def test_what_came_of_it_is_told_with_a_code_once_its_time_has_come(walk, clock):
    plan(walk)
    early = {"held": True, "outcome": "other"}
    assert guards(appointments.close, walk.viewer, walk.case_id, 1, **early) == ["appointment_begun"]
    clock.set("2026-06-16", 11)
    assert guards(appointments.close, walk.viewer, walk.case_id, 1, held=True) == ["data:outcome"]
    assert guards(appointments.close, walk.viewer, walk.case_id, 1, held=True, outcome="rain") == ["data:outcome"]


@pytest.mark.parametrize("n", [0, -1, 2, 2**31, 2**63])
def test_an_appointment_that_does_not_exist_is_not_there(walk, n):
    with pytest.raises(Invisible):
        appointments.cancel(walk.viewer, walk.case_id, n, "person")


def test_the_person_says_once_that_they_cannot_come_and_nothing_else_changes(walk, make_account, clock):
    planned = plan(walk).appointment
    person = make_account(Role.BENEFICIARY, person_id=walk.person.id)
    said = appointments.say_unable(viewer_of(person, clock), 1)
    assert (said.unable_at, said.state) == (clock.now(), "planned")
    clock.advance(hours=1)
    assert appointments.say_unable(viewer_of(person, clock), 1).unable_at < clock.now()
    clock.set("2026-06-17")
    assert guards(appointments.say_unable, viewer_of(person, clock), planned.n) == ["appointment_planned"]


def test_nobody_speaks_for_another_person(walk, make_account, clock, counsellor):
    plan(walk)
    stranger = make_account(Role.BENEFICIARY, person_id=Walk(counsellor, clock, family_name="Autre").person.id)
    for viewer in (viewer_of(stranger, clock), walk.viewer):
        with pytest.raises(Invisible):
            appointments.say_unable(viewer, 1)
