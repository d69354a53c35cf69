"""My day: each pile with its count, its oldest and its list; what is missing, the figure it spoils; nothing to do."""

import re
from datetime import date, time

import pytest
from sqlalchemy import select

from parcours_app.extensions import db
from parcours_app.models import TrainingSession
from parcours_app.scope import Viewer, operator
from parcours_app.services import appointments, contacts, questions
from parcours_app.services.appointment_requests import AppointmentRequest
from parcours_app.services.imports import import_offers
from tests.lheo import lheo, training
from tests.lheo import session as lheo_session
from tests.walks import Walk
from workflows.engine import Role


@pytest.fixture
def ours(session, make_account):
    return make_account(Role.COUNSELLOR)


@pytest.fixture
def client(client_of, ours):
    return client_of(ours)


@pytest.fixture
def walk(session, ours, clock):
    return lambda family="Martin", **person: Walk(ours, clock, family_name=family, **person)


def in_refresher(walk, family="Martin", end="2026-07-10"):
    one = walk(family).open("2026-01-05").orient("2026-01-10", "2026-02-02", refresher=True)
    return one.prescribe("refresher", "2026-02-03", "2026-03-02", end).start("refresher", "2026-03-02")


def plan(walked, on):
    asked = AppointmentRequest(on, time(10), 30, "phone", "next_step")
    return appointments.plan(walked.viewer, walked.case_id, asked).appointment


def told(walked):
    contacts.record_contact(walked.viewer, walked.case_id, walked.viewer.today, "phone")
    return walked


def tiles(text):
    found = re.findall(r'tile__link" href="([^"]+)"><span class="tile__count">(\d+)</span> <span[^>]*>([^<]+)<', text)
    return {label: (int(count), url.replace("&amp;", "&")) for url, count, label in found}


def test_every_pile_opens_the_list_of_just_those_people(client, walk):
    told(in_refresher(walk, "Rompue", end="2026-05-29").complete("refresher", "2026-05-29"))
    told(in_refresher(walk, "Afaire"))
    told(walk("Sansniveau", level=None).open("2026-06-01"))
    walk("Muet").open("2026-05-01")
    text = client.get("/counsellor/").text
    expected = {
        "Coutures rompues": "Rompue",
        "Coutures à faire": "Afaire",
        "Sans contact depuis 30 jours": "Muet",
        "Données manquantes": "Sansniveau",
    }
    assert {label: count for label, (count, _url) in tiles(text).items()} == dict.fromkeys(expected, 1)
    for label, name in expected.items():
        listed = client.get(tiles(text)[label][1]).text.split("<main")[1]
        others = set(expected.values()) - {name}
        assert name in listed
        assert not any(other in listed for other in others)


def test_the_longest_gap_and_the_first_end_are_said(client, walk):
    told(in_refresher(walk, "Rompue", end="2026-05-29").complete("refresher", "2026-05-29"))
    told(in_refresher(walk, "Afaire"))
    text = client.get("/counsellor/").text
    assert "Depuis 17 jours au plus" in text
    assert "La première finit le 10 juillet 2026" in text


def test_the_silence_that_calls_for_news_can_be_chosen(client, walk):
    walk("Muet").open("2026-05-28")
    assert "Sans contact depuis 30 jours" not in tiles(client.get("/counsellor/").text)
    found = tiles(client.get("/counsellor/?no_contact=15").text)
    assert found["Sans contact depuis 15 jours"][0] == 1
    assert "no_contact=15" in found["Sans contact depuis 15 jours"][1]
    assert client.get("/counsellor/?no_contact=-1").status_code == 200


def test_a_missing_datum_is_tied_to_the_figure_it_spoils(client, walk):
    told(walk(level=None).open("2026-06-01"))
    text = client.get("/counsellor/").text
    assert "Niveau de formation" in text
    assert "Le plus ancien dossier date du 1er juin 2026" in text
    assert "Public impossible à établir par le niveau" in text
    assert "Fin prévue de la formation" not in text


def test_nothing_to_do_is_a_state_with_its_date(client, walk):
    told(walk().open("2026-06-01"))
    text = client.get("/counsellor/").text
    assert "Rien à faire le lundi 15 juin 2026." in text
    assert tiles(text) == {}


def test_a_question_waits_until_it_is_answered(client, walk):
    one = told(walk().open("2026-06-01"))
    person = Viewer(Role.BENEFICIARY, one.viewer.now, one.viewer.today, person=one.person.id)
    questions.ask(person, "next", "Où dois-je aller lundi ? <b>Merci</b>")
    text = client.get("/counsellor/").text
    assert "Où dois-je aller lundi ? &lt;b&gt;Merci&lt;/b&gt;" in text
    assert tiles(text)["Questions en attente de votre réponse"][0] == 1
    questions.answer(one.viewer, one.case_id, 1, "À la mission locale.")
    assert "Où dois-je" not in client.get("/counsellor/").text


def test_a_handover_waits_on_both_sides_until_it_is_answered(client, walk, make_account, client_of):
    one = told(in_refresher(walk))
    receiver = client_of(make_account(Role.COUNSELLOR, email="b@example.org", organisation="Autre mission locale"))
    one.move("request_handover", "2026-06-05", to_organisation="Autre mission locale")
    text = receiver.get("/counsellor/").text
    assert tiles(text)["Relais"][0] == 1
    assert "1 à accepter" in text
    assert "Depuis 10 jours au plus" in text
    assert "Martin" in receiver.get(tiles(text)["Relais"][1]).text
    text = client.get("/counsellor/").text
    assert tiles(text)["Relais"][0] == 1
    assert "1 en attente de réponse" in text


def test_an_appointment_of_the_past_waits_for_its_outcome(client, walk, ours, clock):
    one = told(walk().open("2026-06-01"))
    clock.set("2026-06-10")
    plan(one, date(2026, 6, 11))
    clock.set("2026-06-15")
    text = client.get("/counsellor/").text
    assert tiles(text)["Rendez-vous à clore"] == (1, "/counsellor/appointments?when=to_close")
    assert "Le plus ancien\N{NO-BREAK SPACE}: 11 juin 2026" in text
    assert "Martin" in client.get("/counsellor/appointments?when=to_close").text
    appointments.close(one.viewer, one.case_id, 1, held=False)
    assert "Rendez-vous à clore" not in tiles(client.get("/counsellor/").text)


def test_what_the_person_cannot_come_to_is_to_be_moved_however_far_it_is(client, walk):
    one = told(walk().open("2026-06-01"))
    plan(one, date(2026, 9, 1))
    person = Viewer(Role.BENEFICIARY, one.viewer.now, one.viewer.today, person=one.person.id)
    appointments.say_unable(person, 1)
    text = client.get("/counsellor/").text
    found = tiles(text)["Rendez-vous où la personne ne peut pas venir"]
    assert found == (1, "/counsellor/appointments?when=to_move")
    assert "Le premier\N{NO-BREAK SPACE}: 1er septembre 2026" in text
    assert "Martin" in client.get(found[1]).text
    appointments.cancel(one.viewer, one.case_id, 1, "person")
    assert "ne peut pas venir" not in client.get("/counsellor/").text


def test_the_appointments_of_the_week_come_first_in_their_day(client, walk):
    one = told(in_refresher(walk, end="2026-06-17"))
    plan(one, date(2026, 6, 17))
    plan(one, date(2026, 7, 1))
    text = client.get("/counsellor/").text
    assert "rendez-vous à 10:00\N{NO-BREAK SPACE}: L’étape suivante, Par téléphone" in text
    assert text.index("rendez-vous à 10:00") < text.index("fin prévue")
    assert text.count("rendez-vous à 10:00") == 1


def test_news_of_a_job_are_asked_for_in_time(client, walk):
    one = told(walk().open("2026-01-05"))
    one.move("leave", "2026-03-15", motive="employment", job={"contract": "cdi", "starts_on": "2026-03-16"})
    text = client.get("/counsellor/").text
    assert tiles(text)["Nouvelles de l’emploi à prendre"] == (1, "/counsellor/follow-up")
    assert f"/counsellor/cases/{one.case_id}/moves/check_employment?at_months=3" in text
    one.move("check_employment", "2026-06-15", at_months="3", employed="unknown")
    assert "Nouvelles de l’emploi" not in client.get("/counsellor/").text


def test_the_week_tells_starts_ends_and_returns_day_by_day(client, walk):
    told(in_refresher(walk, "Finissant", end="2026-06-17"))
    told(in_refresher(walk, "Apres", end="2026-06-30"))
    one = told(walk("Entrant").open("2026-05-20").orient("2026-05-21", "2026-06-01", refresher=True))
    one.prescribe("refresher", "2026-06-02", "2026-06-15", "2026-09-30", provider="Greta")
    text = client.get("/counsellor/").text
    assert text.index("Aujourd’hui, lundi 15 juin") < text.index("Mercredi 17 juin")
    assert "entrée prévue\N{NO-BREAK SPACE}: Remise à niveau, Greta" in text
    assert "Apres" not in text


def test_the_first_of_a_month_is_said_as_one_says_it(walk, ours, client_of, clock):
    clock.set("2026-11-30")
    one = walk("Martin").open("2026-11-02").orient("2026-11-03", "2026-11-10", refresher=True)
    one.prescribe("refresher", "2026-11-12", "2026-12-01", "2027-02-26")
    assert "Mardi 1er décembre" in client_of(ours).get("/counsellor/").text
    clock.set("2026-12-01")
    assert "mardi 1er décembre 2026" in client_of(ours).get("/counsellor/").text


def test_those_without_a_referent_are_everybodys_concern(client, walk):
    walk("Petit").open("2026-06-01", referent=None)
    text = client.get("/counsellor/").text
    assert "1 personne de votre structure n’a pas de référent." in text
    listed = client.get("/counsellor/cases?tab=organisation&referent=none").text
    assert "<strong>Petit</strong>" in listed


def test_the_day_takes_six_statements_at_most(client, walk, count_queries):
    one = told(in_refresher(walk, end="2026-06-17"))
    person = Viewer(Role.BENEFICIARY, one.viewer.now, one.viewer.today, person=one.person.id)
    questions.ask(person, "next", "Bonjour")
    plan(one, date(2026, 6, 16))
    gone = walk("Sorti").open("2026-01-05")
    gone.move("leave", "2026-02-15", motive="own_request")
    with count_queries() as statements:
        client.get("/counsellor/")
    assert len(statements) <= 6


def test_how_near_the_ends_are_is_said_level_by_level_each_with_its_list(client, walk):
    told(in_refresher(walk, "Loin", end="2026-08-01"))
    told(in_refresher(walk, "Proche", end="2026-07-10"))
    text = client.get("/counsellor/").text
    assert 'class="tile tile--warning"' in text
    assert "Fin dans 30 jours ou moins\N{NO-BREAK SPACE}: 1" in text
    assert "Fin dans 15 jours ou moins" not in text
    told(in_refresher(walk, "Urgent", end="2026-06-30"))
    text = client.get("/counsellor/").text
    assert 'class="tile tile--stop"' in text
    assert text.index("Fin dans 15 jours ou moins\N{NO-BREAK SPACE}: 1") < text.index(
        "Fin dans 30 jours ou moins\N{NO-BREAK SPACE}: 2"
    )
    listed = client.get("/counsellor/cases?seam=urgent&sort=planned_end").text
    assert "<strong>Urgent</strong>" in listed
    assert "Suite à réserver\N{NO-BREAK SPACE}: fin dans 15 j" in listed
    assert "<strong>Proche</strong>" not in listed
    listed = client.get("/counsellor/cases?seam=to_book&sort=planned_end").text
    assert (
        listed.index("<strong>Urgent</strong>")
        < listed.index("<strong>Proche</strong>")
        < listed.index("<strong>Loin</strong>")
    )


def test_a_place_found_again_waits_for_whoever_follows_the_first_in_line(
    client, walk, make_account, client_of, clock, count_queries
):
    import_offers(operator(clock), lheo(training(lheo_session(extras={"places": 1}))))
    key = db.session.scalars(select(TrainingSession.id)).one()
    ready = lambda family: told(walk(family).open("2026-02-02").orient("2026-02-09", "2026-03-02"))  # noqa: E731
    holder = ready("Placee").move("prescribe", "2026-06-01", session=key)
    first = ready("Premier").move("waitlist", "2026-06-03", session=key)
    ready("Second").move("waitlist", "2026-06-04", session=key)
    assert "Places libres à donner" not in tiles(client.get("/counsellor/").text)
    holder.move("decline", "2026-06-15", episode=holder.last.entry.data["episode"])
    with count_queries() as statements:
        text = client.get("/counsellor/").text
    assert len(statements) <= 6
    assert tiles(text)["Places libres à donner"] == (1, "/counsellor/cases?waiting=place")
    assert "La première personne attend depuis 12 jours" in text
    listed = client.get("/counsellor/cases?waiting=place").text
    assert "<strong>Premier</strong>" in listed
    assert "<strong>Second</strong>" not in listed
    colleague = client_of(make_account(Role.COUNSELLOR, email="b@example.org"))
    assert "Places libres à donner" not in colleague.get("/counsellor/").text
    first.move("promote", "2026-06-15", episode=first.last.entry.data["episode"])
    assert "Places libres à donner" not in client.get("/counsellor/").text
