"""Questions, contacts and reveals: who may, what is kept, and the refusals in words."""

from datetime import date

import pytest

from parcours_app.models import Case, Reveal
from parcours_app.scope import Invisible, viewer_of
from parcours_app.services import contacts, questions, reveals
from tests.walks import Walk
from workflows.engine import Refused, Role


@pytest.fixture
def counsellor(make_account):
    return make_account(Role.COUNSELLOR, email="nadia@example.org")


@pytest.fixture
def walk(counsellor, clock):
    return Walk(counsellor, clock).open("2026-03-02")


@pytest.fixture
def elsewhere(make_account):
    return make_account(Role.COUNSELLOR, email="loin@example.org", organisation="Cap emploi d’ailleurs", region="93")


@pytest.fixture
def chief(make_account, counsellor):
    return make_account(Role.SUPERVISOR, organisation="Mission locale de Test")


@pytest.fixture
def person(make_account, walk):
    return make_account(Role.BENEFICIARY, email="elodie@example.org", person_id=walk.person.id)


def guards(call, *args):
    with pytest.raises(Refused) as caught:
        call(*args)
    return [reason.guard for reason in caught.value.reasons]


def test_a_question_goes_to_the_live_case_and_is_answered_once(person, walk, counsellor, clock):
    asked = questions.ask(viewer_of(person, clock), "now", "  Est-ce exact ?  ")
    assert (asked.case_id, asked.n, asked.text) == (walk.case_id, 1, "Est-ce exact ?")
    viewer = viewer_of(counsellor, clock)
    answered = questions.answer(viewer, walk.case_id, 1, "Oui.")
    assert (answered.answer, answered.answered_by) == ("Oui.", counsellor.id)
    assert guards(questions.answer, viewer, walk.case_id, 1, "Non.") == ["not_answered_yet"]


def test_questions_are_numbered_and_those_waiting_are_bounded(person, walk, clock):
    viewer = viewer_of(person, clock)
    numbers = [questions.ask(viewer, "other", f"Question {n}").n for n in range(questions.WAITING_AT_MOST)]
    assert numbers == list(range(1, questions.WAITING_AT_MOST + 1))
    assert guards(questions.ask, viewer, "other", "Encore une") == ["too_many_questions"]


@pytest.mark.parametrize(("about", "text", "guard"), [
    ("nowhere", "?", "data:about"),
    ("step-12a", "?", "data:about"),
    ("now", "", "data:text"),
    ("now", "x" * 2001, "data:text"),
    ("now", "a\x00b", "data:text"),
    ("now", "a\ud800b", "data:text"),
])  # fmt: skip
def test_a_bad_question_is_refused(person, clock, about, text, guard):
    assert guards(questions.ask, viewer_of(person, clock), about, text) == [guard]


def test_only_a_person_with_a_case_asks(counsellor, clock, walk):
    with pytest.raises(Invisible):
        questions.ask(viewer_of(counsellor, clock), "now", "Bonjour")


def test_nobody_answers_from_another_organisation(person, elsewhere, chief, walk, clock):
    questions.ask(viewer_of(person, clock), "now", "Est-ce exact ?")
    with pytest.raises(Invisible):
        questions.answer(viewer_of(elsewhere, clock), walk.case_id, 1, "Oui.")
    assert guards(questions.answer, viewer_of(chief, clock), walk.case_id, 1, "Oui.") == ["in_charge"]
    with pytest.raises(Invisible):
        questions.answer(viewer_of(walk.account, clock), walk.case_id, 2, "Oui.")


def test_a_contact_moves_the_day_of_the_last_one_forward_only(walk, clock, session):
    viewer = viewer_of(walk.account, clock)
    contacts.record_contact(viewer, walk.case_id, date(2026, 5, 4), "phone")
    contacts.record_contact(viewer, walk.case_id, date(2026, 4, 1), "letter")
    assert session.get(Case, walk.case_id).last_contact_on == date(2026, 5, 4)


@pytest.mark.parametrize(("on", "channel", "expected"), [
    (date(2026, 6, 16), "phone", ["data:on"]),
    (date(2026, 3, 1), "phone", ["data:on"]),
    (date(2026, 5, 1), "pigeon", ["data:channel"]),
    (date(2026, 6, 16), "pigeon", ["data:channel", "data:on"]),
])  # fmt: skip
def test_a_contact_has_a_possible_day_and_a_channel(walk, clock, on, channel, expected):
    assert guards(contacts.record_contact, viewer_of(walk.account, clock), walk.case_id, on, channel) == expected


def test_a_contact_is_recorded_by_the_organisation_in_charge(walk, clock, chief, elsewhere):
    on = date(2026, 5, 4)
    assert guards(contacts.record_contact, viewer_of(chief, clock), walk.case_id, on, "phone") == ["in_charge"]
    with pytest.raises(Invisible):
        contacts.record_contact(viewer_of(elsewhere, clock), walk.case_id, on, "phone")


def test_a_name_is_revealed_for_a_reason_that_stays(walk, chief, clock, session):
    name = reveals.reveal_name(viewer_of(chief, clock), walk.case_id, "Appel de la famille")
    assert name == "Élodie Martin"
    (kept,) = session.query(Reveal).all()
    assert (kept.case_id, kept.account_id, kept.reason) == (walk.case_id, chief.id, "Appel de la famille")


def test_a_name_is_not_revealed_without_a_reason_nor_to_others(walk, chief, counsellor, elsewhere, clock, session):
    assert guards(reveals.reveal_name, viewer_of(chief, clock), walk.case_id, "  ") == ["data:reason"]
    assert guards(reveals.reveal_name, viewer_of(counsellor, clock), walk.case_id, "Je veux") == ["role"]
    with pytest.raises(Invisible):
        reveals.reveal_name(viewer_of(elsewhere, clock), walk.case_id, "Je veux")
    assert session.query(Reveal).count() == 0
