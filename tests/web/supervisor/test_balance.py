"""The reconciliation on the page: the equality, the lists behind its terms, the masks, the days that cannot be."""

import re

import pytest

from parcours_app.services.folding import fold
from tests.outlets.reading import SHAPES
from tests.web.supervisor.test_team import text
from workflows.engine import Role

URL = "/supervisor/totals/reconciliation"
LEARNT = "since=2026-03-31&known_then=2026-03-31&until=2026-06-15&known=2026-06-15"


@pytest.fixture
def nation(client_of, make_account):
    return client_of(make_account(Role.SUPERVISOR, email="nation@example.org"))


@pytest.fixture
def story(nadia, people, clock):
    """Thirty people known at the end of March; then twelve learnt late, fourteen new, and eleven who leave."""
    clock.set("2026-03-10")
    leaver, other = people(nadia, 2, opened="2026-03-02")
    clock.set("2026-06-15")
    people(nadia, 12, opened="2026-03-20", given_name="Tardive")
    people(nadia, 14, opened="2026-05-04", given_name="Nouvelle")
    return [*leaver.move("leave", "2026-05-20", motive="moved").alike(11), *other.alike(19)]


def test_each_column_adds_up_term_by_term(nation, story):
    page = text(nation.get(f"{URL}?{LEARNT}"))
    assert "Effectif au 31 mars 2026, tel que connu le 31 mars 2026 30 30 0 0" in page
    assert "+ Corrections qui ajoutent 12 12 0 0" in page
    assert "+ Entrées 14 14 0 0" in page
    assert "− Sorties 0 11 0 0" in page
    assert "= Effectif au 15 juin 2026, tel que connu le 15 juin 2026 56 45 0 0" in page
    assert "Chaque colonne tombe juste" in page


def test_a_term_opens_its_cases(nation, story):
    html = nation.get(f"{URL}?{LEARNT}").get_data(as_text=True)
    urls = {number: url.replace("&amp;", "&") for url, number in re.findall(r'href="([^"]+/cases[^"]+)">(\d+)<', html)}
    listed = nation.get(urls["11"]).get_data(as_text=True)
    assert set(re.findall(r'href="/supervisor/cases/([\w-]{36})"', listed)) == {walk.case_id for walk in story[:11]}
    assert "Canari" not in listed


def test_a_small_term_is_masked_with_another_and_opens_nothing(nation, story):
    story[20].move("leave", "2026-04-20", motive="moved")
    story[21].move("leave", "2026-04-20", motive="moved")
    window = "since=2026-03-31&known_then=2026-06-15&until=2026-04-30&known=2026-06-15"
    page = text(nation.get(f"{URL}?{window}"))
    assert "− Sorties 0 masqué 0 0" in page
    assert "tel que connu le 15 juin 2026 42 masqué 0 0" in page
    assert nation.get(f"{URL}/cases?{window}&stock=followed&term=left").status_code == 404
    assert nation.get(f"{URL}/cases?{window}&stock=followed&term=colour").status_code == 404


def test_the_file_says_the_same(nation, story):
    page = nation.get(f"{URL}?{LEARNT}").get_data(as_text=True)
    for shape, read in SHAPES.items():
        assert f"{URL}.{shape}?since=2026-03-31" in page
        told = read(nation.get(f"{URL}.{shape}?{LEARNT}").data)
        rows = told["rows"] if shape == "json" else told
        assert list(rows[0]) == ["stock", "term", "since", "known_then", "until", "known", "count", "masked"]
        found = {(row["stock"], row["term"]): int(row["count"]) for row in rows}
        assert (found["followed", "left"], found["persons", "closing"]) == (11, 56), shape
    assert nation.get(f"{URL}.json?since=hier").location == f"{URL}?since=hier"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("since=hier", "Cette date est illisible"),
        ("since=2026-05-01&until=2026-04-01", "Ce jour vient avant celui auquel on le compare"),
        ("known_then=2026-05-01&known=2026-04-01", "Ce jour vient avant celui auquel on le compare"),
    ],
)
def test_days_that_cannot_be_are_said(nation, query, said):
    assert said in text(nation.get(f"{URL}?{query}"))


def test_a_territory_reconciles_its_own(office, story, make_account, people):
    away = make_account(Role.COUNSELLOR, email="loin@example.org", organisation="Ailleurs", region="93")
    people(away, 20, opened="2026-05-04", given_name="Loin")
    assert "+ Entrées 14 14 0 0" in text(office.get(f"{URL}?{LEARNT}"))


def test_the_page_asks_the_database_little(nation, story, clock, count_queries):
    fold(clock.today())
    nation.get(URL)
    with count_queries() as statements:
        nation.get(URL)
    assert len(statements) <= 9, statements  # two for what each of the two days withholds, two for the years before
