"""Reassigning people: choose, look at the loads, apply, and give back; the others never see it."""

import re

import pytest

from tests.web.counsellor.reading import words
from workflows.engine import Role

URL = "/supervisor/reassign"


@pytest.fixture
def lent(nadia, karim, people, office):
    """Three people of Nadia."""
    return people(nadia, 3)


def plan(office, nadia, **answers):
    asked = {"source": nadia.id, "scope": "everybody", "kind": "temporary", "until": "2026-07-15", **answers}
    return office.submit(f"{URL}?source={nadia.id}", asked, at=f"{URL}/preview")


def apply(office, preview):
    page = preview.get_data(as_text=True)
    found = re.findall(r'name="(\w+)" value="([^"]*)"', page)
    sent = {}
    for name, value in found:
        sent.setdefault(name, []).append(value)
    return office.post(f"{URL}/apply", data=sent)


def test_the_people_of_a_counsellor_are_listed_by_number_without_a_name(office, nadia, lent):
    page = office.get(f"{URL}?source={nadia.id}").get_data(as_text=True)
    assert "Nadia Belkacem (3)" in page
    assert "Karim Aziz (personne en suivi)" in page
    assert "Canari" not in page


def test_a_load_bears_the_name_it_has_on_the_board(office, karim, lent, people):
    people(karim, 1)
    page = words(office.get(f"{URL}?source={karim.id}"))
    assert "Nadia Belkacem (3 en suivi, 3 demandant un acte cette semaine)" in page


def test_the_loads_are_shown_before_anything_is_written(office, nadia, karim, lent):
    text = words(plan(office, nadia, to=karim.id))
    assert "3 personnes à Karim Aziz." in text
    assert "le 16 juillet 2026, elles reviennent d’elles-mêmes" in text
    assert "Karim Aziz 0 3" in text
    assert "Remplacements en cours" not in words(office.get("/supervisor/"))


def test_a_replacement_is_in_force_until_its_day_and_is_given_back_before(office, nadia, karim, lent, session):
    assert apply(office, plan(office, nadia, to=karim.id)).status_code == 302
    board = words(office.get("/supervisor/"))
    assert "3 personnes ont changé de conseiller." in board
    assert "Nadia Belkacem Karim Aziz 15 juillet 2026 3" in board
    office.submit("/supervisor/", {"referent": nadia.id}, at=f"{URL}/return")
    board = words(office.get("/supervisor/"))
    assert "3 personnes sont rendues." in board
    assert "Remplacements en cours" not in board


def test_only_those_ticked_go_and_for_good_the_referent_changes(office, nadia, karim, lent):
    done = apply(office, plan(office, nadia, to=karim.id, scope="ticked", case=lent[0].case_id, kind="for_good"))
    assert done.status_code == 302
    assert "Référent Karim Aziz" in words(office.get(f"/supervisor/cases/{lent[0].case_id}"))
    assert "Référent Nadia Belkacem" in words(office.get(f"/supervisor/cases/{lent[1].case_id}"))


def test_several_colleagues_share_by_load(office, nadia, karim, lent, make_account):
    paul = make_account(Role.COUNSELLOR, email="paul@example.org", display_name="Paul Petit")
    text = words(plan(office, nadia, to=[karim.id, paul.id], kind="for_good"))
    assert "Karim Aziz 0 2" in text or "Paul Petit 0 2" in text
    assert "Nadia Belkacem 3 0" in text


def test_a_case_changed_meanwhile_is_reported_and_the_others_go(office, nadia, karim, lent):
    shown = plan(office, nadia, to=karim.id)
    lent[1].move("pause", "2026-06-15", category="other", until="2026-06-20")
    result = apply(office, shown)
    assert result.status_code == 200
    text = words(result)
    assert "2 personnes ont changé de conseiller." in text
    assert "Quelqu’un a modifié ce dossier entre-temps" in text


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"scope": "ticked"}, "Cochez au moins une personne"),
        ({"to": "nobody"}, "Choisissez au moins un collègue"),
        ({"kind": ""}, "Dites si c’est définitif"),
        ({"until": "2026-06-14"}, "Donnez le dernier jour"),
        ({"until": "2027-06-15"}, "12 mois au plus"),
        ({"until": "demain"}, "Donnez le dernier jour"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(office, nadia, karim, lent, answers, said):
    refused = plan(office, nadia, **{"to": karim.id, **answers})
    assert refused.status_code == 422
    assert said in words(refused)


def test_a_forged_plan_is_refused_case_by_case(office, nadia, karim, lent, make_account, session):
    stranger = make_account(Role.COUNSELLOR, email="s@example.org", organisation="Cap emploi", region="52")
    forged = [f"{lent[0].case_id} 1 {stranger.id}", f"no-such-case 1 {karim.id}", "nonsense"]
    result = office.submit("/supervisor/reassign", {"line": forged, "kind": "for_good"}, at=f"{URL}/apply")
    text = words(result)
    assert "Cette personne n’est pas un conseiller en activité de la structure." in text
    assert "un dossier hors de vue" in text


def test_seen_from_a_region_it_says_where_reassignment_is_made(client_of, make_account):
    region = client_of(make_account(Role.SUPERVISOR, email="region@example.org", region="11"))
    assert "La réaffectation se fait à l’intérieur d’une structure." in words(region.get(URL))


def test_the_page_costs_six_statements_at_most_whatever_its_size(office, nadia, karim, lent, count_queries):
    office.get(f"{URL}?source={nadia.id}")
    with count_queries() as statements:
        office.get(f"{URL}?source={nadia.id}")
    assert len(statements) <= 6, statements
