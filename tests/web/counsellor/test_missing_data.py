"""Missing data: the figure each one spoils, who lacks it, the form that mends it; completing an opening."""

import re

import pytest

from parcours_app.models import Case, Person
from tests.walks import Walk
from workflows.engine import Role

NEET = {"registered_jobseeker": True, "neet": True}


def listed(desk, what):
    """The links of the one person who lacks a datum: what is to be completed, and where."""
    text = desk.get(f"/counsellor/missing?what={what}").text.split('id="people"')[1]
    return {label: url for url, label in re.findall(r'<li><a href="([^"]+)">([^<]+)<', text)}


def undated(follow):
    walk = follow()
    return walk.move("leave", "2026-06-01", motive="employment", job={"contract": "cdd", "starts_on": "2026-06-01"})


def test_an_exit_to_a_job_without_its_dates_is_mended_in_its_entry(desk, follow, session):
    walk = undated(follow)
    assert session.get(Case, walk.case_id).omissions == "exit_dates"
    url = listed(desk, "exit_dates")["Contrat et dates de l’emploi trouvé"]
    assert url == f"/counsellor/cases/{walk.case_id}/entries/{walk.last.entry.id}/correct"
    assert "Hors des sorties durables" in desk.get("/counsellor/missing").text
    walk.correct(walk.last.entry.id, data={"job": {"contract": "cdi", "starts_on": "2026-06-01"}})
    session.expire_all()
    assert session.get(Case, walk.case_id).omissions == ""


@pytest.fixture
def young(counsellor, clock):
    """A young person without a job whose situation is not proved, opened this month."""
    return Walk(counsellor, clock, birth_date="2004-02-03").open("2026-06-01", eligibility=NEET)


def test_a_proof_is_completed_in_the_opening_and_the_public_follows(desk, young, session):
    assert session.get(Case, young.case_id).omissions == "neet_proof"
    url = listed(desk, "neet_proof")["Preuve de la situation sans emploi, études ni formation"]
    assert url == f"/counsellor/cases/{young.case_id}/opening"
    assert "Rien n’a changé" in desk.submit(url, {"reason": "Pièce reçue"}).text
    answer = desk.submit(url, {"neet_proof_on": "28/05/2026", "reason": "Pièce reçue"}, follow_redirects=True)
    assert "L’ouverture est complétée" in answer.text
    session.expire_all()
    case = session.get(Case, young.case_id)
    assert (case.public, case.omissions) == ("jeune_eloigne", "")


@pytest.mark.parametrize(("typed", "said"), [
    ({"region": "nowhere", "reason": "x"}, "nowhere"),
    ({"level": "99", "reason": "x"}, "iveau"),
    ({"neet_proof_on": "jadis", "reason": "x"}, "date"),
    ({"region": "53", "reason": ""}, "otif"),
])  # fmt: skip
def test_what_cannot_be_is_refused_in_words_and_nothing_is_written(desk, young, session, typed, said):
    before = session.get(Case, young.case_id).version
    answer = desk.submit(f"/counsellor/cases/{young.case_id}/opening", typed)
    assert answer.status_code == 422
    assert "notice--error" in answer.text
    session.expire_all()
    assert session.get(Case, young.case_id).version == before


def test_an_opening_of_a_closed_month_is_left_to_the_supervisor(desk, follow):
    walk = follow("2026-01-05", postcode=None)
    url = listed(desk, "region")["Lieu de résidence"]
    answer = desk.submit(url, {"region": "53", "reason": "Adresse reçue"})
    assert answer.status_code == 422
    assert walk.case_id in url


def test_an_identity_to_complete_opens_the_person(desk, follow, session):
    walk = follow()
    session.get(Person, walk.person.id).to_complete = True
    assert listed(desk, "identity")["Nom ou date de naissance"] == f"/counsellor/people/{walk.person.id}"


def test_a_level_never_told_is_completed_in_the_opening(desk, counsellor, clock, session):
    walk = Walk(counsellor, clock, level=None).open("2026-06-01")
    assert session.get(Case, walk.case_id).omissions == "level"
    desk.submit(f"/counsellor/cases/{walk.case_id}/opening", {"level": "3", "reason": "Diplôme vu"})
    session.expire_all()
    assert session.get(Case, walk.case_id).omissions == ""


def test_a_colleague_s_people_are_one_tab_away_and_others_nowhere(desk, make_account, clock, elsewhere):
    colleague = make_account(Role.COUNSELLOR, email="paul@example.org")
    Walk(colleague, clock, family_name="Voisin", level=None).open("2026-06-01")
    Walk(elsewhere, clock, family_name="Ailleurs", level=None).open("2026-06-01")
    assert "Aucun chiffre n’est faussé" in desk.get("/counsellor/missing").text
    text = desk.get("/counsellor/missing?tab=organisation").text
    assert "Voisin" in text
    assert "Ailleurs" not in text


@pytest.mark.parametrize("what", ["nothing", "", "%00", "exit_dates%27"])
def test_an_address_that_says_nonsense_lists_everything(desk, follow, what):
    follow(level=None)
    assert "Martin" in desk.get(f"/counsellor/missing?what={what}").text


def test_the_page_takes_six_statements_whatever_its_size(desk, follow, count_queries):
    for name in "ABCD":
        follow(level=None, family_name=name)
    with count_queries() as statements:
        desk.get("/counsellor/missing")
    assert len(statements) <= 6
