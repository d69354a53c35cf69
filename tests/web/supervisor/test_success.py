"""Success and seams: every indicator of a period, one indicator by groups, its definition, its file."""

import csv
import io
import re
from datetime import date

import pytest
from sqlalchemy import select

from parcours_app.jobs.figures import Preparer
from parcours_app.models import CountDelta
from tests.sql_count import counted
from tests.web.supervisor.test_team import text
from workflows.engine import Role
from workflows.indicators import DIMENSIONS, REGISTER

URL = "/supervisor/success"
PERIOD = "since=2026-01-01&until=2026-06-30"


@pytest.fixture
def nation(client_of, make_account):
    return client_of(make_account(Role.SUPERVISOR, email="nation@example.org"))


@pytest.fixture
def twelve(people, nadia, clock):
    """Twelve people through a refresher planned until 30 March, the last of them gave up; judged since 30 May."""
    (walk,) = people(nadia, 1, opened="2026-01-05")
    walk.orient("2026-01-05", "2026-01-12", refresher=True)
    walk.prescribe("refresher", "2026-01-12", "2026-01-20", "2026-03-30").start("refresher", "2026-01-20")
    first, last = walk.alike(2)
    first.complete("refresher", "2026-03-30").alike(11)
    return [first, last.end("drop_out", "refresher", "2026-02-10", motive="personal")]


def csv_rows(answer):
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))


def test_every_indicator_is_on_the_page_and_opens_its_own(nation):
    html = nation.get(URL).get_data(as_text=True)
    for code in REGISTER:
        assert f"/supervisor/success/{code}?" in html, code
    page = text(nation.get(URL))
    assert "n.d. veut dire" not in page
    assert "Taux d’achèvement n.d. 0 sur 0" in page


def test_figures_fractions_and_what_is_not_judged_yet(office, twelve):
    page = text(office.get(f"{URL}?{PERIOD}"))
    assert "Entrées en formation 12" in page
    assert "Taux d’achèvement masqué masqué" in page, "one dropout is masked, and what would give it away"
    early = text(office.get(f"{URL}?{PERIOD}&on=2026-05-29"))
    assert "Taux d’achèvement n.d. 0 sur 0 0 0 12" in early


def test_all_the_years_and_larger_groups_are_advised_where_something_is_masked(office, twelve):
    both = (f"{which} en montrent davantage." for which in ("Toutes les années ensemble", "Des groupes plus grands"))
    years, groups = both
    advised = {f"{PERIOD}&by=sex": (True, True), PERIOD: (True, False), "by=sex": (False, True), "": (False, False)}
    for asked, said in advised.items():
        page = text(office.get(f"{URL}/completion?{asked}"))
        assert (years in page, groups in page) == said, asked


def test_years_in_the_wrong_order_are_exchanged_whole(office, twelve):
    html = office.get(f"{URL}?since=2026-01-01&until=2024-12-31").get_data(as_text=True)
    assert "ont été échangés" in html
    assert "a été élargie" not in html
    assert '<option value="2024-01-01" selected>' in html
    assert '<option value="2026-12-31" selected>' in html


def test_a_cohort_takes_along_the_period_of_one_year_only(office):
    link = 'href="/supervisor/cohorts{}"'
    one, more = (
        office.get(f"{URL}?since={year}-01-01&until=2025-12-31").get_data(as_text=True) for year in (2025, 2024)
    )
    assert link.format("?since=2025-01-01&amp;until=2025-12-31") in one
    assert link.format("") in more


def test_all_the_years_begin_with_the_first_in_which_somebody_was_counted(office, twelve, session):
    """As an import of history brings them: nothing would be told of a period that leaves the few of 2016 out."""
    delta = session.scalars(select(CountDelta).limit(1)).one()
    delta.effective_on = date(2016, 5, 2)
    session.commit()
    html = office.get(URL).get_data(as_text=True)
    assert '<option value="2016-01-01" selected>2016</option>' in html


@pytest.mark.parametrize("page", ["success", "success/completion", "organisations-compared", "equity"])
def test_a_period_of_no_whole_years_is_widened_and_said(office, twelve, page):
    """A file of it leads back to the page, which says why."""
    asked = "since=2026-02-01&until=2026-03-31"
    html = office.get(f"/supervisor/{page}?{asked}").get_data(as_text=True)
    assert "la période a été élargie" in html
    assert '<option value="2026-01-01" selected>2026</option>' in html
    assert '<option value="2026-12-31" selected>2026</option>' in html
    assert office.get(f"/supervisor/{page}.csv?{asked}").headers["Location"].endswith(f"?{asked}")


def test_a_row_of_the_table_by_year_is_what_its_year_says(office, people, nadia):
    for year in (2025, 2026):
        (walk,) = people(nadia, 1, opened=f"{year}-01-05", given_name=f"Nadia {year}")
        walk.orient(f"{year}-01-05", f"{year}-01-12", refresher=True)
        walk.prescribe("refresher", f"{year}-01-12", f"{year}-01-20", f"{year}-03-30")
        walk.start("refresher", f"{year}-01-20").alike(13)
    rows = {row["year"]: row["numerator"] for row in csv_rows(office.get(f"{URL}/entries.csv?by=year"))}
    assert rows == {"2025": "13", "2026": "13"}
    for year, count in rows.items():
        alone = f"{URL}/entries.csv?since={year}-01-01&until={year}-12-31"
        assert [row["numerator"] for row in csv_rows(office.get(alone))] == [count]


def test_the_page_of_all_of_them_counts_everybody_whatever_groups_are_asked(office, twelve):
    whole = text(office.get(f"{URL}?{PERIOD}"))
    for by in ("region", "sex", "motive"):
        assert text(office.get(f"{URL}?{PERIOD}&by={by}")) == whole


def test_one_indicator_says_all_that_is_needed_to_defend_it(nation):
    page = text(nation.get(f"{URL}/completion"))
    for said in ("Numérateur Formations achevées", "Dénominateur", "Quand on juge", "completion, version 1"):
        assert said in page


def test_every_group_is_a_page_and_a_file(office, twelve):
    for by in DIMENSIONS:
        assert "Définition" in text(office.get(f"{URL}/entries?{PERIOD}&by={by}"))
        answer = office.get(f"{URL}/entries.csv?{PERIOD}&by={by}")
        rows = csv_rows(answer)
        assert {(row["name"], row["version"]) for row in rows} == {("entries", "1")}
        together = len(rows) == 1
        assert [row["numerator"] for row in rows] == (["12"] if together else [""] * len(rows)), by


def test_what_cannot_be_read_is_said_and_the_usual_answer_given(nation):
    page = text(nation.get(f"{URL}/entries?since=hier&by=shoe"))
    assert "Cette date est illisible" in page
    assert "Cette répartition n’existe pas" in page
    assert "les deux jours ont été échangés" in text(nation.get(f"{URL}?since=2026-05-01&until=2026-01-01"))
    assert nation.get(f"{URL}/nothing").status_code == 404
    assert nation.get(f"{URL}/nothing.csv").status_code == 404


def test_a_territory_too_large_for_a_page_to_wait_is_prepared_and_dated(app, nation, twelve, monkeypatch, clock):
    monkeypatch.setattr("parcours_app.queries.indicators.MOST", 11)
    page = text(nation.get(URL))
    assert "Ces chiffres sont en préparation" in page
    assert "En préparation depuis le 15 juin 2026, 09:00" in page
    assert nation.get(f"{URL}/entries.csv").headers["Location"].startswith(f"{URL}/entries?")
    while Preparer(app, clock).pass_once():
        pass
    page = text(nation.get(URL))
    assert "Calculés le 15 juin 2026, 09:00" in page
    assert "Entrées en formation 12" in page
    assert "Taux d’achèvement masqué masqué" in page, "masked when shown, for it is stored whole"
    assert "Calculés le 15 juin 2026, 09:00" in text(nation.get(f"{URL}/entries"))
    assert nation.get(f"{URL}/entries.csv").status_code == 200


def test_the_number_of_statements_does_not_grow_with_people(app, office, twelve):
    with app.app_context():
        from_the_start = counted(app.extensions["sqlalchemy"].engine)
    with from_the_start as statements:
        office.get(f"{URL}?{PERIOD}")
    assert len(statements) <= 7


@pytest.mark.parametrize("page", ["success", "cohorts", "equity", "organisations-compared"])
def test_the_days_that_were_asked_go_along_to_the_other_readings(nation, page):
    html = nation.get(f"/supervisor/{page}?since=2021-01-01&until=2021-12-31&lang=fr").get_data(as_text=True)
    readings = "success|cohorts|equity|organisations-compared"
    asked = rf'href="/supervisor/({readings})\?since=2021-01-01&amp;until=2021-12-31"'
    assert set(re.findall(asked, html)) == set(readings.split("|"))


def test_days_that_nobody_asked_do_not_go_along(nation):
    assert 'href="/supervisor/cohorts"' in nation.get("/supervisor/success").get_data(as_text=True)
