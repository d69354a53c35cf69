"""An appointment from both sides, on a phone: planned, read by the person, who cannot come, then missed and told."""

import pytest
from playwright.sync_api import Page, expect

from tests.walks import Walk
from workflows.engine import Role

pytestmark = pytest.mark.journey
PHONE = 360


@pytest.fixture
def seen(seen):
    """The page is accessible in both sights, and a phone again."""

    def check(page: Page) -> None:
        seen(page)
        page.set_viewport_size({"width": PHONE, "height": 900})

    return check


@pytest.fixture
def counsellor(make_account):
    return make_account(Role.COUNSELLOR, email="nadia@example.org", display_name="Nadia Belkacem")


@pytest.fixture
def walk(counsellor, clock):
    walk = Walk(counsellor, clock).open("2026-01-05").orient("2026-01-12", "2026-02-02", refresher=True)
    return walk.prescribe("refresher", "2026-02-03", "2026-02-09", "2026-07-14").start("refresher", "2026-02-09")


@pytest.fixture
def person(make_account, walk):
    return make_account(Role.BENEFICIARY, email="elodie@example.org", display_name="Élodie", person_id=walk.person.id)


def plan(desk: Page, walk: Walk) -> None:
    desk.goto(f"/counsellor/cases/{walk.case_id}")
    desk.get_by_text("Prendre un rendez-vous").click()
    desk.get_by_label("Jour (obligatoire)").fill("2026-06-15")
    desk.get_by_label("Heure (obligatoire)").fill("09:10")
    desk.get_by_label("Lieu").fill("3 rue de la Gare, Lille")
    desk.get_by_role("button", name="Prendre le rendez-vous").click()
    expect(desk.get_by_text("Le rendez-vous est fixé : lundi 15 juin 2026 à 09:10.")).to_be_visible()


def decline(phone: Page) -> None:
    expect(phone.get_by_role("heading", name="Mon prochain rendez-vous : lundi 15 juin 2026 à 09:10")).to_be_visible()
    phone.get_by_role("link", name="Tous mes rendez-vous").click()
    expect(phone.get_by_text("Où : 3 rue de la Gare, Lille")).to_be_visible()
    phone.get_by_role("button", name="Je ne peux pas venir").click()
    expect(phone.get_by_text("C’est dit.")).to_be_visible()


def test_planned_read_declined_then_missed_and_told(visit, seen, counsellor, person, walk, clock):
    desk = visit(counsellor, PHONE)
    plan(desk, walk)
    seen(desk)
    phone = visit(person, PHONE)
    decline(phone)
    seen(phone)
    clock.advance(minutes=15)
    desk.goto("/counsellor/")
    desk.get_by_role("link", name="1 Rendez-vous à clore").click()
    expect(desk.get_by_text("Ne peut pas venir", exact=True)).to_be_visible()
    seen(desk)
    desk.get_by_role("link", name="09:10").click()
    desk.get_by_label("La suite du rendez-vous").select_option("La personne n’est pas venue")
    seen(desk)
    desk.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(desk.get_by_text("La suite du rendez-vous est enregistrée.")).to_be_visible()
    expect(desk.locator("#chronology").get_by_text("Rendez-vous manqué")).to_be_visible()
    desk.goto("/counsellor/")
    expect(desk.get_by_role("link", name="Rendez-vous à clore")).to_have_count(0)


@pytest.mark.parametrize("address", ["/counsellor/calendar", "/counsellor/missing", "/counsellor/follow-up"])
def test_the_pages_around_are_accessible(visit, seen, counsellor, walk, address):
    Walk(counsellor, walk.clock, family_name="Sans niveau", level=None).open("2026-06-01")
    gone = Walk(counsellor, walk.clock, family_name="Parti").open("2025-06-01")
    gone.move("leave", "2026-02-01", motive="employment", job={"contract": "cdd", "starts_on": "2026-02-01"})
    desk = visit(counsellor, PHONE, at=address)
    if address.endswith("calendar"):
        desk.get_by_role("button", name="Créer une adresse").click()
    expect(desk.get_by_role("heading", level=1)).to_be_visible()
    seen(desk)
    if address.endswith("missing"):
        desk.get_by_role("link", name="Niveau de formation (Élodie Sans niveau)").click()
        expect(desk.get_by_role("heading", level=1)).to_have_text("Compléter l’ouverture")
        seen(desk)
