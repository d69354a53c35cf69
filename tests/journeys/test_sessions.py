"""A place played by two counsellors on a phone: searched for, booked, full, waited for, found again and given."""

import re

import pytest
from playwright.sync_api import expect

from parcours_app.scope import operator
from parcours_app.services.imports import import_offers
from tests.lheo import lheo, session, training
from tests.walks import Walk
from workflows.engine import Role

pytestmark = pytest.mark.journey
PHONE = 360
TITLE = "Agent de propreté"


@pytest.fixture
def catalogue(clock):
    """One session with a single place."""
    import_offers(operator(clock), lheo(training(session(extras={"places": 1}), title=TITLE)))


@pytest.fixture
def nadia(make_account):
    return make_account(Role.COUNSELLOR, email="nadia@example.org", display_name="Nadia Belkacem")


@pytest.fixture
def karim(make_account):
    return make_account(Role.COUNSELLOR, email="karim@example.org", display_name="Karim Aziz")


def ready(account, clock, family):
    return Walk(account, clock, family_name=family).open("2026-02-02").orient("2026-02-09", "2026-03-02")


def look_for(page, family):
    """From the catalogue to the booking of a place for this person."""
    page.goto("/counsellor/sessions")
    page.get_by_label(re.compile("Métier, intitulé")).fill("propreté")
    page.get_by_role("button", name="Afficher", exact=True).click()
    page.get_by_role("link", name=TITLE).click()
    page.get_by_label(re.compile("Nom, n° de dossier")).fill(family)
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("link", name=family).click()


def test_a_place_is_booked_then_waited_for_then_found_and_given(visit, nadia, karim, clock, catalogue, accessible):
    holder, waiter = ready(nadia, clock, "Premier"), ready(karim, clock, "Second")
    here, there = visit(nadia, PHONE), visit(karim, PHONE)
    look_for(here, "Premier")
    accessible(here)
    here.get_by_role("button", name="Réserver la place").click()
    expect(here.get_by_text("La place est réservée.")).to_be_visible()
    look_for(there, "Second")
    expect(there.get_by_text("Complet")).to_be_visible()
    there.get_by_role("button", name="Mettre sur la liste d’attente").click()
    expect(there.get_by_text("La personne est sur la liste d’attente.")).to_be_visible()
    here.goto(f"/counsellor/cases/{holder.case_id}/moves/decline")
    here.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(here.get_by_text("C’est enregistré")).to_be_visible()
    there.goto("/counsellor/")
    accessible(there)
    there.get_by_role("link", name="Places libres à donner").click()
    expect(there.get_by_text("Second")).to_be_visible()
    there.goto(f"/counsellor/cases/{waiter.case_id}/moves/promote")
    there.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(there.get_by_text("C’est enregistré")).to_be_visible()
    there.goto("/counsellor/")
    expect(there.get_by_role("link", name="Places libres à donner")).to_have_count(0)
