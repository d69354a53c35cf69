"""The counsellor's messages: their choices, and every message on the chronology of the case."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from parcours_app.extensions import db
from parcours_app.models import Case, MessageChoice
from parcours_app.services.notices import Notice, tell
from parcours_app.services.outbox import Outcome, settle
from parcours_app.services.unit import unit_of_work
from tests.web.counsellor.reading import by_id, words

REMINDER = {"on": "2026-06-16", "at": "10:30"}


@pytest.fixture
def walk(follow):
    return follow()


@pytest.fixture
def say(walk):
    def said(kind, to, facts=REMINDER):
        with unit_of_work() as session:
            return tell(session, walk.viewer, Notice(kind, walk.case_id, to, facts))

    return said


def chronology(desk, walk, query=""):
    return words(by_id(desk.get(f"/counsellor/cases/{walk.case_id}{query}"), "chronology"))


def test_a_message_and_its_state_are_on_the_chronology(desk, walk, say, clock, session):
    walk.person.email = "elodie@example.org"
    session.merge(walk.person)
    session.commit()
    notice = say("appointment_tomorrow", "person")
    assert "Message à la personne, pas encore envoyé : rappel de rendez-vous" in chronology(desk, walk)
    settle(notice.id, 0, Outcome("sent"), clock.now() + timedelta(minutes=1))
    said = chronology(desk, walk)
    assert "Message envoyé à la personne : rappel de rendez-vous" in said
    assert "par e-mail · envoyé le 15 juin 2026" in said


def test_a_message_that_cannot_leave_says_why(desk, walk, say):
    say("question_answered", "person", {})
    said = chronology(desk, walk)
    assert "Message à la personne, non envoyé : réponse à une question" in said
    assert "aucune adresse ni aucun numéro de mobile connu" in said


def test_what_was_written_later_is_not_on_an_earlier_day(desk, walk, say):
    say("question_answered", "person", {})
    assert "réponse à une question" not in chronology(desk, walk, "?on=2026-06-14")


def test_the_choices_are_kept_and_shown(desk, counsellor, session):
    page = "/counsellor/messages"
    assert desk.get(page).text.count(" checked") == 2
    desk.submit(page, {"digest": "y"})
    kept = session.get(MessageChoice, counsellor.id)
    assert (kept.email, kept.sms, kept.digest) == (False, True, True)
    assert desk.get(page).text.count(" checked") == 1


def test_a_message_about_a_case_out_of_sight_leads_nowhere(desk, walk, say, elsewhere):
    say("next_step_to_book", "referent", {"on": "2026-07-01"})
    db.session.execute(update(Case).values(organisation_id=elsewhere.organisation_id))
    db.session.commit()
    assert desk.get(f"/counsellor/cases/{walk.case_id}").status_code == 404
    seen = desk.get("/counsellor/messages").text
    assert "suite à réserver" in seen
    assert walk.case_id not in seen


def test_the_latest_messages_are_listed_and_only_ones_own(desk, walk, say, make_account):
    say("next_step_to_book", "referent", {"on": "2026-07-01"})
    say("question_answered", "person", {})
    seen = desk.get("/counsellor/messages").text
    assert "suite à réserver" in seen
    assert f'<a href="/counsellor/cases/{walk.case_id}">suite à réserver</a>' in seen
    assert db.session.get_one(Case, walk.case_id).number in seen
    assert "réponse à une question" not in seen
