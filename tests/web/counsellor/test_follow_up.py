"""After an exit, on the pages: whom to ask, in time or late, the answers apart; a job renewed; a person come back."""

import pytest

FIVE_MONTHS = {"contract": "cdd", "starts_on": "2025-11-01", "ends_on": "2026-03-31"}


@pytest.fixture
def gone(follow):
    """gone(on, **person): somebody who left that day for a job of five months."""

    def left(on, **person):
        walk = follow("2025-09-01", **person)
        return walk.move("leave", on, motive="employment", job=FIVE_MONTHS)

    return left


def test_those_to_ask_now_and_soon_are_told_apart(desk, gone):
    gone("2025-11-01", family_name="Tardif")
    gone("2026-03-10", family_name="Present")
    gone("2026-03-25", family_name="Bientot")
    gone("2026-05-01", family_name="Lointain")
    text = desk.get("/counsellor/follow-up").text
    assert text.index('id="now"') < text.index("Tardif") < text.index("Present") < text.index('id="soon"')
    assert text.index('id="soon"') < text.index("Bientot")
    assert "Lointain" not in text
    assert "dont 1 en retard" in text
    assert "107 jours de retard" in text
    assert "jusqu’au 9 juil. 2026" in text


def test_the_answers_are_counted_with_the_unknown_apart(desk, gone):
    gone("2026-01-15").move("check_employment", "2026-04-16", at_months="3", employed="unknown")
    gone("2026-01-15", family_name="Autre").move("check_employment", "2026-04-16", at_months="3", employed="yes")
    void = gone("2026-01-15", family_name="Erreur").move("check_employment", "2026-06-01", at_months="3", employed="no")
    void.correct(void.last.entry.id, void=True)
    said = desk.get("/counsellor/follow-up").text.split("douze derniers mois")[1]
    terms = ("A un emploi", "N’a pas d’emploi", "Situation inconnue")
    assert [said.split(term)[1].split("<dd>")[1][0] for term in terms] == ["1", "0", "1"]


def test_the_form_is_filled_with_the_check_that_is_due(desk, gone):
    walk = gone("2026-03-10")
    form = desk.get(f"/counsellor/cases/{walk.case_id}/moves/check_employment?at_months=3").text
    assert '<option value="3" selected>' in form or 'value="3" checked' in form


def test_a_job_renewed_from_five_months_to_eight_is_shown_lasting_as_observed(desk, gone):
    walk = gone("2025-11-01")
    page = f"/counsellor/cases/{walk.case_id}"
    assert "Emploi tel que constaté ensuite" not in desk.get(page).text
    renewed = {"contract": "cdd", "starts_on": "2026-04-01", "ends_on": "2026-06-30"}
    walk.move("check_employment", "2026-05-04", at_months="6", employed="yes", job=renewed)
    exit_card = desk.get(page).text.split("Emploi tel que constaté ensuite")
    assert "non" in exit_card[0].split("Emploi durable")[1].split("</dd>")[0]
    assert "oui" in exit_card[1].split("Emploi durable")[1].split("</dd>")[0]


def test_a_person_who_comes_back_after_the_end_has_a_new_case_linked_to_the_first(desk, follow):
    walk = follow("2024-03-01")
    walk.move("leave", "2024-09-01", motive="employment", job={"contract": "cdi", "starts_on": "2024-09-01"})
    walk.move("check_employment", "2025-09-02", at_months="12", employed="no")
    first = walk.case_id
    assert f"/counsellor/people/{walk.person.id}/case" in desk.get(f"/counsellor/cases/{first}").text
    second = walk.open("2026-06-01").case_id
    assert first != second
    text = desk.get(f"/counsellor/cases/{second}").text
    assert "Suite du dossier" in text
    assert f"/counsellor/cases/{first}" in text
    assert "Suivi du dossier" in desk.get(f"/counsellor/cases/{first}").text


def test_the_list_takes_six_statements_whatever_its_size(desk, gone, count_queries):
    for name in "ABCD":
        gone("2026-03-10", family_name=name)
    with count_queries() as statements:
        assert desk.get("/counsellor/follow-up?tab=organisation").status_code == 200
    assert len(statements) <= 6


def test_nobody_to_ask_is_said(desk):
    assert "Aucune nouvelle à prendre aujourd’hui." in desk.get("/counsellor/follow-up").text
