"""A counsellor's day in a browser: from a pile to its people, somebody new, a file imported; all accessible."""

import re

import pytest
from playwright.sync_api import expect

from parcours_app.extensions import db
from parcours_app.models import Case, Person
from parcours_app.scope import Viewer
from parcours_app.services import questions
from tests.journeys.reading import follow
from tests.walks import Walk
from workflows.engine import Role

pytestmark = pytest.mark.journey
LONGEST = {"given_name": "Marie-Philippine-Éléonore", "family_name": "de La Rochefoucauld-Montbéliard-Saint-Hippolyte"}
FILE = """Identifiant dans le SI*;Prénom*;Nom*;Date de naissance*;Téléphone;Situation
A1;Zoé;Évrard;31/03/2001;0612345678;recherche_emploi
A2;Paul;Martin;;;recherche_emploi
"""
# The words of the names of columns that are wider than the room they have in a card.
CUT = """() => [...document.querySelectorAll('.data-table td[data-label]')].flatMap((cell) => {
    const style = getComputedStyle(cell, '::before'), pen = document.createElement('canvas').getContext('2d')
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
    return cell.dataset.label.split(' ').filter((word) => pen.measureText(word).width > parseFloat(style.width))
})"""


@pytest.fixture
def ours(session, make_account):
    return make_account(Role.COUNSELLOR, display_name="Amélie Wattrelos")


@pytest.fixture
def someone(session, ours, clock):
    """Somebody with the longest name, in a gap, silent, with a question and missing data."""
    one = Walk(ours, clock, level=None, **LONGEST).open("2026-01-05")
    one.orient("2026-01-10", "2026-02-02", refresher=True)
    one.prescribe("refresher", "2026-02-03", "2026-03-02", "2026-05-29", provider="Greta du Haut-Doubs et de la Loue")
    one.start("refresher", "2026-03-02").complete("refresher", "2026-05-29")
    person = Viewer(Role.BENEFICIARY, one.viewer.now, one.viewer.today, person=one.person.id)
    questions.ask(person, "next", "Est-ce que ma place est confirmée ?")
    return one


@pytest.mark.parametrize("script", [True, False])
def test_from_the_day_to_the_file_by_way_of_the_gap(visit, ours, someone, script):
    page = visit(ours, 360, script=script)
    page.get_by_role("link", name=re.compile("Coutures rompues")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 personne")
    expect(page.get_by_role("row", name=re.compile("Rochefoucauld"))).to_contain_text("Couture rompue")
    page.get_by_role("link", name=re.compile("Rochefoucauld")).click()
    expect(page).to_have_url(re.compile(rf"/counsellor/cases/{someone.case_id}$"))


def test_no_word_before_the_facts_of_a_card_is_cut_on_a_telephone(visit, ours, someone):
    page = visit(ours, 360)
    page.get_by_role("link", name="File active").click()
    expect(page.get_by_role("row", name=re.compile("Rochefoucauld"))).to_be_visible()
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize("script", [True, False])
def test_filters_are_chosen_removed_and_kept_in_the_address(visit, ours, someone, script):
    page = visit(ours, script=script)
    page.get_by_role("link", name="File active").click()
    page.get_by_label("Couture", exact=True).select_option(label="Suite réservée")
    page.get_by_role("button", name="Afficher").click()
    expect(page.get_by_text("Personne ne correspond à ces filtres.")).to_be_visible()
    assert "seam=booked" in page.url
    page.get_by_role("link", name=re.compile("Retirer le filtre")).first.click()
    expect(page.get_by_role("link", name=re.compile("Rochefoucauld"))).to_be_visible()
    assert "seam" not in page.url


@pytest.mark.parametrize("script", [True, False])
def test_somebody_new_is_searched_argued_and_opened(visit, ours, script):
    page = visit(ours, 360, script=script)
    page.get_by_role("link", name="Ajouter une personne").first.click()
    page.get_by_label("Nom de famille").fill("Évrard")
    page.get_by_label("Prénom").fill("Zoé")
    page.get_by_role("button", name="Rechercher").click()
    page.get_by_role("button", name="Continuer avec cette personne").click()
    page.get_by_role("button", name="Continuer vers la situation").click()
    expect(page.get_by_role("alert")).to_contain_text("Écrivez la date de naissance")
    page.get_by_label("Date de naissance").fill("2001-03-31")
    page.get_by_label("Code postal").fill("25000")
    page.get_by_role("button", name="Continuer vers la situation").click()
    page.get_by_label("est inscrite comme demandeur d’emploi").check()
    page.get_by_label("Plus haut niveau atteint").select_option("ft:AFS")
    page.get_by_role("button", name="Voir l’éligibilité et la proposition").click()
    expect(page.get_by_text("Éligible le 15 juin 2026")).to_be_visible()
    expect(page.get_by_label("Retenir une remise à niveau")).to_be_checked()
    expect(page.get_by_label("Retenir un accompagnement renforcé")).not_to_be_checked()
    page.get_by_role("button", name="Revenir à la situation").click()
    expect(page.get_by_label("est inscrite comme demandeur d’emploi")).to_be_checked()
    page.get_by_role("button", name="Voir l’éligibilité et la proposition").click()
    page.get_by_role("button", name="Ouvrir le dossier").click()
    expect(page).to_have_url(re.compile(r"/counsellor/cases/[0-9a-f-]{36}$"))
    assert db.session.query(Case).one().stage == "referred"


@pytest.mark.parametrize("script", [True, False])
def test_a_file_is_checked_then_imported(visit, ours, tmp_path, script):
    path = tmp_path / "file active.csv"
    path.write_text(FILE)
    page = visit(ours, script=script)
    page.get_by_role("link", name="Imports").click()
    page.get_by_label("File active (personnes)").check()
    page.locator("#file").set_input_files(path)
    page.get_by_role("button", name="Vérifier le fichier").click()
    expect(page.get_by_text("Ceci est un aperçu")).to_be_visible()
    expect(page.get_by_text("Cette cellule est vide.")).to_be_visible()
    page.get_by_role("button", name="Importer ces lignes").click()
    expect(page.get_by_text("Le fichier est importé.")).to_be_visible()
    with page.expect_download() as report:
        page.get_by_role("link", name=re.compile("compte rendu")).click()
    assert report.value.suggested_filename.endswith(".csv")
    db.session.rollback()
    assert [person.family_name for person in db.session.query(Person)] == ["Évrard"]


def test_every_list_and_form_is_accessible(visit, seen, ours, someone, tmp_path):
    page = visit(ours)
    for address in ("", "cases", "cases?pause=no&missing=any&tab=organisation", "cases?stage=closed", "imports"):
        page.goto(f"/counsellor/{address}")
        seen(page)
    page.goto(f"/counsellor/people/{someone.person.id}")
    seen(page)
    page.get_by_label("Téléphone").fill("12")
    follow(page.get_by_role("button", name="Enregistrer"))
    seen(page)
    path = tmp_path / "file.csv"
    path.write_text(FILE)
    page.goto("/counsellor/imports")
    page.get_by_label("File active (personnes)").check()
    page.locator("#file").set_input_files(path)
    follow(page.get_by_role("button", name="Vérifier le fichier"))
    seen(page)


def test_every_step_of_somebody_new_is_accessible(visit, seen, ours, someone):
    page = visit(ours)
    page.goto("/counsellor/people/new")
    seen(page)
    follow(page.get_by_role("button", name="Rechercher"))
    seen(page)
    page.get_by_label("Nom de famille").fill(LONGEST["family_name"])
    page.get_by_label("Prénom").fill(LONGEST["given_name"])
    page.get_by_role("button", name="Rechercher").click()
    expect(page.get_by_text("ressemble")).to_be_visible()
    seen(page)
    page.get_by_role("button", name=re.compile("continuer")).click()
    page.get_by_label("Date de naissance").fill("2000-05-17")
    page.get_by_label("Code postal").fill("13001")
    seen(page)
    follow(page.get_by_role("button", name="Continuer vers la situation"))
    seen(page)
    page.get_by_label("Plus haut niveau atteint").select_option("unknown")
    follow(page.get_by_role("button", name="Voir l’éligibilité et la proposition"))
    seen(page)
    page.get_by_role("button", name="Revenir à la situation").click()
    page.get_by_label("est inscrite comme demandeur d’emploi").check()
    page.get_by_role("button", name="Voir l’éligibilité et la proposition").click()
    expect(page.get_by_text("Un dossier semblable existe déjà")).to_be_visible()
    seen(page)
