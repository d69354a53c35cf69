"""Appointments on the counsellor's pages: planned, moved, cancelled, told; what is refused in words; the agenda."""

import re
from dataclasses import replace
from datetime import date, time

import pytest

from parcours_app.models import Appointment, Case
from parcours_app.queries.appointments import Asked, to_close
from parcours_app.scope import viewer_of
from parcours_app.services import appointments, contacts
from parcours_app.services.appointment_requests import AppointmentRequest
from tests.web.counsellor.reading import by_id, mistakes, words
from workflows.engine import Role

FORM = {
    "on": "2026-06-16",
    "hour": "10:00",
    "minutes": "30",
    "way": "in_person",
    "place": "3 rue de la Gare, Lille",
    "subject": "next_step",
}
TOMORROW = AppointmentRequest(date(2026, 6, 16), time(10), 30, "in_person", "next_step", "3 rue de la Gare, Lille")


@pytest.fixture
def walk(follow):
    return follow()


@pytest.fixture
def later(clock, client_of, counsellor, session):
    """later(day): the counsellor's browser, signed in again on another day."""

    def signed_in(day):
        clock.set(day)
        session.refresh(counsellor)
        session.commit()
        return client_of(counsellor)

    return signed_in


def file_of(walk):
    return f"/counsellor/cases/{walk.case_id}"


def plan(walk, **changes):
    return appointments.plan(walk.viewer, walk.case_id, replace(TOMORROW, **changes)).appointment


def sent(desk, walk, counsellor, **changes):
    return desk.submit(
        f"{file_of(walk)}/appointments/new", {**FORM, "account": counsellor.id, **changes}, follow_redirects=True
    )


def test_an_appointment_planned_on_the_page_is_read_there(desk, walk, counsellor):
    text = sent(desk, walk, counsellor).text
    assert "Le rendez-vous est fixé\N{NO-BREAK SPACE}: mardi 16 juin 2026 à 10:00." in text
    assert "L’étape suivante · Sur place, 3 rue de la Gare, Lille · Nadia Belkacem" in text


@pytest.mark.parametrize("hour", ["14h30", "14:30", "14 h 30", "14.30"])
def test_an_hour_is_read_as_people_write_it(desk, walk, counsellor, session, hour):
    sent(desk, walk, counsellor, hour=hour, on="16/06/2026")
    assert session.query(Appointment).one().local.time() == time(14, 30)


@pytest.mark.parametrize(("changes", "said"), [
    ({"on": ""}, "Il manque le jour du rendez-vous."),
    ({"on": "demain"}, "Il manque le jour du rendez-vous."),
    ({"on": "2026-06-14"}, "Cette heure est passée"),
    ({"hour": "25:00"}, "Il manque l’heure du rendez-vous."),
    ({"minutes": "0"}, "Un rendez-vous dure entre 5 minutes et 8 heures."),
    ({"minutes": "9" * 400}, "Un rendez-vous dure entre 5 minutes et 8 heures."),
    ({"way": "<b>"}, "Dites comment vous vous verrez."),
    ({"subject": "x"}, "Dites de quoi vous parlerez."),
    ({"place": ""}, "Un rendez-vous sur place a besoin d’un lieu."),
    ({"account": "' OR 1=1"}, "Ce compte ne peut pas tenir le rendez-vous"),
])  # fmt: skip
def test_what_is_wrong_is_said_beside_its_question_and_what_was_typed_is_kept(
    desk, walk, counsellor, session, changes, said
):
    answer = sent(desk, walk, counsellor, **changes)
    assert answer.status_code == 422
    assert said in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert mistakes(answer)[0].startswith("#new-")
    if "place" not in changes:
        assert "3 rue de la Gare, Lille" in answer.text
    assert session.query(Appointment).count() == 0


def test_two_appointments_at_once_are_said_and_kept(desk, walk, counsellor, session):
    plan(walk)
    text = sent(desk, walk, counsellor, hour="10:15").text
    assert "la personne a déjà un rendez-vous à 10:00 ce jour-là" in text
    assert session.query(Appointment).count() == 2


def test_a_planned_appointment_is_moved_on_its_page(desk, walk, counsellor, session):
    one = plan(walk)
    page = f"{file_of(walk)}/appointments/{one.n}"
    assert 'value="10:00"' in desk.get(page).text
    answer = desk.submit(
        page, {**FORM, "hour": "16:00", "account": counsellor.id}, at=f"{page}/move", follow_redirects=True
    )
    assert "Le rendez-vous est déplacé\N{NO-BREAK SPACE}: mardi 16 juin 2026 à 16:00." in answer.text
    assert "Voir le nouveau rendez-vous" in desk.get(page).text
    again = desk.submit(page.replace("/1", "/2"), {**FORM, "account": counsellor.id}, at=f"{page}/move")
    assert again.status_code == 422
    assert "Ce rendez-vous est passé ou annulé." in again.text


def test_a_cancelled_appointment_says_by_whom_in_the_chronology(desk, walk, later):
    one = plan(walk)
    page = f"{file_of(walk)}/appointments/{one.n}"
    assert "Dites qui annule le rendez-vous." in desk.submit(page, {"by": ""}, at=f"{page}/cancel").text
    desk.submit(page, {"by": "person"}, at=f"{page}/cancel")
    assert "Annulé par la personne" in desk.get(page).text
    assert "Rendez-vous annulé" not in desk.get(file_of(walk)).text.split('id="chronology"')[1]
    desk = later("2026-06-17")
    assert "Rendez-vous annulé" in desk.get(file_of(walk)).text.split('id="chronology"')[1]


def test_what_came_of_it_is_told_on_the_page_of_the_case_and_corrected_on_its_own(desk, walk, later, session):
    one = plan(walk)
    desk = later("2026-06-17")
    page = f"{file_of(walk)}/appointments/{one.n}"
    assert "Suite à dire" in desk.get(file_of(walk)).text
    assert "Dites ce que le rendez-vous a donné." in desk.submit(page, {"result": "x"}, at=f"{page}/close").text
    desk.submit(file_of(walk), {"result": "no_show"}, at=f"{page}/close")
    assert session.get(Case, walk.case_id).last_contact_on is None
    assert "Rendez-vous manqué" in desk.get(file_of(walk)).text.split('id="chronology"')[1]
    desk.submit(page, {"result": "step_chosen"}, at=f"{page}/close")
    assert session.get(Case, walk.case_id).last_contact_on == date(2026, 6, 16)
    assert "Étape suivante choisie" in desk.get(file_of(walk)).text.split('id="chronology"')[1]


def test_an_appointment_that_was_held_is_the_last_contact_until_another_is_noted(desk, walk, later):
    one = plan(walk)
    desk = later("2026-06-18")
    assert "Aucun contact n’est encore enregistré." in words(by_id(desk.get(file_of(walk)), "contacts"))
    appointments.close(walk.viewer, walk.case_id, one.n, held=True, outcome="news_given")
    panel = by_id(desk.get(file_of(walk)), "contacts")
    assert "Dernier contact : 16 juin 2026 – Rendez-vous tenu" in words(panel)
    assert f"{file_of(walk)}/appointments/{one.n}" in [link.get("href") for link in panel.iter("a")]
    assert "Aucun contact" not in words(panel)
    contacts.record_contact(walk.viewer, walk.case_id, date(2026, 6, 17), "phone")
    assert "Dernier contact" not in words(by_id(desk.get(file_of(walk)), "contacts"))


def test_what_was_not_known_yet_is_not_in_the_chronology_of_that_day(desk, walk, later):
    one = plan(walk)
    desk = later("2026-06-18")
    appointments.close(walk.viewer, walk.case_id, one.n, held=True, outcome="news_given")
    desk = later("2026-06-19")
    seen = desk.get(f"{file_of(walk)}?on=2026-06-16").text.split('id="chronology"')[1]
    assert "Rendez-vous tenu" in seen
    unknown = desk.get(f"{file_of(walk)}?on=2026-06-16&known=2026-06-17").text.split('id="chronology"')[1]
    assert "Rendez-vous tenu" not in unknown


def test_the_agenda_shows_what_is_to_be_told_then_today_then_the_week(desk, walk, follow, later):
    plan(walk)
    plan(follow(family_name="Ensuite"), on=date(2026, 6, 17), hour=time(14))
    plan(follow(family_name="Semaine"), on=date(2026, 6, 20))
    plan(follow(family_name="Lointain"), on=date(2026, 7, 20))
    desk = later("2026-06-17")
    text = desk.get("/counsellor/appointments").text
    assert re.findall(r"<h2 id=\"(\w+)\">", text) == ["to_close", "today", "week"]
    assert text.index("Martin") < text.index("Ensuite") < text.index("Semaine")
    assert "Lointain" not in text
    assert "Semaine" not in desk.get("/counsellor/appointments?when=to_close").text


def test_the_agenda_of_a_colleague_is_one_filter_away(desk, walk, make_account, counsellor):
    colleague = make_account(Role.COUNSELLOR, email="paul@example.org", display_name="Paul Noiret")
    plan(walk, account=colleague.id)
    assert "Martin" not in desk.get("/counsellor/appointments").text
    assert "Martin" in desk.get(f"/counsellor/appointments?with={colleague.id}").text
    assert "Martin" in desk.get("/counsellor/appointments?with=organisation").text


def test_whoever_replaces_a_colleague_has_their_appointments_until_that_day(walk, make_account, client_of, clock):
    colleague = make_account(Role.COUNSELLOR, email="paul@example.org", display_name="Paul Noiret")
    theirs = client_of(colleague)
    plan(walk)
    assert "Martin" not in theirs.get("/counsellor/appointments").text
    walk.move("assign", "2026-06-15", referent="paul@example.org", until="2026-06-16")
    assert "Martin" in theirs.get("/counsellor/appointments").text
    assert "rendez-vous à 10:00" in theirs.get("/counsellor/").text
    clock.set("2026-06-17")
    assert to_close(viewer_of(colleague, clock), Asked(colleague.id)) == []
    assert len(to_close(walk.viewer, Asked(walk.account.id))) == 1


@pytest.mark.parametrize("query", ["when=never", "with=nobody", "when=&with=", "when=%00", "with=%27%20OR%201=1"])
def test_an_address_that_says_nonsense_shows_the_agenda(desk, query):
    answer = desk.get(f"/counsellor/appointments?{query}")
    assert answer.status_code == 200
    assert "Aucun rendez-vous." in answer.text


def test_the_agenda_takes_six_statements_whatever_its_size(desk, walk, follow, count_queries):
    for hour in range(10, 16):
        plan(walk if hour % 2 else follow(family_name=f"N{hour}"), hour=time(hour))
    with count_queries() as statements:
        assert desk.get("/counsellor/appointments").status_code == 200
    assert len(statements) <= 6


def test_another_organisation_sees_nothing_of_it(walk, client_of, elsewhere):
    one = plan(walk)
    page = f"{file_of(walk)}/appointments/{one.n}"
    stranger = client_of(elsewhere)
    for address in (page, f"{page}.ics", f"{file_of(walk)}/appointments/new"):
        assert stranger.get(address).status_code == 404
    for act in ("move", "cancel", "close"):
        answer = stranger.submit("/counsellor/imports", {**FORM, "by": "person", "result": "other"}, at=f"{page}/{act}")
        assert answer.status_code == 404
    assert "Martin" not in stranger.get("/counsellor/appointments?with=organisation").text


@pytest.mark.parametrize("n", ["0", "2", "2147483648", "9" * 30])
def test_an_appointment_that_does_not_exist_is_not_found(desk, walk, n):
    assert desk.get(f"{file_of(walk)}/appointments/{n}").status_code == 404
    assert (
        desk.submit(file_of(walk), {"by": "person"}, at=f"{file_of(walk)}/appointments/{n}/cancel").status_code == 404
    )
