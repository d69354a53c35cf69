"""A colleague away: whose piles the people are in, who the pages say follows them; a redirection and its month."""

import pytest

from tests.web.counsellor.reading import words
from workflows.engine import Role

LIST = "/counsellor/cases"


@pytest.fixture
def karim(make_account, counsellor):
    return make_account(Role.COUNSELLOR, email="karim@example.org", display_name="Karim Aziz")


@pytest.fixture
def other_desk(client_of, karim):
    return client_of(karim)


@pytest.fixture
def lent(desk, other_desk, follow, karim):
    """A person of Nadia whom Karim follows in her place until the end of June."""
    return (
        follow()
        .orient("2026-03-04", "2026-03-30")
        .move("assign", "2026-06-10", referent=karim.email, until="2026-06-30")
    )


def test_the_person_is_in_the_list_of_whoever_acts_and_in_the_organisation_s(lent, desk, other_desk):
    assert "Martin" in words(other_desk.get(LIST))
    assert "Martin" not in words(desk.get(LIST))
    assert "Karim Aziz, en remplacement jusqu’au 30 juin 2026" in words(desk.get(f"{LIST}?tab=organisation"))


def test_the_file_names_the_referent_and_the_stand_in(lent, desk):
    text = words(desk.get(f"{LIST}/{lent.case_id}"))
    assert "Référent : Nadia Belkacem" in text
    assert "Karim Aziz assure le remplacement jusqu’au 30 juin 2026." in text
    assert "Faire avancer" in text, "the referent may still act"


def test_the_person_reads_who_follows_them_now_and_after(lent, make_account, client_of):
    account = make_account(Role.BENEFICIARY, email="elodie@example.org", person_id=lent.person.id)
    text = words(client_of(account).get("/beneficiary/"))
    assert "Vous suit jusqu’au 30 juin" in text
    assert "Karim Aziz" in text
    assert "Vous suit après ce jour Nadia Belkacem" in text


def test_the_form_refuses_somebody_from_elsewhere(lent, desk, elsewhere):
    url = f"{LIST}/{lent.case_id}/moves/assign"
    refused = desk.submit(url, {"effective_on": "2026-06-15", "referent": elsewhere.id, "version": "5"})
    assert "Cette personne n’est pas un conseiller en activité de la structure." in words(refused)


def test_a_redirection_shows_its_month_and_a_denied_one_only_its_trace(desk, follow):
    walk = follow().orient("2026-03-04", "2026-03-30")
    asked = {"requested_kind": "qualification", "reason": "Autre projet", "motive": "project_changed"}
    walk.move("redirect", "2026-05-04", decision="denied", authority="france_travail", **asked)
    text = words(desk.get(f"{LIST}/{walk.case_id}"))
    assert "1 réorientation demandée" in text
    assert "Contrat à établir avant" not in text
    assert "Décision : Demande refusée" in text
    walk.move("redirect", "2026-06-02", decision="accepted", authority="france_travail", **asked)
    text = words(desk.get(f"{LIST}/{walk.case_id}"))
    assert "2 réorientations demandées" in text
    assert "Contrat à établir avant le 2 juil. 2026" in text


# My own absence


def test_i_entrust_my_people_while_i_am_away_and_take_them_back(desk, other_desk, follow, karim):
    follow()
    assert "Confiez vos personnes" in words(desk.get("/counsellor/handovers"))
    page = desk.submit("/counsellor/absence", {"to": karim.id, "until": "2026-07-15"})
    assert page.status_code == 302, words(page)
    text = words(desk.get("/counsellor/absence"))
    assert "1 personne est confiée à un collègue." in text
    assert "Karim Aziz assure le remplacement jusqu’au 15 juillet 2026 (1 personne)." in text
    assert "Martin" in words(other_desk.get(LIST))
    desk.submit("/counsellor/absence", {}, at="/counsellor/absence/back")
    assert "Martin" in words(desk.get(LIST))
    assert "Martin" not in words(other_desk.get(LIST))


def test_an_absence_without_a_colleague_or_a_day_says_what_to_give(desk, karim, follow):
    follow()
    refused = desk.submit("/counsellor/absence", {"until": "hier"})
    assert refused.status_code == 422
    assert "Choisissez au moins un collègue" in words(refused)
    assert "Donnez le dernier jour" in words(refused)
