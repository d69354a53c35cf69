"""My pathway as the person sees it: French sentences, nothing of anybody else, every fact open to question."""

import re

from parcours_app.extensions import db
from parcours_app.models import Case, Question
from tests.walks import Walk
from workflows.engine import Role
from workflows.labels import LABELS


def words(client, url="/beneficiary/") -> str:
    """The page as text, with plain spaces."""
    answer = client.get(url)
    assert answer.status_code == 200
    text = re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))
    return re.sub(r"[\s\u00a0\u202f]+", " ", text)


def in_refresher(walk: Walk) -> Walk:
    return walk.prescribe("refresher", "2026-02-03", "2026-02-09", "2026-07-14").start("refresher", "2026-02-09")


def test_the_person_reads_where_they_are_until_when_and_with_whom(person, walk):
    in_refresher(walk)
    walk.prescribe("qualification", "2026-06-01", "2026-07-21", "2026-12-18", provider="Afpa de Lille")
    page = words(person)
    assert "Bonjour Élodie" in page
    assert "Vous êtes en remise à niveau jusqu’au 14 juillet." in page
    assert "Ensuite : formation pour un métier, le 21 juillet, avec Afpa de Lille." in page
    assert "Vous suit Nadia Belkacem Écrire à nadia@example.org" in page


def test_a_wait_is_said_with_its_days_and_what_must_happen(person, walk):
    in_refresher(walk).complete("refresher", "2026-06-06")
    page = words(person)
    assert "Vous attendez depuis 9 jours." in page
    assert "Ce qui doit se passer maintenant : Nadia Belkacem vous propose une étape, avec une date." in page


def test_the_first_of_a_month_and_another_year_are_said_as_one_speaks(person, walk):
    walk.prescribe("refresher", "2026-02-03", "2026-07-01", "2027-01-29")
    page = words(person)
    assert "Le 1er juillet." in page
    walk.start("refresher", "2026-06-10")
    assert "jusqu’au 29 janvier 2027." in words(person)


def test_pause_and_support_are_said_simply(person, walk):
    in_refresher(walk).move("start_support", "2026-03-01", level="reinforced", referent=walk.account.email)
    walk.move("pause", "2026-06-10", category="justified_absence", until="2026-06-30")
    page = words(person)
    assert "Votre parcours est en pause jusqu’au 30 juin." in page
    assert "Vous revenez le 1er juillet." in page
    assert "Vous avez une aide rapprochée, en plus de votre parcours." in page


def test_without_a_case_the_page_is_kind(client_of, make_account, walk, session):
    other = Walk(walk.account, walk.clock, given_name="Zoé", family_name="Sanscas", birth_date="2001-01-01")
    client = client_of(make_account(Role.BENEFICIARY, email="zoe@example.org", person_id=other.person.id))
    assert "Vous n’avez pas encore de parcours ici." in words(client)
    answer = client.submit("/beneficiary/question?about=other", {"text": "Bonjour ?"})
    assert answer.status_code == 422
    assert "personne ne peut vous répondre" in answer.get_data(as_text=True)


def test_a_person_never_sees_somebody_elses_case(person, walk):
    other = Walk(walk.account, walk.clock, given_name="Karim", family_name="Voisin", birth_date="1999-01-01")
    other.open("2026-05-01").orient("2026-05-02", "2026-05-20")
    other.prescribe("qualification", "2026-05-21", "2026-06-20", "2026-12-01", provider="Chez le voisin")
    page = words(person)
    assert "Voisin" not in page
    assert "Chez le voisin" not in page


def test_the_page_holds_no_code_no_key_and_no_case_number(person, walk):
    in_refresher(walk).end("drop_out", "refresher", "2026-05-01", motive="health")
    html = person.get("/beneficiary/").get_data(as_text=True)
    page = words(person)
    assert walk.case_id not in html
    assert db.session.get(Case, walk.case_id).number not in html
    for code in ("dropped_out", "drop_out", "health", "Santé", "justified_absence"):
        assert code not in page
    assert LABELS["stage"]["between"] not in page


def test_every_fact_leads_to_this_is_not_exact(person, walk):
    in_refresher(walk)
    html = person.get("/beneficiary/").get_data(as_text=True)
    about = set(re.findall(r'href="/beneficiary/question\?about=([\w-]+)"', html))
    assert {"now", "next", "people", "step-1", "step-2"} <= about
    for name in about:
        assert person.get(f"/beneficiary/question?about={name}").status_code == 200


def test_a_question_is_sent_shown_and_answered(person, walk, session):
    answer = person.submit("/beneficiary/question?about=step-1", {"text": "J’ai commencé le 12, pas le 13."})
    assert answer.status_code == 302
    page = words(person)
    assert "Votre question est envoyée." in page
    assert "J’ai commencé le 12, pas le 13." in page
    assert "Pas encore de réponse." in page
    asked = session.get(Question, (walk.case_id, 1))
    assert (asked.about, asked.answer) == ("step-1", None)


def test_an_empty_question_is_refused_and_says_what_to_do(person):
    answer = person.submit("/beneficiary/question?about=now", {"text": "   "})
    assert answer.status_code == 422
    assert "Écrivez une phrase, puis renvoyez le formulaire." in answer.get_data(as_text=True)


def test_what_was_typed_is_kept_when_it_is_too_long(person):
    answer = person.submit("/beneficiary/question?about=now", {"text": "a" * 2001})
    assert answer.status_code == 422
    assert "a" * 2001 in answer.get_data(as_text=True)


def test_a_part_of_the_page_that_does_not_exist_is_not_found(person):
    for about in ("nothing", "step-x", "now-1", "step-", "é"):
        assert person.get("/beneficiary/question", query_string={"about": about}).status_code == 404


def test_the_page_speaks_english_too(person, walk):
    in_refresher(walk)
    assert "You are in refresher training until" in words(person, "/beneficiary/?lang=en")


def test_a_void_case_is_told_kindly(person, walk, make_account):
    chief = make_account(Role.SUPERVISOR, organisation="Mission locale de Test", email="chef@example.org")
    walk.move("void", "2026-06-14", by=chief, reason="Doublon")
    page = words(person)
    assert "Ce dossier a été ouvert par erreur. Il est fermé." in page
    assert "Doublon" not in page


def test_a_case_lent_says_until_when_and_who_follows_after(person, walk, make_account):
    odile = make_account(Role.COUNSELLOR, email="odile@example.org", organisation="Cap emploi 52", region="52")
    walk.move("request_handover", "2026-06-10", to_organisation="Cap emploi 52", temporary_until="2026-07-31")
    walk.move("accept_handover", "2026-06-12", by=odile)
    page = words(person)
    assert "Cap emploi 52 vous suit jusqu’au 31 juillet." in page
    assert "Après ce jour, Mission locale de Test vous suit de nouveau." in page
