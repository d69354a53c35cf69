"""Private calendars: an address nobody guesses, shown once, renewed and ended; what it shows and never shows."""

import re
from dataclasses import replace
from datetime import date, time

import pytest
from icalendar import Calendar

from parcours_app.models import CalendarFeed
from parcours_app.services import appointments
from parcours_app.services.accounts import set_active
from parcours_app.services.appointment_requests import AppointmentRequest
from tests.walks import Walk
from workflows.engine import Role

TOMORROW = AppointmentRequest(date(2026, 6, 16), time(10), 30, "in_person", "next_step", "3 rue de la Gare, Lille")


@pytest.fixture
def counsellor(make_account):
    return make_account(Role.COUNSELLOR, email="nadia@example.org", display_name="Nadia Belkacem")


@pytest.fixture
def walk(counsellor, clock):
    return Walk(counsellor, clock).open("2026-01-05")


@pytest.fixture
def desk(client_of, counsellor):
    return client_of(counsellor)


def plan(walk, **changes):
    return appointments.plan(walk.viewer, walk.case_id, replace(TOMORROW, **changes)).appointment


def address(browser, page="/counsellor/calendar"):
    shown = browser.submit(page, {"act": "renew"}).text
    found = re.search(r'value="http://localhost(/calendar/[\w-]{43}\.ics)"', shown)
    assert found, shown
    return found.group(1)


def events(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer.content_type == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.data).events


def test_a_counsellors_calendar_names_cases_by_their_number_only(desk, client, walk):
    planned = plan(walk)
    url = address(desk)
    (event,) = events(client, url)
    number = desk.get(f"/counsellor/cases/{walk.case_id}").text
    assert str(event["summary"]).removeprefix("Rendez-vous · dossier ") in number
    assert str(event["location"]) == "Sur place, 3 rue de la Gare, Lille"
    assert (event["sequence"], str(event["status"])) == (0, "CONFIRMED")
    assert (event.start, event.end - event.start) == (
        planned.local,
        planned.local - planned.local.replace(hour=9, minute=30),
    )
    raw = client.get(url).text
    for personal in ("Martin", "lodie", "étape suivante", "nadia"):
        assert personal not in raw
    assert "BEGIN:VTIMEZONE" in raw
    assert "TZID:Europe/Paris" in raw


def test_a_moved_then_cancelled_appointment_stays_one_event(desk, client, walk):
    plan(walk)
    url = address(desk)
    appointments.move(walk.viewer, walk.case_id, 1, replace(TOMORROW, hour=time(15)))
    (moved,) = events(client, url)
    assert (moved["sequence"], moved.start.hour) == (1, 15)
    appointments.cancel(walk.viewer, walk.case_id, 2, "organisation")
    (cancelled,) = events(client, url)
    assert (cancelled["uid"], cancelled["sequence"], str(cancelled["status"])) == (moved["uid"], 2, "CANCELLED")


@pytest.mark.parametrize(("day", "hour"), [
    (date(2026, 10, 24), 23), (date(2026, 10, 25), 2), (date(2026, 10, 25), 4),
    (date(2027, 3, 27), 23), (date(2027, 3, 28), 1), (date(2027, 3, 28), 4),
])  # fmt: skip
def test_the_nights_when_clocks_change_keep_their_wall_clock(desk, client, walk, day, hour):
    planned = plan(walk, on=day, hour=time(hour, 30), minutes=180)
    (event,) = events(client, address(desk))
    assert (event.start.replace(tzinfo=None), event.start.timestamp()) == (
        planned.local.replace(tzinfo=None),
        planned.at.timestamp(),
    )
    assert event.end.timestamp() - event.start.timestamp() == 180 * 60


def test_overseas_the_calendar_describes_their_own_zone(make_account, client_of, client, clock):
    account = make_account(Role.COUNSELLOR, email="run@example.org", organisation="ML de Saint-Denis", region="04")
    plan(Walk(account, clock).open("2026-03-02"))
    assert "DTSTART;TZID=Indian/Reunion:20260616T100000" in client.get(address(client_of(account))).text


def test_a_program_that_has_the_calendar_is_sent_nothing(desk, client, walk, clock):
    plan(walk)
    url = address(desk)
    tag = client.get(url).headers["ETag"]
    clock.advance(hours=3)
    same = client.get(url, headers={"If-None-Match": tag})
    assert (same.status_code, same.data) == (304, b"")
    plan(walk, hour=time(16))
    changed = client.get(url, headers={"If-None-Match": tag})
    assert (changed.status_code, changed.headers["ETag"] == tag) == (200, False)


def test_the_address_is_shown_once_and_stored_as_a_digest(desk, session, counsellor):
    url = address(desk)
    secret = url.removeprefix("/calendar/").removesuffix(".ics")
    assert secret not in desk.get("/counsellor/calendar").text
    assert secret not in session.get(CalendarFeed, counsellor.id).token_hash


def test_a_renewed_or_ended_address_opens_nothing_any_more(desk, client):
    first = address(desk)
    second = address(desk)
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
    desk.submit("/counsellor/calendar", {"act": "revoke"})
    assert client.get(second).status_code == 404
    desk.submit("/counsellor/calendar", {"act": "revoke"})


def test_a_closed_account_has_no_calendar(desk, client, counsellor, clock):
    url = address(desk)
    set_active(counsellor.id, clock.now(), active=False)
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("secret", ["x", "x" * 43, "é", "%00", "a" * 5000, "' OR 1=1 --"])
def test_a_guessed_address_does_not_exist(desk, client, secret):
    address(desk)
    assert client.get(f"/calendar/{secret}.ics").status_code == 404


def test_the_calendar_asks_no_session_and_leaves_no_cookie(desk, client):
    answer = client.get(address(desk))
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_a_person_s_calendar_shows_their_own_appointments(make_account, client_of, client, walk, counsellor, clock):
    plan(walk)
    plan(Walk(counsellor, clock, family_name="Autre").open("2026-01-05"), hour=time(14))
    person = client_of(make_account(Role.BENEFICIARY, person_id=walk.person.id))
    (event,) = events(client, address(person, "/beneficiary/calendar"))
    assert str(event["summary"]) == "Rendez-vous · Mission locale de Test"
    assert event.start.hour == 10


def test_a_calendar_costs_the_same_whatever_its_size(desk, client, walk, count_queries):
    for hour in range(10, 15):
        plan(walk, hour=time(hour))
    url = address(desk)
    with count_queries() as statements:
        client.get(url)
    assert len(statements) <= 3
