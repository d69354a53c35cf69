"""The page of the targets: what is counted, what is projected, the same figures in a table, few questions asked."""

import io
import json
import zipfile

import pytest

from parcours_app.jobs.figures import Preparer
from tests.web.supervisor.test_team import text
from workflows.engine import Role

URL = "/supervisor/programme"


@pytest.fixture
def nation(client_of, make_account):
    return client_of(make_account(Role.SUPERVISOR, email="nation@example.org"))


@pytest.fixture
def trained(nadia, people):
    (walk,) = people(nadia, 1, opened="2021-01-04")
    walk.orient("2021-01-04", "2021-01-15", refresher=True)
    walk.prescribe("refresher", "2021-01-15", "2021-03-01", "2021-06-30").start("refresher", "2021-03-01").alike(12)


def test_the_targets_stand_beside_the_persons_trained_with_the_rule(nation, trained):
    page = text(nation.get(f"{URL}?on=2021-12-31"))
    assert "Objectifs du programme" in page
    assert "Demandeur d’emploi peu qualifié 12 1 000 000 &lt; 0,1 %" in page.replace("\u202f", " ")
    assert "Chaque personne compte dans un seul public" in page
    assert "loi de Poisson" in page
    assert "12 personnes formées au 31 décembre 2021, pour un objectif de 1 000 000." in page.replace("\u202f", " ")


def test_the_drawing_has_its_figures_in_a_table(nation, trained):
    page = nation.get(f"{URL}?on=2021-12-31").get_data(as_text=True)
    assert 'class="line line--measured"' in page
    assert "31 mars 2021 10 0 0" in text(nation.get(f"{URL}?on=2021-12-31"))


def test_the_extension_moves_the_end(nation):
    assert "Projection au 31 décembre 2022" in text(nation.get(URL))
    assert "Projection au 31 décembre 2023" in text(nation.get(f"{URL}?extended=yes"))


def test_a_territory_is_told_that_it_has_no_target(office, trained):
    page = text(office.get(URL))
    assert "Les objectifs sont ceux du pays" in page
    assert "1 000 000" not in page.replace("\u202f", " ")


def test_a_masked_public_shows_no_drawing(nation, nadia, people):
    (walk,) = people(nadia, 1, opened="2021-01-04")
    walk.orient("2021-01-04", "2021-01-15", refresher=True)
    walk.prescribe("refresher", "2021-01-15", "2021-03-01", "2021-06-30").start("refresher", "2021-03-01")
    page = nation.get(f"{URL}?on=2021-12-31").get_data(as_text=True)
    assert "masqué" in page
    assert page.count("line--measured") == 2  # that of the other public, and its legend


def test_a_date_that_cannot_be_read_is_said(nation):
    assert "Cette date est illisible" in text(nation.get(f"{URL}?on=hier"))


def test_the_page_asks_few_questions(nation, trained, count_queries):
    with count_queries() as statements:
        nation.get(URL)
    assert len(statements) <= 6


def test_the_nation_downloads_the_open_data_and_a_territory_does_not(nation, office, trained):
    answer = nation.get("/supervisor/programme/open-data.zip?on=2021-12-31")
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as archive:
        told = json.loads(archive.read("datapackage.json"))
        readme = archive.read("LISEZMOI.md").decode()
    assert (told["on"], told["known"]) == ("2021-12-31", "2026-06-15")
    assert "Situation au 2021-12-31, telle que connue le 2026-06-15." in readme
    assert told["codes"]["stage"]["between"] == {"en": "Between two steps", "fr": "Entre deux étapes"}
    assert told["codes"]["region"]["52"]["fr"] == "Pays de la Loire"
    assert office.get("/supervisor/programme/open-data.zip").status_code == 404


def test_the_open_data_of_a_programme_too_large_to_wait_for_is_prepared(app, nation, trained, monkeypatch, clock):
    url = "/supervisor/programme/open-data.zip?on=2021-12-31&known=2026-06-01"
    at_once = nation.get(url).get_data()
    monkeypatch.setattr("parcours_app.queries.indicators.MOST", 3)
    waiting = nation.get(url)
    assert waiting.location == "/supervisor/programme?on=2021-12-31&known=2026-06-01"
    assert "Données ouvertes – Ces chiffres sont en préparation" in text(nation.get(waiting.location))
    while Preparer(app, clock).pass_once():
        pass
    assert nation.get(url).get_data() == at_once
