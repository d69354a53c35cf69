"""Cohorts and organisations compared: what the pages show, what they withhold, their files."""

import csv
import io

import pytest

from parcours_app.jobs.figures import Preparer
from parcours_app.web.supervisor.cohorts_chart import _course
from tests.outlets.reading import SHAPES
from tests.sql_count import counted
from tests.web.supervisor.test_team import text
from workflows.engine import Role

URL = "/supervisor/cohorts"
FUNNEL = "/supervisor/organisations-compared"
PERIOD = "since=2026-01-01&until=2026-12-31"
JOB = {"contract": "cdi", "starts_on": "2026-03-02"}


def rows_of(answer):
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))


@pytest.fixture
def nation(client_of, make_account):
    return client_of(make_account(Role.SUPERVISOR, email="nation@example.org"))


def test_the_flow_and_the_curve_of_a_cohort_large_enough(nation, people, nadia):
    """Thirty-three opened on 5 January: a third left for a job on 2 March, a third otherwise on 1 April."""
    worker, mover, stayer = people(nadia, 3, "2026-01-05")
    worker.move("leave", "2026-03-02", motive="employment", job=JOB).alike(11)
    mover.move("leave", "2026-04-01", motive="moved").alike(11)
    stayer.alike(11)
    page = text(nation.get(f"{URL}?{PERIOD}"))
    assert "À orienter 33 33 11 0 22" in page
    assert "Personnes 33" in page
    assert "arrondis à la dizaine" not in page, "no stage withholds anything"
    curve = rows_of(nation.get(f"{URL}/curve.csv?{PERIOD}"))
    told = {row["day"]: (row["followed"], row["employment"], row["other_exit"]) for row in curve}
    assert told["60"] == ("22", "0.3333", "0.0")
    assert told["90"] == ("11", "0.3333", "0.3333")
    assert list(told) == ["0", "30", "60", "90", "120", "150"], "nobody can have been seen longer on 15 June"
    html = nation.get(f"{URL}?{PERIOD}").get_data(as_text=True)
    assert all(f"{URL}/{table}.{shape}?since=2026-01-01" in html for table in ("flow", "curve") for shape in SHAPES)
    flow = {row["stage"]: row for row in rows_of(nation.get(f"{URL}/flow.csv?{PERIOD}"))}
    assert (flow["referred"]["entered"], flow["referred"]["left"], flow["referred"]["masked"]) == ("33", "22", "false")
    html = nation.get(f"{URL}?{PERIOD}&on=2026-04-20").get_data(as_text=True)
    for said in (
        'role="img"',
        "<title",
        "<desc",
        "url(#immature)",
        "Après 90 jours, sur 33 personnes",
        "recul insuffisant",
    ):
        assert said in html


def test_days_that_tell_of_a_few_are_left_out_and_counts_of_a_few_are_masked(nation, people, nadia):
    stayer, *leavers = people(nadia, 4, opened="2026-01-05")
    stayer.alike(15)
    for month, walk in zip("234", leavers, strict=True):
        walk.move("leave", f"2026-0{month}-10", motive="moved").alike(5)
    curve = rows_of(nation.get(f"{URL}/curve.csv?{PERIOD}"))
    assert [(row["day"], row["other_exit"]) for row in curve if row["other_exit"] != "0.0"] == [
        ("120", "0.5"),
        ("150", "0.5"),
    ]
    page = text(nation.get(f"{URL}?{PERIOD}"))
    assert "Une partie est masquée" in page
    assert "La courbe ne montre un jour que si" in page
    assert "arrondis à la dizaine" not in page


def test_the_other_counts_are_said_to_be_in_tens_once_one_of_the_stages_is_masked(nation, people, nadia):
    stayer, leaver = people(nadia, 2, opened="2026-01-05")
    stayer.alike(15)
    leaver.move("leave", "2026-02-10", motive="moved").alike(5)
    page = text(nation.get(f"{URL}?{PERIOD}"))
    assert "arrondis à la dizaine et ne s’additionnent plus exactement. La courbe ne montre un jour que si" in page


def test_persons_are_told_in_tens_when_the_totals_withhold_their_year(nation, people, nadia):
    """Twelve of 2026 beside three of 2025: the totals by year withhold both, or one would give the other."""
    people(nadia, 12, opened="2026-01-05")
    people(nadia, 3, opened="2025-01-06", given_name="Ali")
    assert "Personnes 10" in text(nation.get(f"{URL}?{PERIOD}"))
    assert "Personnes 12" not in text(nation.get(f"{URL}?{PERIOD}"))
    assert "comptées à la dizaine près" in text(nation.get(f"{URL}?{PERIOD}"))


def test_a_handful_of_people_show_nothing(nation, people, nadia):
    people(nadia, 6, opened="2026-01-05")
    page = text(nation.get(f"{URL}?{PERIOD}"))
    assert "Rien n’est montré" in page
    assert "36" not in page
    assert rows_of(nation.get(f"{URL}/flow.csv?{PERIOD}")) == []
    document = nation.get(f"{URL}/flow.json?{PERIOD}").json
    assert (document["withheld"], document["persons"], document["flow"], document["curve"]) == (True, None, [], [])


def test_a_group_that_subtraction_would_give_is_withheld_with_the_small_one(nation, people, nadia):
    people(nadia, 14, opened="2026-01-05", sex="f")
    people(nadia, 4, opened="2026-01-06", sex="m", given_name="Ali")
    assert "Rien n’est montré" in text(nation.get(f"{URL}?{PERIOD}&group=sex:m"))
    assert "Rien n’est montré" in text(nation.get(f"{URL}?{PERIOD}&group=sex:f")), "18 less 14 would tell 4"
    assert "Personnes 18" in text(nation.get(f"{URL}?{PERIOD}"))


def test_what_cannot_be_read_is_said(nation):
    page = text(nation.get(f"{URL}?since=hier&start=shoe&ending=shoe&group=shoe:1"))
    assert "Cette date est illisible" in page
    assert "Ce choix n’existe pas" in page
    assert nation.get(f"{URL}/shoes.csv").status_code == 404
    assert nation.get(f"{URL}/shoes.json").status_code == 404
    assert "Personne n’a commencé cette année-là" in text(nation.get(f"{URL}?since=2001-01-01&until=2001-12-31"))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("since=2024-01-01&until=2025-12-31", "la première a été retenue"),
        ("since=2024-02-01&until=2024-12-31", "la première a été retenue"),
        ("since=2026-01-01&until=2024-12-31", "les deux jours ont été échangés"),
    ],
)
def test_the_first_year_of_another_period_is_taken_and_said(nation, asked, said):
    html = nation.get(f"{URL}?{asked}").get_data(as_text=True)
    assert said in html
    assert ("retenue" in html) != ("échangés" in html), "one fault, said once"
    assert '<option value="2024-01-01" selected>2024</option>' in html
    assert nation.get(f"{URL}/flow.csv?{asked}").headers["Location"].endswith(f"?{asked}")


def test_a_territory_too_large_for_a_page_to_wait_is_prepared_and_dated(app, nation, people, nadia, monkeypatch, clock):
    people(nadia, 12, opened="2026-01-05")
    monkeypatch.setattr("parcours_app.queries.indicators.MOST", 1)
    for url in (f"{URL}?{PERIOD}", f"{FUNNEL}?{PERIOD}"):
        assert "En préparation depuis le 15 juin 2026, 09:00" in text(nation.get(url))
    assert nation.get(f"{URL}/curve.csv?{PERIOD}").headers["Location"].startswith(f"{URL}?since=2026-01-01")
    assert nation.get(f"{URL}/flow.json?{PERIOD}").headers["Location"].startswith(f"{URL}?since=2026-01-01")
    assert nation.get(f"{FUNNEL}.xlsx?{PERIOD}").headers["Location"].startswith(f"{FUNNEL}?name=completion")
    while Preparer(app, clock).pass_once():
        pass
    page = text(nation.get(f"{URL}?{PERIOD}"))
    assert "Calculés le 15 juin 2026, 09:00" in page
    assert "Personnes 12" in page
    assert rows_of(nation.get(f"{URL}/flow.csv?{PERIOD}"))[0]["entered"] == "12"
    assert "Calculés le 15 juin 2026, 09:00" in text(nation.get(f"{FUNNEL}?{PERIOD}"))
    assert nation.get(f"{FUNNEL}.csv?{PERIOD}").status_code == 200


def test_the_number_of_statements_does_not_grow_with_people(app, nation, people, nadia):
    people(nadia, 12, opened="2026-01-05")
    with app.app_context():
        from_the_start = counted(app.extensions["sqlalchemy"].engine)
    with from_the_start as statements:
        nation.get(f"{URL}?{PERIOD}")
    assert len(statements) <= 7


@pytest.fixture
def two_houses(people, nadia, make_account):
    """Eleven refreshers lost before their start in one organisation, eleven started in the other."""
    other = make_account(Role.COUNSELLOR, email="autre@example.org", organisation="Cap emploi de Test")
    for counsellor, lost in ((nadia, True), (other, False)):
        (walk,) = people(counsellor, 1, opened="2026-01-05", given_name=counsellor.email)
        walk.orient("2026-01-05", "2026-01-12", refresher=True)
        walk.prescribe("refresher", "2026-01-12", "2026-01-20", "2026-03-30")
        walk.end("no_show" if lost else "start", "refresher", "2026-01-20").alike(11)


def test_organisations_are_placed_in_a_funnel_and_said_in_words(nation, two_houses):
    question = f"name=loss_before_start&{PERIOD}"
    page = text(nation.get(f"{FUNNEL}?{question}"))
    assert "Mission locale de Test" in page
    assert "plus haut que ce que le hasard explique" in page
    assert "plus bas que ce que le hasard explique" in page
    assert "Ce n’est pas un classement" in page
    assert f"{FUNNEL}.xlsx?name=loss" in nation.get(f"{FUNNEL}?{question}").get_data(as_text=True)
    rows = rows_of(nation.get(f"{FUNNEL}.csv?{question}"))
    assert sorted((row["numerator"], row["denominator"], row["verdict"]) for row in rows) == [
        ("0", "11", "far_below"),
        ("11", "11", "far_above"),
    ]


def test_one_organisation_has_nobody_to_be_compared_with(office, people, nadia):
    people(nadia, 12, opened="2026-01-05")
    assert "Rien à comparer" in text(office.get(FUNNEL))
    assert "Ce choix n’existe pas" in text(office.get(f"{FUNNEL}?name=shoe&by=shoe"))


def test_a_line_slopes_over_days_that_are_not_shown_and_is_stairs_between_the_others():
    assert _course([(0, 1.0), (30, 0.9), (120, 0.5)]) == [(0, 1.0), (30, 1.0), (30, 0.9), (120, 0.5)]


def test_no_day_is_mature_when_the_cohort_ends_on_the_day_asked(nation):
    page = text(nation.get(f"{URL}?since=2026-01-01&until=2026-06-15"))
    assert "le recul est insuffisant pour tous les jours de la courbe" in page
    assert "au moins 0 jour" not in page
