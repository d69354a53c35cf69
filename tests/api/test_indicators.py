"""GET /indicators, /indicators/{name}, /equity: the register over HTTP, within a territory, small counts withheld."""

import json

import pytest

from parcours_app.jobs.figures import Preparer
from tests.copies import copies
from workflows.engine import Role
from workflows.indicators import REGISTER

PERIOD = "from=2026-01-01&to=2026-12-31"


def through(program, how_many, end="complete", **person):
    """People whose refresher, planned until 30 April 2026, ended on 27 February by that move."""
    case, episode = program.in_refresher(person=program.person(**person))
    data = {"episode": episode, **({"motive": "personal"} if end == "drop_out" else {})}
    program.made(case["id"], end, "2026-02-27", data)
    copies(case["id"], how_many - 1)


@pytest.fixture(autouse=True)
def _well_past(clock):
    """A day when what was planned until the end of April may be judged."""
    clock.set("2026-07-15")


@pytest.fixture
def nation(program_of, make_account):
    """A supervisor of the whole country."""
    return program_of(make_account(Role.SUPERVISOR, email="nation@example.org"))


def test_the_whole_register_answers(program):
    items = program.get(f"/indicators?{PERIOD}").json["items"]
    assert [item["name"] for item in items] == list(REGISTER)
    assert all(item["definition"].endswith(".") and item["version"] >= 1 for item in items)
    assert all(row["rate"] is None for item in items for row in item["rows"])


def test_the_last_day_there_is_can_be_asked(program):
    through(program, 1)
    for address in ("/indicators", "/equity"):
        assert program.get(f"{address}?on=9999-12-31").status_code == 200


@pytest.mark.parametrize("name", ["from", "to", "on"])
def test_a_day_that_cannot_be_read_is_named_as_it_was_sent(program, name):
    (reason,) = program.get(f"/indicators/entries?{name}=abc").json["reasons"]
    assert reason["guard"] == f"data:{name}"
    assert f"« {name} » sous la forme année-mois-jour" in reason["explanation"].replace("\u00a0", " ")


@pytest.mark.parametrize("period", ["from=2026-04-01&to=2026-12-31", "from=2025-01-01&to=2026-01-31"])
def test_a_supervisor_is_told_why_a_period_of_no_whole_years_tells_nothing(program, nation, period):
    through(program, 12)
    for address in (f"/indicators/entries?{period}", f"/indicators/completion?{period}&by=sex"):
        told = nation.get(address).json
        assert all(row["masked"] and row["numerator"] is None for row in told["rows"])
        assert not told["rows"] or "années civiles entières" in told["note"]
        assert program.get(address).json["note"] is None
    assert nation.get(f"/indicators/entries?{PERIOD}").json["note"] is None
    assert nation.get(f"/indicators/entries?{PERIOD}").json["rows"][0]["numerator"] == 12


def test_the_last_day_of_a_period_that_is_not_over_is_the_day_asked(program, nation):
    """Who ended on that day ran on it: one day more would tell how many they are."""
    through(program, 15)
    for until in ("2026-02-27", "2026-02-28", "2026-12-31"):
        for reader in (program, nation):
            (row,) = reader.get(f"/indicators/stock_last_day?from=2026-01-01&to={until}&on=2026-02-27").json["rows"]
            assert row["numerator"] == 15, until


def test_no_day_has_rows_of_those_who_came_on_it_alone(program, nation):
    through(program, 12, birth_date="1998-01-01", sex="f")
    through(program, 12, birth_date="1997-01-01", sex="m")
    days = ("2026-02-01", "2026-02-02", "2026-02-27", "2026-05-01")
    for name in ("entries", "completion", "certification", "persons", "stock_during"):
        found = [nation.get(f"/indicators/{name}?by=sex&from={day}&to={day}").json["rows"] for day in days]
        assert all(rows == found[0] and all(row["masked"] for row in rows) for rows in found), name


def test_completion_by_sex_with_its_definition_and_both_dates(program):
    through(program, 2, birth_date="1998-01-01", sex="f")
    through(program, 1, end="drop_out", birth_date="1997-01-01", sex="m")
    answer = program.get(f"/indicators/completion?{PERIOD}&by=sex&on=2026-07-10").json
    assert (answer["from"], answer["to"], answer["on"], answer["known"]) == (
        "2026-01-01",
        "2026-12-31",
        "2026-07-10",
        "2026-07-15",
    )
    assert answer["definition"].startswith("Parmi les formations")
    rows = {row["sex"]: (row["numerator"], row["denominator"], row["rate"]) for row in answer["rows"]}
    assert rows == {"f": (2, 2, 100.0), "m": (0, 1, 0.0)}
    before = program.get(f"/indicators/completion?{PERIOD}&known=2026-07-14").json["rows"]
    assert [(row["denominator"], row["rate"]) for row in before] == [(0, None)], "nothing was known the day before"


def test_a_counsellor_reads_its_organisation_only(program, program_of, make_account):
    other = program_of(make_account(Role.COUNSELLOR, email="ailleurs@example.org", organisation="Autre", region="93"))
    through(other, 2, birth_date="1998-01-01")
    assert program.get(f"/indicators/entries?{PERIOD}").json["rows"][0]["numerator"] == 0
    assert other.get(f"/indicators/entries?{PERIOD}").json["rows"][0]["numerator"] == 2


def test_a_supervisor_reads_an_indicator_by_one_dimension(program, nation):
    answer = nation.get(f"/indicators/entries?{PERIOD}&by=sex,age")
    assert (answer.status_code, answer.json["reasons"][0]["guard"]) == (422, "data:by")
    assert program.get(f"/indicators/entries?{PERIOD}&by=sex,age").status_code == 200


def test_a_supervisor_reads_no_count_of_one_to_ten_and_none_by_subtraction(program, nation):
    through(program, 12, birth_date="1998-01-01")
    through(program, 3, end="drop_out", birth_date="1997-01-01")
    (row,) = nation.get(f"/indicators/completion?{PERIOD}").json["rows"]
    assert (row["numerator"], row["denominator"], row["rate"], row["masked"]) == (None, None, None, True)
    (plain,) = program.get(f"/indicators/completion?{PERIOD}").json["rows"]
    assert (plain["numerator"], plain["denominator"], plain["masked"]) == (12, 15, False)
    (entries,) = nation.get(f"/indicators/entries?{PERIOD}").json["rows"]
    assert (entries["numerator"], entries["masked"]) == (15, False)


def test_a_territory_too_large_to_wait_for_is_told_to_ask_again_then_answered(app, program, clock, monkeypatch):
    through(program, 2, birth_date="1998-01-01")
    at_once = program.get(f"/indicators/completion?{PERIOD}&by=sex").json
    assert at_once["prepared_at"] is None
    monkeypatch.setattr("parcours_app.queries.indicators.MOST", 1)
    waiting = program.get(f"/indicators/completion?{PERIOD}&by=sex")
    assert (waiting.status_code, waiting.headers["Retry-After"]) == (202, "60")
    assert "posez la même question" in waiting.json["detail"]
    while Preparer(app, clock).pass_once():
        pass
    prepared = program.get(f"/indicators/completion?{PERIOD}&by=sex").json
    assert prepared.pop("prepared_at").startswith("2026-07-15")
    assert prepared == {name: value for name, value in at_once.items() if name != "prepared_at"}


def rates(answer):
    """The completion of everybody and of each group: numerator, denominator, difference."""
    rows = [row for row in answer.json["rows"] if row["name"] == "completion"]
    return {(row["by"], row["group"]): (row["numerator"], row["denominator"], row["difference"]) for row in rows}


def test_each_group_stands_beside_everybody_masked_for_supervisors_only(program, nation):
    through(program, 12, birth_date="1998-01-01", sex="f")
    through(program, 3, end="drop_out", birth_date="1997-01-01", sex="m")
    asked = f"/equity?{PERIOD}"
    found = rates(program.get(asked))
    assert (found["", None][:2], found["sex", "f"], found["sex", "m"]) == ((12, 15), (12, 12, 20.0), (0, 3, -80.0))
    assert rates(nation.get(asked))["sex", "m"] == (None, None, None)
    assert program.get("/equity").json["rows"][0]["from"] == "2018-01-01", "since the programme began, as on the page"


def test_the_equity_of_a_large_territory_is_prepared(app, program, clock, monkeypatch):
    through(program, 2, birth_date="1998-01-01")
    at_once = program.get(f"/equity?{PERIOD}").json
    monkeypatch.setattr("parcours_app.queries.indicators.MOST", 1)
    assert program.get(f"/equity?{PERIOD}").status_code == 202
    assert program.get(f"/equity?{PERIOD}&format=csv").status_code == 202
    while Preparer(app, clock).pass_once():
        pass
    prepared = program.get(f"/equity?{PERIOD}").json
    assert (at_once["prepared_at"], prepared["prepared_at"][:10]) == (None, "2026-07-15")
    assert prepared["rows"] == at_once["rows"]


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ("/indicators/nothing", 404, "Il n’y a pas d’indicateur «\xa0nothing\xa0»."),
        ("/indicators/entries?by=shoe", 422, "dimension"),
        ("/indicators/entries?from=2026-02-01&to=2026-01-01", 422, "échangez les deux dates"),
        ("/indicators/entries?on=hier", 422, "on"),
        ("/equity?from=2026-02-01&to=2026-01-01", 422, "échangez les deux dates"),
        ("/equity?known=hier", 422, "known"),
    ],
)
def test_what_cannot_be_answered_is_said(program, asked, status, said):
    answer = program.get(asked)
    assert answer.status_code == status
    assert said in json.dumps(answer.json, ensure_ascii=False)
