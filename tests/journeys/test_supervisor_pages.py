"""A supervisor follows numbers to case numbers, decides what is theirs, and reads what changed between two days."""

import pytest
from playwright.sync_api import expect

from tests.journeys.reading import follow
from tests.walks import Walk
from workflows.engine import Role

pytestmark = pytest.mark.journey
LONGEST = "Mission locale de Bourgogne-Franche-Comté, antenne de Montbéliard-Saint-Hippolyte"


@pytest.fixture
def counsellor(make_account):
    return make_account(
        Role.COUNSELLOR, email="nadia@example.org", display_name="Nadia Belkacem", organisation=LONGEST, region="27"
    )


@pytest.fixture
def chief(make_account, counsellor):
    return make_account(Role.SUPERVISOR, email="chef@example.org", organisation=LONGEST)


@pytest.fixture
def walk(counsellor, clock):
    walk = Walk(counsellor, clock, given_name="Canari", family_name="Secret").open("2026-01-05")
    walk.orient("2026-01-12", "2026-02-02", refresher=True)
    walk.prescribe("refresher", "2026-02-03", "2026-02-09", "2026-07-14").start("refresher", "2026-02-09")
    return walk.complete("refresher", "2026-06-05")


@pytest.mark.parametrize("script", [True, False])
def test_from_a_number_to_a_case_to_a_name_for_a_reason(visit, chief, walk, script):
    page = visit(chief, 360, script=script)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Équipe")
    page.get_by_role("row", name="Nadia Belkacem").locator('[data-label="Coutures rompues"] a').click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Coutures rompues")
    follow(page.get_by_role("table").get_by_role("link").first)
    assert "Canari" not in page.content()
    page.get_by_label("Pourquoi avez-vous besoin du nom").fill("Appel de la famille")
    page.get_by_role("button", name="Révéler le nom").click()
    expect(page.get_by_text("Nom : Canari Secret.")).to_be_visible()


def test_a_case_opened_by_mistake_leaves_the_totals(visit, chief, walk):
    page = visit(chief)
    page.goto(f"/supervisor/cases/{walk.case_id}")
    page.get_by_role("link", name="Annuler un dossier ouvert par erreur").click()
    page.get_by_label("Raison").fill("Doublon")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_text("Enregistré :")).to_be_visible()
    page.get_by_role("link", name="Totaux du programme").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Totaux du programme 0 personne")


def test_the_dates_and_the_breakdown_are_chosen_without_a_script(visit, chief, walk):
    page = visit(chief, script=False)
    page.get_by_role("link", name="Totaux du programme").click()
    page.get_by_label("Situation au").fill("2026-03-01")
    page.get_by_label("Comparer avec").fill("2026-03-01")
    page.get_by_label("Public").check()
    page.get_by_role("button", name="Afficher les totaux").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text("Ce qu’il faut compter")
    expect(page.get_by_text("Les chiffres d’une même date ont changé")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger (CSV)").click()
    assert download.value.suggested_filename == "parcours-totals-2026-03-01-2026-06-15.csv"


def test_every_page_is_accessible(visit, seen, chief, walk):
    page = visit(chief)
    seen(page)
    case = f"/supervisor/cases/{walk.case_id}"
    urls = [
        "/supervisor/cases?what=gaps",
        "/supervisor/cases?what=questions",
        case,
        f"{case}/moves/pause",
        f"{case}/moves/merge",
        "/supervisor/totals?by=region,stage&versus=2026-05-01",
        "/supervisor/totals?on=1999-01-01&by=",
        "/supervisor/totals?on=hier",
    ]
    for url in urls:
        page.goto(url)
        seen(page)
    page.goto(case)
    follow(page.get_by_role("link", name="Corriger (Entrée en formation)"))
    seen(page)
    page.get_by_role("button", name="Corriger l’écriture").click()
    expect(page.get_by_role("alert")).to_be_visible()
    seen(page)


@pytest.mark.parametrize("territory", [{"region": "32"}, {}], ids=["region", "nation"])
def test_a_territory_is_accessible_too(visit, seen, make_account, walk, territory):
    page = visit(make_account(Role.SUPERVISOR, email="pilote@example.org", **territory), 360)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Équipe")
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Par structure")
    seen(page)
    follow(page.get_by_role("link", name="Totaux du programme"))
    seen(page)
