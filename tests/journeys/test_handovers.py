"""A handover played by two counsellors on a phone: sent, declined with another way, sent again, accepted and booked."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.reading import follow
from tests.walks import Walk
from workflows.engine import Role

pytestmark = pytest.mark.journey
PHONE = 360


@pytest.fixture
def sender(make_account):
    return make_account(Role.COUNSELLOR, email="nadia@example.org", display_name="Nadia Belkacem")


@pytest.fixture
def receiver(make_account):
    return make_account(
        Role.COUNSELLOR,
        email="odile@example.org",
        display_name="Odile Kervern",
        organisation="Cap emploi 52",
        region="52",
    )


@pytest.fixture
def walk(sender, clock):
    return Walk(sender, clock).open("2026-03-02").orient("2026-03-04", "2026-03-30")


def ask(page, walk, organisation):
    page.goto(f"/counsellor/cases/{walk.case_id}/moves/request_handover")
    page.get_by_label("prend le relais").first.select_option(organisation)
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_text("C’est enregistré")).to_be_visible()


def refuse(page):
    """Decline the one request received, with another way to help the person."""
    page.goto("/counsellor/handovers")
    page.get_by_role("link", name="Refuser").click()
    page.get_by_label("Motif").select_option(label="Une autre étape convient mieux")
    page.get_by_label("Raison").fill("La personne a besoin d’un bilan d’abord.")
    page.get_by_label("Ce qui est proposé").fill("Un bilan, puis renvoyer la demande.")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_text("C’est enregistré")).to_be_visible()


def take_over(page, accessible):
    """Accept the one request received, and book the next step with the same act."""
    page.goto("/counsellor/handovers")
    page.get_by_role("link", name="Accepter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Accepter le relais")
    accessible(page)
    page.get_by_label("Qualification", exact=True).check()
    page.get_by_label("Organisme de formation").fill("AFPA")
    page.get_by_label("Début prévu").fill("2026-07-01")
    page.get_by_label("Fin prévue").fill("2026-12-18")
    page.get_by_role("button", name="Prendre le relais").click()
    expect(page.get_by_text(re.compile(r"Référent\s: Odile Kervern, depuis le 15 juin 2026"))).to_be_visible()
    expect(page.get_by_text("AFPA").first).to_be_visible()


def test_sent_declined_sent_again_accepted_and_booked_then_read_and_no_more(
    visit, sender, receiver, walk, clock, accessible
):
    there, case = receiver.organisation_id, f"/counsellor/cases/{walk.case_id}"
    here, other = visit(sender, PHONE), visit(receiver, PHONE)
    ask(here, walk, there)
    other.goto("/counsellor/handovers")
    expect(other.get_by_text("expire dans 30 jours")).to_be_visible()
    accessible(other)
    refuse(other)
    other.goto(case)
    expect(other.get_by_role("heading", level=1)).not_to_contain_text("Élodie")
    here.goto("/counsellor/handovers")
    expect(here.get_by_text("Proposé à la place : Un bilan, puis renvoyer la demande.")).to_be_visible()
    accessible(here)
    follow(here.get_by_role("link", name="Envoyer de nouveau"))
    ask(here, walk, there)
    take_over(other, accessible)
    here.goto(case)
    expect(here.get_by_text("Vous pouvez lire ce dossier, pas y agir")).to_be_visible()
    here.goto("/counsellor/handovers")
    expect(here.get_by_text("Vous pouvez lire le dossier jusqu’au 14 juillet 2026.")).to_be_visible()
    clock.set("2026-07-15")
    late = visit(sender, PHONE)
    late.goto(case)
    expect(late.get_by_role("heading", level=1)).not_to_contain_text("Élodie")


def test_a_supervisor_lends_people_and_gives_them_back(visit, sender, make_account, clock, accessible):
    colleague = make_account(Role.COUNSELLOR, email="karim@example.org", display_name="Karim Aziz")
    chief = make_account(
        Role.SUPERVISOR, email="chef@example.org", display_name="Camille Chef", organisation="Mission locale de Test"
    )
    for number in range(3):
        Walk(sender, clock, family_name=f"Canari{number}", birth_date=f"197{number}-01-02").open("2026-03-02")
    assert colleague.active
    page = visit(chief, PHONE)
    page.get_by_role("link", name="Réaffecter des personnes").click()
    page.get_by_label("Les personnes de qui").select_option(label="Nadia Belkacem (3)")
    follow(page.get_by_role("button", name="Afficher ces personnes"))
    accessible(page)
    page.get_by_label("Toutes (3)").check()
    page.get_by_label("Karim Aziz").check()
    page.get_by_label("Jusqu’à un jour donné").check()
    page.get_by_label("Dernier jour").fill("2026-07-15")
    page.get_by_role("button", name="Voir d’abord les charges").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Avant de confirmer")
    accessible(page)
    page.get_by_role("button", name="Réaffecter").click()
    expect(page.get_by_text("3 personnes ont changé de conseiller.")).to_be_visible()
    accessible(page)
    page.get_by_role("button", name="Rendre maintenant").click()
    expect(page.get_by_text("3 personnes sont rendues.")).to_be_visible()
