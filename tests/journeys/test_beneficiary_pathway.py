"""A person reads their own pathway on a phone, without JavaScript, contests a fact and reads the answer."""

import pytest
from playwright.sync_api import expect

from parcours_app.scope import viewer_of
from parcours_app.services import questions
from tests.walks import Walk
from workflows.engine import Role

pytestmark = pytest.mark.journey
LONGEST = "Marie-Philippine-Éléonore de La Rochefoucauld-Montbéliard-Saint-Hippolyte"


@pytest.fixture
def counsellor(make_account):
    return make_account(Role.COUNSELLOR, email="nadia@example.org", display_name=LONGEST)


@pytest.fixture
def walk(counsellor, clock):
    walk = Walk(counsellor, clock).open("2026-01-05").orient("2026-01-12", "2026-02-02", refresher=True)
    return walk.prescribe("refresher", "2026-02-03", "2026-02-09", "2026-07-14").start("refresher", "2026-02-09")


@pytest.fixture
def person(make_account, walk):
    return make_account(Role.BENEFICIARY, email="elodie@example.org", display_name="Élodie", person_id=walk.person.id)


@pytest.mark.parametrize("script", [True, False])
def test_a_person_contests_a_fact_and_reads_the_answer(visit, person, walk, clock, script):
    walk.prescribe("qualification", "2026-06-01", "2026-07-21", "2026-12-18", provider="Afpa de Lille")
    page = visit(person, 360, script=script)
    expect(page.get_by_role("heading", level=1)).to_have_text("Mon parcours")
    expect(page.get_by_role("heading", name="Vous êtes en remise à niveau jusqu’au 14 juillet.")).to_be_visible()
    expect(page.get_by_text("Ensuite : formation pour un métier, le 21 juillet, avec Afpa de Lille.")).to_be_visible()
    page.get_by_role("link", name="Ce n’est pas exact (Remise à niveau)").click()
    page.get_by_label("Votre question").fill("J’ai commencé le 10 février.")
    page.get_by_role("button", name="Envoyer ma question").click()
    expect(page.get_by_text("Votre question est envoyée.")).to_be_visible()
    expect(page.get_by_text("Pas encore de réponse.")).to_be_visible()
    questions.answer(viewer_of(walk.account, clock), walk.case_id, 1, "Merci, c’est corrigé.")
    page.reload()
    expect(page.get_by_text("Merci, c’est corrigé.")).to_be_visible()


def paused(walk: Walk) -> None:
    walk.move("start_support", "2026-03-01", level="reinforced", referent=walk.account.email)
    walk.move("pause", "2026-06-10", category="justified_absence", until="2026-06-30")


def waiting(walk: Walk) -> None:
    walk.complete("refresher", "2026-05-01")
    walk.prescribe("qualification", "2026-05-04", "2026-06-01", "2026-12-18", provider=f"Afpa {LONGEST}")
    walk.end("no_place", "qualification", "2026-06-01")


def gone(walk: Walk) -> None:
    walk.complete("refresher", "2026-05-01")
    walk.move("leave", "2026-05-11", motive="employment", job={"contract": "cdi", "starts_on": "2026-05-11"})


@pytest.mark.parametrize(
    "happen", [lambda _walk: None, paused, waiting, gone], ids=["training", "paused", "waiting", "gone"]
)
def test_the_page_is_accessible_whatever_happens(visit, seen, person, walk, happen):
    happen(walk)
    page = visit(person)
    expect(page.get_by_role("heading", level=1)).to_have_text("Mon parcours")
    seen(page)
    page.goto("/beneficiary/question?about=now")
    page.get_by_role("button", name="Envoyer ma question").click()
    expect(page.get_by_role("alert")).to_be_visible()
    seen(page)


def test_without_a_pathway_the_page_is_accessible(visit, seen, make_account, counsellor, clock):
    nobody = Walk(counsellor, clock)
    page = visit(make_account(Role.BENEFICIARY, person_id=nobody.person.id), 360)
    expect(page.get_by_text("Vous n’avez pas encore de parcours ici.")).to_be_visible()
    seen(page)


def test_the_paper_keeps_the_pathway_and_drops_the_buttons(visit, person):
    page = visit(person)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Vous êtes en remise à niveau")).to_be_visible()
    expect(page.get_by_role("link", name="Ce n’est pas exact (Où j’en suis)")).to_be_hidden()


def test_the_keyboard_alone_asks_a_question(visit, person):
    page = visit(person)
    link = page.get_by_role("link", name="Ce n’est pas exact (Où j’en suis)")
    link.focus()
    page.keyboard.press("Enter")
    page.get_by_label("Votre question").focus()
    page.keyboard.type("Est-ce exact ?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Votre question est envoyée.")).to_be_visible()
