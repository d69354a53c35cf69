"""The seam ledger of a supervisor: case numbers and never a name, inside the territory, few statements."""

import pytest

from parcours_app.models import Case
from tests.walks import Walk
from workflows.engine import Role


@pytest.fixture
def gaping(make_account, clock):
    walk = Walk(make_account(Role.COUNSELLOR), clock, family_name="Quelquun").open("2026-01-05")
    walk.orient("2026-01-10", "2026-02-02", refresher=True)
    walk.prescribe("refresher", "2026-02-02", "2026-02-09", "2026-06-30")
    return walk.start("refresher", "2026-02-09")


def test_a_line_is_a_case_number_and_never_a_name(client_of, make_account, gaping, session):
    page = client_of(make_account(Role.SUPERVISOR)).get("/supervisor/seams?state=to_sew")
    number = session.get_one(Case, gaping.case_id).number
    assert number in page.text
    assert "Quelquun" not in page.text
    assert "À coudre" in page.text


def test_a_reason_of_health_is_not_told_where_cases_are_listed(client_of, make_account, gaping):
    gaping.complete("refresher", "2026-06-12")
    gaping.move("settle_seam", "2026-06-15", after=gaping.episodes["refresher"], cause="health")
    page = client_of(make_account(Role.SUPERVISOR)).get("/supervisor/seams?cause=health").text
    assert "Santé" not in page
    assert page.count("Une autre raison personnelle") == 3, "the choice, the filter in force and the line"
    assert "Santé" in client_of(gaping.account).get("/counsellor/seams?cause=health").text


def test_another_organisation_s_supervisor_sees_none_of_it(client_of, make_account, gaping):
    other = make_account(Role.SUPERVISOR, email="loin@example.org", organisation="Ailleurs", region="52")
    assert "Aucune couture" in client_of(other).get("/supervisor/seams?state=to_sew").text


def test_a_territory_filters_by_organisation_and_the_list_takes_six_statements_at_most(
    client_of, make_account, gaping, count_queries
):
    nation = client_of(make_account(Role.SUPERVISOR, email="etat@example.org", organisation=None))
    with count_queries() as statements:
        page = nation.get("/supervisor/seams?due=week&min_days=31")
    assert len(statements) <= 6, statements
    assert page.status_code == 200
    assert 'name="organisation"' in page.text


def test_the_board_says_who_needs_an_act_and_how_many_ends_were_booked_ahead(client_of, make_account, gaping, clock):
    gaping.prescribe("qualification", "2026-05-04", "2026-07-06", "2026-12-18")
    gaping.move("admit", "2026-05-10", episode=gaping.episodes["qualification"]).complete("refresher", "2026-06-12")
    page = client_of(make_account(Role.SUPERVISOR)).get("/supervisor/")
    assert "100\u202f%" in page.text or "100\u00a0%" in page.text
    assert "1 sur 1" in page.text
    assert "Demandent un acte cette semaine" in page.text
