"""Reminders: the day before on the calendar of the place, once for each version; checks that fall due, once each."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from parcours_app.models import Appointment, NoticeRow
from parcours_app.scope import operator, viewer_of
from parcours_app.services import appointments, reminders
from parcours_app.services.appointment_requests import AppointmentRequest
from tests.walks import Walk
from workflows.engine import Role

FRIDAY = AppointmentRequest(date(2026, 6, 19), time(10), 30, "phone", "next_step")


@pytest.fixture
def counsellor(make_account):
    return make_account(Role.COUNSELLOR, email="nadia@example.org")


@pytest.fixture
def walk(counsellor, clock):
    return Walk(counsellor, clock, email="elodie@example.org").open("2026-03-02")


@pytest.fixture
def told(session):
    """told(kind): the messages written of that kind."""
    return lambda kind: session.query(NoticeRow).filter_by(kind=kind).all()


def plan(walk, **changes):
    return appointments.plan(walk.viewer, walk.case_id, replace(FRIDAY, **changes)).appointment


def test_the_person_is_reminded_the_day_before_and_never_twice(walk, clock, told):
    plan(walk)
    for day, expected in (("2026-06-17", 0), ("2026-06-18", 1), ("2026-06-18", 0), ("2026-06-19", 0)):
        clock.set(day, 11)
        assert reminders.remind_people(operator(clock)) == expected
    (row,) = told("appointment_tomorrow")
    assert (row.facts, row.state) == ({"on": "2026-06-19", "at": "10:00"}, "pending")


def test_a_moved_appointment_is_reminded_again_and_a_cancelled_one_never(walk, clock, told):
    plan(walk)
    clock.set("2026-06-18")
    assert reminders.remind_people(operator(clock)) == 1
    appointments.move(walk.viewer, walk.case_id, 1, replace(FRIDAY, on=date(2026, 6, 23)))
    clock.set("2026-06-22")
    assert reminders.remind_people(operator(clock)) == 1
    assert len(told("appointment_tomorrow")) == 2
    plan(walk, on=date(2026, 6, 24))
    appointments.cancel(walk.viewer, walk.case_id, 3, "person")
    clock.set("2026-06-23")
    assert reminders.remind_people(operator(clock)) == 0


def test_nobody_is_reminded_of_what_was_agreed_today_or_declined(walk, clock, make_account):
    plan(walk, on=date(2026, 6, 16))
    assert reminders.remind_people(operator(clock)) == 0
    plan(walk)
    person = make_account(Role.BENEFICIARY, person_id=walk.person.id, email="p@example.org")
    appointments.say_unable(viewer_of(person, clock), 2)
    clock.set("2026-06-18")
    assert reminders.remind_people(operator(clock)) == 0


def test_tomorrow_is_that_of_the_place(make_account, clock, session):
    account = make_account(Role.COUNSELLOR, email="run@example.org", organisation="ML de Saint-Denis", region="04")
    plan(Walk(account, clock, email="a@example.org").open("2026-03-02"))
    clock.instant = datetime(2026, 6, 17, 19, 59, tzinfo=UTC)
    assert reminders.remind_people(operator(clock)) == 0
    clock.instant = datetime(2026, 6, 17, 20, 1, tzinfo=UTC)
    assert reminders.remind_people(operator(clock)) == 1
    assert session.query(Appointment).one().reminded_at == clock.instant


def test_a_check_that_falls_due_is_told_once_to_whoever_acts(walk, clock, told, counsellor):
    walk.move("leave", "2026-03-20", motive="own_request")
    for day, expected in (("2026-06-19", 0), ("2026-06-20", 1), ("2026-06-21", 0)):
        clock.set(day)
        assert reminders.remind_counsellors(operator(clock)) == expected
    (row,) = told("check_due")
    assert (row.to_account, row.facts) == (counsellor.id, {"months": 3})


def test_a_check_already_made_is_told_to_nobody(walk, clock):
    walk.move("leave", "2026-03-10", motive="own_request")
    walk.move("check_employment", "2026-06-12", at_months="3", employed="no")
    assert reminders.remind_counsellors(operator(clock)) == 0
