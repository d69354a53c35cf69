"""GET /pacts and /series: money and outside months beside what the caller may read of ours, never added."""

import json

import pytest

from parcours_app.jobs.figures import Preparer
from parcours_app.scope import operator
from parcours_app.services.imports import import_series
from workflows.engine import Role

FILE = """series,year,month,value,unit,perimeter,source
entries,2025,12,7,entries,France,Dares
entries,2026,2,15217,entries,France,Dares
stock,2026,2,NC,persons,France,Dares
stock,2026,2,40,persons,Bretagne,Dares
"""


@pytest.fixture
def nation(program_of, make_account):
    """A supervisor of the whole country."""
    return program_of(make_account(Role.SUPERVISOR, email="nation@example.org"))


@pytest.fixture
def told(clock):
    """Two series; one of them over two perimeters."""
    import_series(operator(clock), FILE.encode())


def test_a_pact_stands_beside_the_entries_that_the_caller_may_read(program, nation, program_of, make_account):
    regional = program_of(make_account(Role.SUPERVISOR, email="loire@example.org", region="52"))
    (row,) = regional.get("/pacts?on=2021-12-31&known=2026-06-01").json["rows"]
    assert (row["on"], row["known"], row["region"], row["entries"]) == ("2021-12-31", "2026-06-01", "52", 0)
    assert (row["state_euros"], row["euros_per_entry"], row["in_force_since"]) == (300_060_000, None, "2019-01-01")
    assert len(nation.get("/pacts").json["rows"]) > 10
    assert program.get("/pacts?on=hier").status_code == 422


def test_the_series_are_listed_with_their_years(program, told):
    answer = program.get("/series").json
    assert [(item["series"], item["perimeter"], item["years"]) for item in answer["items"]] == [
        ("entries", "France", [2025, 2026]),
        ("stock", "Bretagne", [2026]),
        ("stock", "France", [2026]),
    ]
    assert (answer["rows"], answer["prepared_at"]) == ([], None)


def test_a_month_says_theirs_and_ours_masked_for_supervisors_only(program, nation, told):
    program.in_refresher()
    months = program.get("/series?series=entries").json["rows"]
    assert [(m["month"], m["theirs"], m["ours"]) for m in months[:3]] == [
        ("2026-01-31", None, 0),
        ("2026-02-28", 15217, 1),
        ("2026-03-31", None, 0),
    ]
    assert (len(months), months[-1]["over"], months[-1]["ours"]) == (12, False, None)
    march = nation.get("/series?series=entries&year=2026").json["rows"][1]
    assert (march["theirs"], march["ours"], march["masked"]) == (15217, None, True)
    (named,) = program.get("/series?series=stock&perimeter=Bretagne").json["items"]
    assert (named["perimeter"], named["unit"]) == ("Bretagne", "persons")


def test_the_months_of_a_large_territory_as_known_before_are_prepared(app, program, told, clock, monkeypatch):
    program.in_refresher()
    monkeypatch.setattr("parcours_app.queries.indicators.MOST", 0)
    asked = "/series?series=entries&known=2026-06-14"
    assert program.get(asked).status_code == 202
    while Preparer(app, clock).pass_once():
        pass
    assert program.get(asked).json["prepared_at"].startswith("2026-06-15")


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ("series=shoes", 404, "Il n’y a pas de série «\xa0shoes\xa0»"),
        ("series=entries&perimeter=Corse", 404, "Il n’y a pas de série «\xa0entries\xa0»"),
        ("series=entries&year=1999", 404, "ne dit rien de l’année 1999"),
        ("series=entries&year=soon", 422, "year"),
        ("series=stock", 422, "ajoutez leur périmètre et leur source"),
        ("format=csv", 422, "dit quelle série vous voulez"),
        ("series=entries&known=hier", 422, "année-mois-jour"),
    ],
)
def test_what_cannot_be_answered_is_said(program, told, asked, status, said):
    answer = program.get(f"/series?{asked}")
    assert answer.status_code == status
    assert said in json.dumps(answer.json, ensure_ascii=False)
