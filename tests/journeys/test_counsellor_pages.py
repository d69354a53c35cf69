"""The counsellor's pages of one case, in every sight, full and refused: axe, no sideways scrolling."""

import pytest
from playwright.sync_api import expect

from parcours_app.models import Account
from parcours_app.scope import Viewer
from parcours_app.services import questions
from tests.journeys.reading import follow
from tests.walks import Walk
from workflows.engine import Role

pytestmark = pytest.mark.journey
LONG = "Groupement d’établissements publics locaux d’enseignement du Haut-Doubs horloger et des montagnes voisines"


@pytest.fixture
def counsellor(make_account) -> Account:
    return make_account(
        Role.COUNSELLOR, email="nadia@example.org", display_name="Nadia Belkacem-Rousseau de Montgolfier"
    )


@pytest.fixture
def walk(counsellor, clock) -> Walk:
    """A case with something of everything, under the longest names."""
    names = {
        "given_name": "Marie-Philippine-Éléonore",
        "family_name": "de La Rochefoucauld-Montbéliard-Saint-Hippolyte",
        "email": "marie-philippine.de-la-rochefoucauld@messagerie-tres-longue.example.org",
    }
    walk = Walk(counsellor, clock, **names).open("2026-01-05").orient("2026-01-12", "2026-02-02", refresher=True)
    walk.move("start_support", "2026-02-02", level="reinforced", referent=counsellor.email)
    walk.prescribe("refresher", "2026-01-30", "2026-02-09", "2026-04-17", LONG).start("refresher", "2026-02-09")
    walk.move("pause", "2026-03-02", category="justified_absence", until="2026-03-15").complete(
        "refresher", "2026-05-01"
    )
    walk.prescribe("qualification", "2026-05-11", "2026-06-01", "2026-12-18", LONG).start("qualification", "2026-06-01")
    walk.correct(walk.last.entry.id, effective_on=clock.today().replace(day=2))
    walk.move(
        "request_handover", "2026-06-10", to_organisation="Mission locale de Test", to_counsellor=counsellor.email
    )
    asking = Viewer(Role.BENEFICIARY, clock.now(), clock.today(), person=walk.person.id)
    questions.ask(asking, "next", "Est-ce que je peux changer de centre ? " * 8)
    return walk


def test_every_page_of_a_case_is_accessible_and_fits(visit, seen, counsellor, walk):
    page, case = visit(counsellor), f"/counsellor/cases/{walk.case_id}"
    entry = walk.last.entry.id
    for path in (
        case,
        f"{case}?on=2026-03-01&known=2026-06-15",
        f"{case}/moves",
        f"{case}/moves/prescribe",
        f"{case}/moves/leave",
        f"{case}/moves/drop_out",
        f"{case}/moves/begin_orientation",
        f"{case}/entries/{entry}/correct",
        "/counsellor/handovers",
    ):
        assert page.goto(path).status == 200
        seen(page)


def test_refusals_and_conflicts_are_accessible_too(visit, seen, session, counsellor, walk):
    case = f"/counsellor/cases/{walk.case_id}"
    page = visit(counsellor, at=f"{case}/moves/prescribe")
    follow(page.get_by_role("button", name="Enregistrer", exact=True))
    seen(page)
    page.get_by_label("Qualification", exact=True).check()
    page.get_by_label("Organisme de formation").fill(LONG)
    page.get_by_label("Début prévu").fill("2026-09-01")
    page.get_by_label("Fin prévue").fill("2026-08-01")
    follow(page.get_by_role("button", name="Enregistrer", exact=True))
    seen(page)
    page.goto(f"{case}/moves/complete")
    walk.move("end_support", "2026-06-12", motive="term")
    session.commit()
    follow(page.get_by_role("button", name="Enregistrer", exact=True))
    expect(page.get_by_text("Quelqu’un d’autre vient de modifier ce dossier")).to_be_visible()
    seen(page)
