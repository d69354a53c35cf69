"""Pacts and outside series on their pages: what was not found is said, ours stands beside theirs and is never added."""

import html
import re

import pytest

from parcours_app.jobs.figures import Preparer
from parcours_app.scope import operator
from parcours_app.services.imports import import_series
from tests.outlets.reading import SHAPES
from tests.web.supervisor.test_team import text
from workflows.engine import Role

HEADER = "series,year,month,value,unit,perimeter,source\n"
SERIES = "/supervisor/programme/series"
# The series of entries of Dares for France, in an address.
ENTRIES = "entries,+France,+Dares,+entries"


@pytest.fixture
def nation(client_of, make_account):
    return client_of(make_account(Role.SUPERVISOR, email="nation@example.org"))


@pytest.fixture
def trained(make_account, people):
    """Twelve people of Pays de la Loire in a refresher from March to June 2021."""
    counsellor = make_account(Role.COUNSELLOR, email="loire@example.org", organisation="Loire", region="52")
    (walk,) = people(counsellor, 1, opened="2021-01-04", postcode="44000")
    walk.orient("2021-01-04", "2021-01-15", refresher=True)
    walk.prescribe("refresher", "2021-01-15", "2021-03-01", "2021-06-30").start("refresher", "2021-03-01")
    walk.complete("refresher", "2021-06-30").alike(12)


def plain(answer):
    """The words of a page, an empty cell as the dash that is drawn there."""
    answer.set_data(answer.get_data(as_text=True).replace("></td>", ">–</td>"))
    return text(answer).replace("\u202f", " ").replace("\xa0", " ")


def test_amounts_stand_beside_what_was_counted_with_an_indicative_ratio(nation, trained):
    page = plain(nation.get("/supervisor/programme/pacts?on=2021-12-31"))
    assert "Pays de la Loire 12 12 non renseigné 300,06 M€ 413 M€ 59 421 667 € Pacte 2019-2022" in page


def test_no_amount_is_told_of_a_day_before_the_pacts_were_in_force(nation):
    assert "300,06 M€" in plain(nation.get("/supervisor/programme/pacts?on=2019-01-01"))
    assert "M€" not in plain(nation.get("/supervisor/programme/pacts?on=2018-12-31"))


def test_the_pacts_are_counted_until_the_end_of_the_programme_that_is_asked(nation):
    page = plain(nation.get("/supervisor/programme/pacts?on=2021-12-31"))
    assert "celles du programme, du 1er janvier 2018 au 31 décembre 2022" in page
    extended = nation.get("/supervisor/programme/pacts?on=2021-12-31&extended=yes")
    assert "/supervisor/programme/pacts.csv?on=2021-12-31&amp;known=2026-06-15&amp;extended=yes" in extended.text
    assert "celles du programme, du 1er janvier 2018 au 31 décembre 2023" in plain(extended)
    address = "on=2021-12-31&known=2026-06-15&extended=yes"
    assert f"pacts?{address}" in nation.get(f"/supervisor/programme?{address}").text.replace("&amp;", "&")
    wrong = "/supervisor/programme/pacts?extended=for-ever"
    assert "Le programme n’a pas cette fin" in plain(nation.get(wrong))
    assert nation.get(wrong.replace("?", ".csv?")).status_code == 302


def test_what_was_not_found_is_said_and_gives_no_ratio(nation, trained):
    page = plain(nation.get("/supervisor/programme/pacts?on=2021-12-31"))
    assert "Corse 0 0 non renseigné 28 M€ non renseigné n.d. Pacte 2019-2022" in page
    assert "Hauts-de-France 0 0 non renseigné non renseigné non renseigné n.d. non renseigné" in page


def test_a_masked_count_gives_no_ratio(nation, make_account, people):
    counsellor = make_account(Role.COUNSELLOR, email="loire@example.org", organisation="Loire", region="52")
    (walk,) = people(counsellor, 1, opened="2021-01-04", postcode="44000")
    walk.orient("2021-01-04", "2021-01-15", refresher=True)
    walk.prescribe("refresher", "2021-01-15", "2021-03-01", "2021-06-30").start("refresher", "2021-03-01")
    page = plain(nation.get("/supervisor/programme/pacts?on=2021-12-31"))
    assert "Pays de la Loire masqué masqué non renseigné 300,06 M€ 413 M€ n.d." in page


def test_without_a_series_the_page_says_so(nation):
    assert "Aucune série pour le moment." in text(nation.get("/supervisor/programme/series"))


@pytest.mark.parametrize(
    ("name", "unit", "month", "ours"),
    [
        ("training_entries", "entries", 3, "12"),
        ("training_entries", "entries", 4, "0"),
        ("beneficiaries_stock", "persons", 3, "12"),
        ("beneficiaries_stock", "persons", 6, "12"),
        ("beneficiaries_stock", "persons", 7, "0"),
        ("pacea_stock", "persons", 6, "0"),
    ],
)
def test_ours_follows_the_convention_of_the_series(nation, trained, clock, name, unit, month, ours):
    content = HEADER + f"{name},2021,{month},15217,{unit},France,Dares\n"
    import_series(operator(clock), content.encode())
    page = plain(nation.get("/supervisor/programme/series"))
    names = {3: "mars", 4: "avril", 6: "juin", 7: "juillet"}
    assert f"{names[month]} 2021 15 217 15 juin 2026 {ours}" in page
    assert "Référence extérieure : Dares, France" in page


def test_a_month_not_communicated_is_nc_and_out_of_the_mean(nation, clock):
    values = ["184557", "188077", "188319", "183269", "179439", "143898", "NC"]
    lines = [f"stock,2023,{n},{value},persons,France,Dares\n" for n, value in enumerate(values, 1)]
    import_series(operator(clock), (HEADER + "".join(lines)).encode())
    page = plain(nation.get("/supervisor/programme/series"))
    assert "juillet 2023 NC 15 juin 2026" in page
    assert "août 2023 – –" in page
    assert "Moyenne des mois connus 177 927" in page


def test_a_series_keeps_its_address_when_another_is_imported(nation, clock):
    import_series(operator(clock), (HEADER + "stock,2023,1,5,persons,France,Dares\n").encode())
    (address,) = re.findall(r"/supervisor/programme/series\.csv\?[^\"]+", nation.get(SERIES).get_data(as_text=True))
    import_series(operator(clock), (HEADER + "arrivals,2023,1,7,entries,France,Dares\n").encode())
    told = nation.get(html.unescape(address)).get_data(as_text=True)
    assert "stock" in told
    assert "arrivals" not in told


def test_a_series_that_nobody_tells_is_said(nation, clock):
    import_series(operator(clock), (HEADER + "stock,2023,1,5,persons,France,Dares\n").encode())
    page = text(nation.get(f"{SERIES}?series=shoes"))
    assert "Aucune série ne porte ce nom : voici la première." in page
    assert nation.get(f"{SERIES}.csv?series=shoes").location == f"{SERIES}?series=shoes"


@pytest.mark.parametrize("query", ["series=99", "series=-1", "series=x", "year=1800", "series=²"])
def test_a_series_that_does_not_exist_shows_the_first(nation, clock, query):
    import_series(operator(clock), (HEADER + "stock,2023,1,5,persons,France,Dares\n").encode())
    assert nation.get(f"/supervisor/programme/series?{query}").status_code == 200


def test_small_counts_of_ours_are_masked(nation, nadia, people, clock):
    (walk,) = people(nadia, 1, opened="2021-01-04")
    walk.orient("2021-01-04", "2021-01-15", refresher=True)
    walk.prescribe("refresher", "2021-01-15", "2021-03-01", "2021-06-30").start("refresher", "2021-03-01")
    import_series(operator(clock), (HEADER + "entries,2021,3,5,entries,France,Dares\n").encode())
    assert "mars 2021 5 15 juin 2026 masqué" in plain(nation.get("/supervisor/programme/series"))


def test_no_month_of_ours_is_masked_alone(nation, nadia, people, clock):
    for walk, number in zip(people(nadia, 3, opened="2021-01-04"), (1, 11, 12), strict=True):
        start = {1: "2021-03-01", 11: "2021-04-01", 12: "2021-05-03"}[number]
        walk.orient("2021-01-04", "2021-01-15", refresher=True)
        walk.prescribe("refresher", "2021-01-15", start, "2021-06-30").start("refresher", start).alike(number)
    import_series(operator(clock), (HEADER + "entries,2021,3,5,entries,France,Dares\n").encode())
    page = plain(nation.get("/supervisor/programme/series"))
    assert "mars 2021 5 15 juin 2026 masqué avril 2021 – – masqué mai 2021 – – 12 juin 2021 – – 0" in page


def test_a_month_that_is_not_over_says_nothing_of_ours(nation, trained, clock):
    import_series(operator(clock), (HEADER + "stock,2026,5,5,persons,France,Dares\n").encode())
    page = plain(nation.get("/supervisor/programme/series"))
    assert "mai 2026 5 15 juin 2026 0 juin 2026 – – –" in page


@pytest.fixture
def ten_days_ago(clock):
    clock.set("2026-06-05")


@pytest.fixture
def since_then(ten_days_ago, trained, clock, client_of, make_account):
    """The twelve and the figure of March, recorded and extracted on 5 June; the nation reads them on the 15th."""
    import_series(operator(clock), (HEADER + "entries,2021,3,5,entries,France,Dares\n").encode())
    clock.set("2026-06-15")
    return client_of(make_account(Role.SUPERVISOR, email="nation@example.org"))


def test_the_months_are_as_known_on_the_day_asked_theirs_and_ours(since_then):
    url = "/supervisor/programme/series"
    for known in ("2026-06-05", "2026-06-15"):
        assert "mars 2021 5 5 juin 2026 12" in plain(since_then.get(f"{url}?known={known}")), (
            "replayed, or as it stands"
        )
    before = plain(since_then.get(f"{url}?known=2026-06-04"))
    assert "mars 2021 – – 0" in before
    assert "2021, telle que connue le 4 juin 2026" in before
    assert "mars 2021 – – –" in plain(since_then.get(f"{url}?known=2021-03-30")), "the month was not over"
    assert "Cette date est illisible" in text(since_then.get(f"{url}?known=hier"))


def test_the_months_of_a_territory_too_large_to_wait_for_are_prepared(app, since_then, clock, monkeypatch):
    monkeypatch.setattr("parcours_app.queries.indicators.MOST", 11)
    url, file = (f"/supervisor/programme/series{suffix}?known=2026-06-05" for suffix in ("", ".csv"))
    assert "Ces chiffres sont en préparation" in text(since_then.get(url))
    assert since_then.get(file).location == f"/supervisor/programme/series?series={ENTRIES}&year=2021&known=2026-06-05"
    while Preparer(app, clock).pass_once():
        pass
    assert "mars 2021 5 5 juin 2026 12" in plain(since_then.get(url))
    assert since_then.get(file).status_code == 200


def test_both_pages_ask_few_questions(nation, trained, clock, count_queries):
    import_series(operator(clock), (HEADER + "stock,2021,1,5,persons,France,Dares\n").encode())
    for url in ("/supervisor/programme/pacts", "/supervisor/programme/series"):
        with count_queries() as statements:
            nation.get(url)
        assert len(statements) <= 6, url


def rows_of(client, address):
    """The rows of the three files of a table, texts or typed as each shape has them."""
    told = {shape: read(client.get(address.replace("?", f".{shape}?")).data) for shape, read in SHAPES.items()}
    return {**told, "json": told["json"]["rows"]}


def test_the_pacts_are_a_file_in_three_shapes_linked_from_their_page(nation, trained):
    page = nation.get("/supervisor/programme/pacts?on=2021-12-31").get_data(as_text=True)
    assert "/supervisor/programme/pacts.xlsx?on=2021-12-31" in page
    for shape, rows in rows_of(nation, "/supervisor/programme/pacts?on=2021-12-31").items():
        told = {row["region"]: row for row in rows}
        loire, corsica = told["52"], told["94"]
        assert (int(loire["trained"]), int(loire["entries"])) == (12, 12), shape
        assert (int(loire["state_euros"]), int(loire["euros_per_entry"])) == (300_060_000, 59_421_667), shape
        assert corsica["region_euros"] in (None, ""), "what was not found is empty, never zero"
        assert corsica["euros_per_entry"] in (None, "")


def test_what_the_page_of_the_pacts_withholds_its_files_withhold(nation, make_account, people):
    counsellor = make_account(Role.COUNSELLOR, email="loire@example.org", organisation="Loire", region="52")
    (walk,) = people(counsellor, 1, opened="2021-01-04", postcode="44000")
    walk.orient("2021-01-04", "2021-01-15", refresher=True)
    walk.prescribe("refresher", "2021-01-15", "2021-03-01", "2021-06-30").start("refresher", "2021-03-01")
    for shape, rows in rows_of(nation, "/supervisor/programme/pacts?on=2021-12-31").items():
        (loire,) = (row for row in rows if row["region"] == "52")
        assert [loire[name] for name in ("trained", "entries", "euros_per_entry")] in ([None] * 3, [""] * 3), shape
        assert loire["masked"] in (True, "true")


def test_a_territory_is_given_no_euros_per_entry(office, trained):
    rows = rows_of(office, "/supervisor/programme/pacts?on=2021-12-31")["csv"]
    assert [row["region"] for row in rows if row["euros_per_entry"]] == []


def test_a_series_is_a_file_in_three_shapes_with_both_figures_apart(nation, trained, clock):
    import_series(operator(clock), (HEADER + "entries,2021,3,15217,entries,France,Dares\n").encode())
    page = nation.get("/supervisor/programme/series").get_data(as_text=True)
    assert f"/supervisor/programme/series.csv?series={ENTRIES}" in page
    for shape, rows in rows_of(nation, "/supervisor/programme/series?series=entries&year=2021").items():
        assert len(rows) == 12
        march, april = rows[2], rows[3]
        assert (int(march["theirs"]), int(march["ours"])) == (15217, 12), shape
        assert (march["told"], april["told"]) in ((True, False), ("true", "false"))
        assert april["theirs"] in (None, "")


def test_ours_is_masked_in_the_file_of_a_series_as_on_its_page(nation, nadia, people, clock):
    (walk,) = people(nadia, 1, opened="2021-01-04")
    walk.orient("2021-01-04", "2021-01-15", refresher=True)
    walk.prescribe("refresher", "2021-01-15", "2021-03-01", "2021-06-30").start("refresher", "2021-03-01")
    import_series(operator(clock), (HEADER + "entries,2021,3,5,entries,France,Dares\n").encode())
    march = rows_of(nation, "/supervisor/programme/series?year=2021")["json"][2]
    assert (march["ours"], march["masked"]) == (None, True)


def test_without_a_series_its_file_leads_to_the_page(nation):
    assert nation.get("/supervisor/programme/series.csv").headers["Location"] == "/supervisor/programme/series"
