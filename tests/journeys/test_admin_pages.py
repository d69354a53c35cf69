"""An administrator makes an account that signs in, closes it, and every page of theirs is accessible."""

import pytest
from playwright.sync_api import expect

from parcours_app.services.accounts import create_token
from workflows.engine import Role

pytestmark = pytest.mark.journey
LONGEST = "Mission locale de Bourgogne-Franche-Comté, antenne de Montbéliard-Saint-Hippolyte"


@pytest.fixture
def root(make_account):
    return make_account(Role.ADMINISTRATOR, email="admin@example.org", display_name="Alex Admin")


@pytest.fixture
def counsellor(make_account):
    return make_account(Role.COUNSELLOR, email="nadia@example.org", organisation=LONGEST, region="27")


@pytest.mark.parametrize("script", [True, False])
def test_a_counsellor_gets_an_account_and_loses_it(visit, root, site, chromium, script):
    page = visit(root, 360, script=script)
    page.get_by_role("link", name="Structures").click()
    page.get_by_label("Nom").fill("Cap emploi du Nord")
    page.get_by_label("Région").select_option(label="Hauts-de-France")
    page.get_by_role("button", name="Créer la structure").click()
    expect(page.get_by_text("La structure Cap emploi du Nord est créée.")).to_be_visible()
    page.get_by_role("link", name="Comptes").click()
    page.get_by_role("link", name="Nouveau compte").click()
    page.get_by_label("Courriel").fill("karim@example.org")
    page.get_by_label("Structure").select_option(label="Cap emploi du Nord")
    page.get_by_role("button", name="Créer le compte").click()
    password = page.locator("code").inner_text()
    page.get_by_role("link", name="Voir le compte").click()

    other = chromium.new_context(base_url=site, java_script_enabled=script).new_page()
    other.goto("/login?lang=fr")
    other.get_by_label("Adresse").fill("karim@example.org")
    other.get_by_label("Mot de passe").fill(password)
    other.get_by_role("main").get_by_role("button").click()
    expect(other).to_have_url(f"{site}/counsellor/")
    page.get_by_role("button", name="Fermer le compte").click()
    expect(page.get_by_text("Le compte est fermé.")).to_be_visible()
    other.reload()
    expect(other.get_by_label("Mot de passe")).to_be_visible()
    other.context.close()


def test_every_page_is_accessible(visit, seen, root, counsellor, clock):
    create_token(counsellor.email, clock.now())
    organisation, account = counsellor.organisation_id, counsellor.id
    page = visit(root)
    seen(page)
    urls = [
        "/admin/?q=personne",
        "/admin/accounts/new",
        f"/admin/accounts/{account}",
        "/admin/organisations",
        f"/admin/organisations/{organisation}",
        "/admin/tokens",
        "/admin/imports",
    ]
    for url in urls:
        page.goto(url)
        seen(page)
    page.goto("/admin/accounts/new")
    page.get_by_role("button", name="Créer le compte").click()
    expect(page.get_by_role("alert")).to_be_visible()
    seen(page)
    page.goto(f"/admin/accounts/{account}")
    page.get_by_role("button", name="Fabriquer un nouveau mot de passe").click()
    expect(page.locator("code")).to_be_visible()
    seen(page)
