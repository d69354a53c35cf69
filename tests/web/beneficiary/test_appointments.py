"""The person's appointments: the next one in plain words, saying that one cannot come, the files for a calendar."""

from dataclasses import replace
from datetime import date, time

import pytest
from icalendar import Calendar
from sqlalchemy import update

from parcours_app.models import Account, Appointment, NoticeRow
from parcours_app.services import appointments
from parcours_app.services.appointment_requests import AppointmentRequest

TOMORROW = AppointmentRequest(date(2026, 6, 16), time(10), 30, "in_person", "next_step", "3 rue de la Gare, Lille")
NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def plan(walk):
    return lambda **changes: appointments.plan(walk.viewer, walk.case_id, replace(TOMORROW, **changes)).appointment


@pytest.fixture
def later(clock, client_of, session):
    """later(day): the person's browser, signed in again on another day."""

    def signed_in(day):
        clock.set(day)
        account = session.query(Account).filter_by(email="elodie@example.org").one()
        session.commit()
        return client_of(account)

    return signed_in


def test_the_next_appointment_is_said_in_plain_words_on_the_first_page(person, plan):
    plan()
    text = person.get("/beneficiary/").text
    assert f"Mon prochain rendez-vous{NBSP}: mardi 16 juin 2026 à 10:00" in text
    assert "Avec Nadia Belkacem." in text
    assert f"Où{NBSP}: 3 rue de la Gare, Lille" in text
    assert f"On parlera de ceci{NBSP}: l’étape suivante." in text


def test_without_an_appointment_the_first_page_says_nothing_and_the_other_says_so(person):
    assert "rendez-vous" not in person.get("/beneficiary/").text.split("<main")[1].split("</main>")[0].lower()
    assert "Vous n’avez pas de rendez-vous pour l’instant." in person.get("/beneficiary/appointments").text


def test_an_address_still_to_be_told_is_announced_and_asked_of_the_counsellor(
    person, plan, walk, counsellor, client_of, session
):
    known = plan()
    session.execute(update(Appointment).values(place=None))
    assert "nous vous donnerons l’adresse avant ce jour-là" in person.get("/beneficiary/").text
    page = client_of(counsellor).get(f"/counsellor/cases/{walk.case_id}/appointments/{known.n}").text
    assert "Adresse à préciser" in page
    assert ", adresse à préciser" in page


@pytest.mark.parametrize(("way", "said"), [
    ("phone", "On vous téléphone"),
    ("video", "on vous envoie le lien"),
])  # fmt: skip
def test_a_call_and_a_video_say_what_to_do(person, plan, way, said):
    plan(way=way, place="")
    assert said in person.get("/beneficiary/").text


def test_to_say_that_one_cannot_come_tells_the_counsellor_and_cancels_nothing(
    person, plan, walk, counsellor, client_of, session
):
    planned, desk = plan(), client_of(counsellor)
    person.submit("/beneficiary/", at="/beneficiary/appointments/1/unable")
    text = person.get("/beneficiary/").text
    assert "Vous avez dit que vous ne pouvez pas venir." in text
    assert "Je ne peux pas venir" not in text
    assert planned.state == "planned"
    assert "Ne peut pas venir" in desk.get(f"/counsellor/cases/{walk.case_id}").text
    told = session.query(NoticeRow).filter_by(kind="appointment_unable").one()
    assert (told.to_account, told.state) == (counsellor.id, "pending")


def test_what_was_said_is_taken_back_as_long_as_the_appointment_is_to_come(
    person, plan, walk, counsellor, client_of, session, later
):
    planned, desk = plan(), client_of(counsellor)
    person.submit("/beneficiary/", at="/beneficiary/appointments/1/unable")
    assert "Finalement, je peux venir" in person.get("/beneficiary/appointments").text
    person.submit("/beneficiary/", at="/beneficiary/appointments/1/able")
    text = person.get("/beneficiary/").text
    assert "Je ne peux pas venir" in text
    assert "Finalement" not in text
    assert planned.state == "planned"
    assert "Ne peut pas venir" not in desk.get(f"/counsellor/cases/{walk.case_id}").text
    told = session.query(NoticeRow).filter_by(kind="appointment_able").one()
    assert (told.to_account, told.facts) == (counsellor.id, {"on": "2026-06-16", "at": "10:00"})
    person = later("2026-06-17")
    token = person.token("/beneficiary/question")
    answer = person.post("/beneficiary/appointments/1/able", data={"csrf_token": token}, follow_redirects=True)
    assert "Ce rendez-vous est passé ou annulé." in answer.text


def test_what_has_passed_can_no_longer_be_declined(person, plan, later):
    plan()
    person = later("2026-06-17")
    token = person.token("/beneficiary/question")
    answer = person.post("/beneficiary/appointments/1/unable", data={"csrf_token": token}, follow_redirects=True)
    assert "Ce rendez-vous est passé ou annulé." in answer.text
    assert "Ce jour est passé" in answer.text


def test_an_appointment_that_is_not_theirs_does_not_exist(person):
    assert person.get("/beneficiary/appointments/1.ics").status_code == 404
    token = person.token("/beneficiary/question")
    assert person.post("/beneficiary/appointments/1/unable", data={"csrf_token": token}).status_code == 404


def test_the_file_of_an_appointment_goes_into_a_calendar(person, plan):
    planned = plan()
    answer = person.get("/beneficiary/appointments/1.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    (event,) = Calendar.from_ical(answer.data).events
    assert (event.start, event["uid"]) == (planned.local, f"{planned.uid}@parcours")
    assert str(event["description"]) == "Avec Nadia Belkacem."


def test_past_and_moved_appointments_and_the_other_dates_are_told_apart(person, plan, walk, later):
    walk.prescribe("refresher", "2026-02-03", "2026-06-22", "2026-09-30")
    plan()
    appointments.move(walk.viewer, walk.case_id, 1, replace(TOMORROW, hour=time(15)))
    text = person.get("/beneficiary/appointments").text
    assert "mardi 16 juin 2026 à 15:00" in text
    assert "mardi 16 juin 2026 à 10:00" not in text
    assert f"22 juin</strong> – Début prévu{NBSP}: Remise à niveau" in text
    person = later("2026-06-18")
    appointments.close(walk.viewer, walk.case_id, 2, held=False)
    assert "Rendez-vous manqué" in person.get("/beneficiary/appointments").text


def test_a_step_bears_the_name_it_has_on_the_page_of_the_pathway(person, walk):
    walk.prescribe("qualification", "2026-02-03", "2026-06-22", "2026-12-18")
    text = person.get("/beneficiary/appointments").text
    assert f"22 juin</strong> – Début prévu{NBSP}: Formation pour un métier" in text


def test_a_new_appointment_is_told_with_its_day_and_nothing_else(plan, session, walk):
    walk.person.email = "elodie@example.org"
    session.commit()
    plan()
    (told,) = session.query(NoticeRow).all()
    assert (told.kind, told.state) == ("appointment_made", "pending")
    assert told.facts == {"on": "2026-06-16", "at": "10:00"}
