"""The equity page: the same rates for each group beside everybody's, differences that say what chance allows."""

from decimal import Decimal

import pytest
from flask_babel import force_locale

from parcours_app.jobs.figures import Preparer
from parcours_app.web.supervisor.success_words import gap_words
from tests.outlets.reading import SHAPES
from tests.walks import Walk
from tests.web.supervisor.test_team import text
from workflows.engine import Role
from workflows.indicators.equity import Gap

URL = "/supervisor/equity"
PERIOD = "since=2021-01-01&until=2021-12-31"


@pytest.fixture
def nation(client_of, make_account):
    return client_of(make_account(Role.SUPERVISOR, email="nation@example.org"))


@pytest.fixture
def through(nadia, clock):
    """through(number, sex, end): so many people whose refresher, planned until June 2021, ended by that move."""

    def walk_many(number, sex, end):
        who = {"family_name": f"Canari{sex}", "birth_date": "1950-01-02", "sex": sex}
        walk = Walk(nadia, clock, **who).open("2021-01-04").orient("2021-01-04", "2021-01-15", refresher=True)
        walk.prescribe("refresher", "2021-01-15", "2021-03-01", "2021-06-30").start("refresher", "2021-03-01")
        walk.end(end, "refresher", "2021-06-30", **({"motive": "personal"} if end == "drop_out" else {})).alike(number)

    return walk_many


@pytest.fixture
def two_groups(through):
    """Twelve women who went to the end, eleven men who gave up."""
    through(12, "f", "complete")
    through(11, "m", "drop_out")


def test_each_group_stands_beside_everybody_with_its_difference(nation, two_groups):
    page = text(nation.get(f"{URL}?{PERIOD}"))
    # Wilson: 12 of 12 is 75.7 % at least, 0 of 11 is 25.9 % at most; 11 in 23 and 12 in 23 are the rest.
    assert "Tout le monde ensemble 52,2 %" in page
    assert "Femme 100 % +47,8 pts (+30,9 à +47,8), au-delà du hasard" in page
    assert "Homme 0 % −52,2 pts (−52,2 à −33,7), au-delà du hasard" in page
    assert "au-delà du hasard, 0 sur 11" in page
    assert "Femme : taux d’achèvement, 100 % au lieu de 52,2 % pour l’ensemble" in page


def test_a_small_group_is_masked_with_its_difference(nation, through):
    through(12, "f", "complete")
    through(3, "m", "drop_out")
    page = text(nation.get(f"{URL}?{PERIOD}"))
    assert "Homme masqué" in page
    assert "Des nombres sont masqués" in page


def test_groups_are_told_even_when_nobody_is_judged(nation):
    page = text(nation.get(f"{URL}?{PERIOD}"))
    assert "Tout le monde ensemble n.d." in page
    assert "personne n’est classé" in page


def test_a_territory_too_large_for_a_page_to_wait_is_prepared_and_dated(app, nation, through, monkeypatch, clock):
    through(12, "f", "complete")
    monkeypatch.setattr("parcours_app.queries.indicators.MOST", 11)
    assert "En préparation depuis le 15 juin 2026, 09:00" in text(nation.get(f"{URL}?{PERIOD}"))
    while Preparer(app, clock).pass_once():
        pass
    page = text(nation.get(f"{URL}?{PERIOD}"))
    assert "Calculés le 15 juin 2026, 09:00" in page
    assert "Femme 100 %" in page


def test_a_difference_rounded_to_zero_has_no_sign(app):
    with app.test_request_context(), force_locale("fr"):
        assert gap_words(Gap(Decimal("-0.0"), Decimal("-4.2"), Decimal("4.2"))) == "0,0 pts (−4,2 à +4,2)"


def test_everybody_is_replayed_once_for_all_the_tables(nation, through, count_queries):
    through(2, "f", "complete")
    with count_queries() as statements:
        nation.get(f"{URL}?{PERIOD}")
    assert len(statements) <= 8


def test_the_same_rates_are_a_file_in_three_shapes_masked_alike(nation, through):
    through(12, "f", "complete")
    through(11, "m", "drop_out")
    through(3, "x", "drop_out")
    assert f"{URL}.xlsx?since=2021-01-01" in nation.get(f"{URL}?{PERIOD}").get_data(as_text=True)
    for shape, read in SHAPES.items():
        told = read(nation.get(f"{URL}.{shape}?{PERIOD}").data)
        rows = told["rows"] if shape == "json" else told
        completion = {(row["by"], row["group"]): row for row in rows if row["name"] == "completion"}
        women, other = completion["sex", "f"], completion["sex", "x"]
        assert float(women["rate"]) == 100, shape
        assert float(women["difference"]) > float(women["difference_low"]) > 0, shape
        assert [other[name] or None for name in ("numerator", "rate", "difference")] == [None] * 3, shape
        assert other["masked"] in (True, "true")
        (whole,) = (row for (by, _group), row in completion.items() if not by)
        assert whole["difference"] in (None, "")


def test_a_file_that_is_being_prepared_leads_to_its_page(nation, through, monkeypatch):
    through(12, "f", "complete")
    monkeypatch.setattr("parcours_app.queries.indicators.MOST", 11)
    assert nation.get(f"{URL}.csv?{PERIOD}").headers["Location"].startswith(f"{URL}?since=2021-01-01")


def test_below_its_groups_an_indicator_has_the_line_of_all_together(nation, two_groups):
    page = text(nation.get(f"/supervisor/success/completion?{PERIOD}&by=sex"))
    assert "Femme 100 % 12 sur 12" in page
    assert "Ensemble 52,2 % 12 sur 23" in page
    assert "Ensemble" not in text(nation.get(f"/supervisor/success/completion?{PERIOD}&by=region")), "one is enough"
    assert "Ensemble 23 23" in text(nation.get(f"/supervisor/success/entries?{PERIOD}&by=sex"))


def test_a_median_of_groups_has_no_line_of_all_together(nation, two_groups):
    assert "Ensemble" not in text(nation.get(f"/supervisor/success/seam_median?{PERIOD}&by=sex"))
