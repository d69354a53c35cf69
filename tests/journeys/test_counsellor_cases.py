"""Hard cases 1, 4, 8 and 9 of a pathway, driven and seen by a counsellor in a browser."""

import re
from collections.abc import Mapping

import pytest
from playwright.sync_api import Page, expect

from tests.walks import Walk
from workflows.engine import Role

pytestmark = pytest.mark.journey


@pytest.fixture
def counsellor(make_account):
    return make_account(Role.COUNSELLOR, email="nadia@example.org", display_name="Nadia Belkacem")


@pytest.fixture
def elsewhere(make_account):
    return make_account(
        Role.COUNSELLOR,
        email="odile@example.org",
        display_name="Odile Kervern",
        organisation="Cap emploi 52",
        region="52",
    )


@pytest.fixture
def walk(counsellor, clock):
    return Walk(counsellor, clock).open("2026-01-05")


def choose(page: Page, move: str) -> None:
    """From the file: Move on, then this move."""
    page.get_by_role("link", name="Faire avancer").click()
    page.get_by_role("link", name=f"Choisir – {move}", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(move)


def fill(page: Page, answers: Mapping[str, str]) -> None:
    for question, answer in answers.items():
        page.get_by_label(question).fill(answer)


def record(page: Page) -> None:
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_text("C’est enregistré")).to_be_visible()


def steps(page: Page) -> list[str]:
    return [" ".join(text.split()) for text in page.locator(".pathway__step").all_inner_texts()]


@pytest.mark.parametrize(("width", "script"), [(1440, True), (360, False)])
def test_from_orientation_straight_to_qualification(visit, counsellor, walk, width, script):
    """Case 1: no refresher in sight, one seam, measured from the orientation."""
    page = visit(counsellor, width, script=script, at=f"/counsellor/cases/{walk.case_id}")
    choose(page, "Commencer l’orientation")
    fill(page, {"Jour où": "2026-01-12", "Date de la décision": "2026-01-08", "Date de la notification": "2026-01-09"})
    page.get_by_label("Moyen").select_option(label="Courrier")
    record(page)
    choose(page, "Prescrire une formation")
    page.get_by_label("Qualification", exact=True).check()
    planned = {"Début prévu": "2026-02-09", "Fin prévue": "2026-07-10"}
    fill(page, {"Jour où": "2026-01-28", "Organisme de formation": "AFPA de Créteil", **planned})
    record(page)
    choose(page, "Terminer l’orientation")
    page.get_by_label("Non", exact=True).check()
    fill(page, {"Jour où": "2026-02-02", "Raison": "Niveau vérifié par un test"})
    record(page)
    choose(page, "Enregistrer l’entrée")
    fill(page, {"Jour où": "2026-02-09"})
    page.get_by_role("button", name="Vérifier d’abord").click()
    expect(page.get_by_text("Les étapes se suivent à 7 jours : sans couture.")).to_be_visible()
    record(page)
    shown = steps(page)
    assert len(shown) == 3
    assert re.search("7 jours.*sans couture", shown[1])
    assert not any("Remise à niveau" in step for step in shown)


def test_a_pause_over_the_planned_end_moves_it_and_stays_out_of_the_seam(visit, counsellor, walk):
    """Case 4: no dropout, the end moves by the paused days of the step, the pause runs beside."""
    walk.orient("2026-01-12", "2026-02-02", refresher=True)
    walk.prescribe("refresher", "2026-01-30", "2026-02-09", "2026-05-29").start("refresher", "2026-02-09")
    page = visit(counsellor, at=f"/counsellor/cases/{walk.case_id}")
    choose(page, "Suspendre le parcours")
    page.get_by_label("Jour où").fill("2026-05-25")
    page.get_by_label("Absence justifiée").check()
    page.get_by_label("Dernier jour").fill("2026-06-07")
    record(page)
    assert "fin prévue le 12 juin 2026, décalée de 14 jours" in steps(page)[1]
    expect(page.locator(".band--pause")).to_contain_text("Suspension (14 jours)")
    choose(page, "Enregistrer la fin")
    page.get_by_label("Jour où").fill("2026-06-12")
    record(page)
    assert "Abandon" not in page.locator(".timeline").inner_text()
    assert "en cours : 3 jours" in steps(page)[2]


def test_a_case_passed_on_is_one_step_in_two_parts_and_read_only_for_the_sender(visit, counsellor, elsewhere, walk):
    """Case 8: the sender is responsible until the receiver accepts, then may only read."""
    walk.orient("2026-01-12", "2026-02-02")
    walk.prescribe("qualification", "2026-01-28", "2026-02-09", "2026-07-10").start("qualification", "2026-02-09")
    there = elsewhere.organisation_id
    sender = visit(counsellor, at=f"/counsellor/cases/{walk.case_id}")
    choose(sender, "Demander un relais")
    sender.get_by_label("prend le relais").first.select_option(there)
    record(sender)
    expect(sender.get_by_role("link", name="Faire avancer")).to_be_visible()
    receiver = visit(elsewhere, at="/counsellor/handovers")
    receiver.get_by_role("link", name="Accepter").click()
    receiver.get_by_role("button", name="Prendre le relais").click()
    expect(receiver.get_by_text(re.compile(r"Référent\s: Odile Kervern, depuis le 15 juin 2026"))).to_be_visible()
    assert sum("Qualification" in step for step in steps(receiver)) == 1
    sender.reload()
    expect(sender.get_by_text("Vous pouvez lire ce dossier, pas y agir")).to_be_visible()
    expect(sender.get_by_role("link", name="Faire avancer")).to_have_count(0)
    sender.goto(f"/counsellor/cases/{walk.case_id}/moves/complete")
    sender.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(sender.get_by_text("n’est pas responsable de ce dossier").first).to_be_visible()


def test_an_opening_moved_past_a_birthday_and_the_new_year_is_flagged_and_the_old_answer_stays(
    visit, counsellor, clock
):
    """Case 9: eligibility is judged again and flagged, never voided; what was known before can still be seen."""
    clock.set("2022-01-05")
    answers = {"neet": True, "registered_jobseeker": False}
    person = {"birth_date": "1996-01-01", "level": {"scheme": "rncp2019", "code": "5"}}
    walk = Walk(counsellor, clock, **person).open("2021-12-30", eligibility=answers)
    clock.set("2022-01-07")
    page = visit(counsellor, at=f"/counsellor/cases/{walk.case_id}")
    expect(page.get_by_text("Éligibilité à revoir")).to_have_count(0)
    page.get_by_role("link", name=re.compile("^Corriger.*Ouverture")).click()
    page.get_by_label("Jour où").fill("2022-01-03")
    page.get_by_label("Raison de la correction").fill("Le contrat d’engagement est daté du 3 janvier")
    page.get_by_role("button", name="Corriger l’écriture").click()
    expect(page.get_by_text("Éligibilité à revoir")).to_be_visible()
    expect(page.locator("s")).to_have_text("Ouverture du dossier")
    assert "3 janvier 2022" in page.locator("#person").inner_text()
    page.get_by_label("Telle que connue le").fill("2022-01-06")
    page.get_by_role("button", name="Afficher").click()
    expect(page.get_by_text("telle que connue le 6 janvier 2022")).to_be_visible()
    assert "30 décembre 2021" in page.locator("#person").inner_text()
    expect(page.get_by_text("Éligibilité à revoir")).to_have_count(0)
