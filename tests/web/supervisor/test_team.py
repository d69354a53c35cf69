"""The team board: its numbers are those of the lists they open, and no list holds a name."""

import re

import pytest
from sqlalchemy import update

from parcours_app.extensions import db
from parcours_app.models import Account, Case
from parcours_app.queries.team import WHAT
from parcours_app.web.supervisor.team import COLUMNS
from tests.walks import Walk
from workflows.engine import Role


def text(answer) -> str:
    assert answer.status_code == 200
    bare = re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))
    return re.sub(r"[\s\u00a0\u202f]+", " ", bare)


def in_gap(counsellor, clock, ended: str, n: int) -> Walk:
    walk = Walk(counsellor, clock, given_name="Canari", family_name="Attente", birth_date=f"19{60 + n}-03-04")
    walk.open("2026-01-05").orient("2026-01-12", "2026-02-02", refresher=True)
    walk.prescribe("refresher", "2026-02-02", "2026-02-09", "2026-07-01").start("refresher", "2026-02-09")
    return walk.complete("refresher", ended)


def test_each_counsellor_has_a_row_even_with_nobody_to_follow(office, nadia, karim, people):
    people(nadia, 3)
    page = text(office.get("/supervisor/"))
    assert "Équipe 3 personnes accompagnées" in page
    assert page.index("Karim Aziz") < page.index("Nadia Belkacem")


def test_open_gaps_are_counted_with_their_median(office, nadia, clock):
    for n, ended in enumerate(("2026-06-05", "2026-05-26", "2026-04-06")):
        in_gap(nadia, clock, ended, n)
    page = text(office.get("/supervisor/"))
    assert "3 médiane 20 jours" in page


def test_every_number_opens_a_list_of_as_many_cases(office, nadia, karim, people, clock):
    people(nadia, 2)
    in_gap(nadia, clock, "2026-05-01", 1)
    in_gap(karim, clock, "2026-05-02", 2)
    html = office.get("/supervisor/").get_data(as_text=True)
    links = re.findall(r'<a href="(/supervisor/cases\?[^"]+)">(\d+)</a>', html)
    assert links
    for url, number in links:
        listed = office.get(url.replace("&amp;", "&")).get_data(as_text=True)
        assert len(set(re.findall(r'href="/supervisor/cases/([\w-]{36})"', listed))) == int(number), url


def test_no_list_and_no_case_shows_a_name(office, nadia, people):
    walks = people(nadia, 2)
    for url in (
        "/supervisor/",
        *(f"/supervisor/cases?what={what}" for what in WHAT),
        f"/supervisor/cases/{walks[0].case_id}",
    ):
        page = office.get(url).get_data(as_text=True)
        assert "Canari" not in page
        assert "Zélie" not in page


def test_those_without_a_referent_are_on_top(office, nadia, clock):
    walk = Walk(nadia, clock).open("2026-03-02", referent=None)
    html = office.get("/supervisor/").get_data(as_text=True)
    assert html.index("Sans référent") < html.index("Par conseiller")
    listed = office.get("/supervisor/cases?what=followed&member=none").get_data(as_text=True)
    assert walk.case_id in listed


def test_a_closed_account_with_people_is_said_first(office, nadia, karim, people):
    people(nadia, 1)
    db.session.get(Account, nadia.id).active = False
    page = text(office.get("/supervisor/"))
    assert "Nadia Belkacem n’est plus là : personnes à confier" in page
    assert page.index("Nadia Belkacem") < page.index("Karim Aziz")


def test_the_board_is_empty_kindly(client_of, make_account):
    office = client_of(make_account(Role.SUPERVISOR, organisation="Structure neuve", region="53"))
    assert "Il n’y a encore personne ici." in text(office.get("/supervisor/"))


def test_a_region_sees_its_organisations_and_no_other_region(client_of, make_account, nadia, people):
    inside = people(nadia, 2, postcode="75011")
    outside = people(nadia, 1, postcode="13001", ft_id="1234567A")
    office = client_of(make_account(Role.SUPERVISOR, email="region@example.org", region="11"))
    page = text(office.get("/supervisor/"))
    assert "Équipe 2 personnes accompagnées" in page
    assert "Par structure" in page
    assert "Mission locale de Test" in page
    assert office.get(f"/supervisor/cases/{inside[0].case_id}").status_code == 200
    assert office.get(f"/supervisor/cases/{outside[0].case_id}").status_code == 404


def test_another_organisation_is_not_on_the_board_nor_in_the_lists(office, make_account, people, nadia):
    people(nadia, 1)
    away = make_account(Role.COUNSELLOR, email="loin@example.org", organisation="Ailleurs", region="93")
    elsewhere = people(away, 2)
    assert "Équipe 1 personne accompagnée" in text(office.get("/supervisor/"))
    assert office.get(f"/supervisor/cases?what=followed&member={away.id}").status_code == 404
    assert elsewhere[0].case_id not in office.get("/supervisor/cases?what=followed").get_data(as_text=True)


def test_a_step_without_a_date_is_not_a_step_that_nobody_prescribed(office, nadia, clock, session):
    walk = Walk(nadia, clock).open("2026-01-05").orient("2026-01-12", "2026-02-02")
    line = text(office.get("/supervisor/cases?what=followed"))
    assert "rien de prescrit" in line
    assert "sans date" not in line
    walk.prescribe("qualification", "2026-02-03", "2026-07-06", "2026-12-18")
    assert "6 juil. 2026" in text(office.get("/supervisor/cases?what=followed"))
    session.execute(update(Case).values(next_on=None))  # as an import may leave it
    session.commit()
    line = text(office.get("/supervisor/cases?what=followed"))
    assert "sans date" in line
    assert "rien de prescrit" not in line


@pytest.mark.parametrize("query", ["what=names", "what=", "", "what=gaps&member=nobody"])
def test_a_list_that_does_not_exist_is_not_found(office, query):
    assert office.get(f"/supervisor/cases?{query}").status_code == 404


def test_the_board_costs_the_same_whatever_its_size(office, nadia, karim, people, count_queries):
    people(nadia, 2)
    office.get("/supervisor/")
    with count_queries() as few:
        office.get("/supervisor/")
    people(karim, 8)
    with count_queries() as many:
        office.get("/supervisor/")
    assert len(many) == len(few) <= 8


def test_a_long_list_is_paged(office, nadia, people, monkeypatch):
    monkeypatch.setattr("parcours_app.queries.case_numbers.PAGE", 2)
    people(nadia, 5)
    seen, url = set(), "/supervisor/cases?what=followed"
    for _page in range(3):
        html = office.get(url).get_data(as_text=True)
        seen |= set(re.findall(r'href="/supervisor/cases/([\w-]{36})"', html))
        more = re.search(r'href="(/supervisor/cases\?[^"]*after=[^"]+)" rel="next"', html)
        url = more.group(1).replace("&amp;", "&") if more else ""
    assert not url
    assert seen == {case.id for case in db.session.query(Case)}


def test_every_act_that_is_counted_is_told(office):
    said = text(office.get("/supervisor/"))
    definition = said[said.rindex("Demandent un acte cette semaine") :]
    for act in ("un retour de suspension", "de l’emploi à prendre", "un rendez-vous à clore", "une question"):
        assert act in definition, act


def test_the_columns_are_what_is_counted():
    assert tuple(COLUMNS) == tuple(WHAT)
