"""GET /cohorts and /funnels/{name}: the same figures as the pages, within a territory."""

import json

import pytest

from parcours_app.jobs.figures import Preparer
from tests.copies import copies
from workflows.engine import Role

PERIOD = "from=2026-01-01&to=2026-12-31"
JOB = {"contract": "cdi", "starts_on": "2026-05-04"}


@pytest.fixture
def nation(program_of, make_account):
    """A supervisor of the whole country."""
    return program_of(make_account(Role.SUPERVISOR, email="nation@example.org"))


@pytest.fixture
def three(program, clock):
    """Three people in a refresher; one left for a job on 4 May."""
    clock.set("2026-07-15")
    for n in range(3):
        case, episode = program.in_refresher(person=program.person(given_name=f"Awa {n}", birth_date=f"199{n}-01-01"))
        program.move(case["id"], "complete", "2026-04-30", {"episode": episode})
        if n == 0:
            program.move(case["id"], "leave", "2026-05-04", {"motive": "employment", "job": JOB})


def test_a_counsellor_follows_the_cohort_of_its_organisation(program, three):
    answer = program.get(f"/cohorts?{PERIOD}&start=training").json
    assert (answer["persons"], answer["cases"], answer["followed"]) == (3, 3, 3)
    flow = {row["stage"]: row for row in answer["flow"]}
    assert (flow["refresher"]["entered"], flow["refresher"]["moved"]) == (3, {"between": 3})
    assert (flow["between"]["left"], flow["between"]["inside"]) == (1, 2)
    last = answer["curve"][-1]
    assert (last["employment"], last["inside"], answer["mature_until"]) == (0.3333, 0.6667, 0)


def test_a_supervisor_is_told_nothing_of_three_people(nation, three):
    answer = nation.get(f"/cohorts?{PERIOD}").json
    assert (answer["withheld"], answer["persons"], answer["flow"], answer["curve"]) == (True, None, [], [])
    funnel = nation.get(f"/funnels/completion?{PERIOD}").json
    assert (funnel["overall"], funnel["rows"]) == (None, [])


def test_a_supervisor_follows_one_calendar_year_at_a_time(program, nation, three):
    """Two periods that overlap would tell by subtraction what became of those who began in between."""
    case = program.in_refresher(person=program.person(given_name="Ali", birth_date="1990-05-05"))[0]
    copies(case["id"], 11)
    assert nation.get(f"/cohorts?{PERIOD}").json["persons"] == 15
    for period in ("from=2025-01-01&to=2026-12-31", "from=2026-01-01&to=2026-05-31", "from=2026-01-02&to=2026-12-31"):
        answer = nation.get(f"/cohorts?{period}").json
        assert (answer["withheld"], answer["persons"], answer["flow"]) == (True, None, []), period
        assert program.get(f"/cohorts?{period}").json["persons"] == 15


def test_organisations_are_compared_since_the_programme_began_unless_another_period_is_asked(program, three):
    assert program.get("/funnels/completion").json["from"] == "2018-01-01"


def test_one_group_of_it(program, three):
    assert program.get(f"/cohorts?{PERIOD}&group=sex:unknown").json["persons"] == 3
    assert program.get(f"/cohorts?{PERIOD}&group=sex:f").json["persons"] == 0


def test_organisations_are_compared_with_the_limits_of_chance(program, three):
    answer = program.get(f"/funnels/completion?{PERIOD}").json
    (row,) = answer["rows"]
    assert (answer["overall"], row["numerator"], row["denominator"], row["verdict"]) == (100.0, 3, 3, "within")


def test_a_territory_too_large_to_wait_for_is_told_to_ask_again_then_answered(app, program, three, clock, monkeypatch):
    asked = (f"/cohorts?{PERIOD}&group=sex:unknown", f"/funnels/completion?{PERIOD}")
    at_once = [program.get(url).json for url in asked]
    monkeypatch.setattr("parcours_app.queries.indicators.MOST", 1)
    for url in asked:
        waiting = program.get(url)
        assert (waiting.status_code, waiting.headers["Retry-After"], list(waiting.json)) == (202, "60", ["detail"])
    while Preparer(app, clock).pass_once():
        pass
    for url, small in zip(asked, at_once, strict=True):
        prepared = program.get(url).json
        assert (small["prepared_at"], prepared["prepared_at"][:10]) == (None, "2026-07-15")
        assert {**prepared, "prepared_at": None} == small


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ("/funnels/nothing", 404, "Il n’y a pas de taux «\xa0nothing\xa0» à comparer."),
        ("/funnels/entries", 404, "Il n’y a pas de taux"),
        ("/cohorts?from=2026-02-01&to=2026-01-01", 422, "échangez les deux dates"),
        ("/cohorts?group=shoe:1", 422, "nom:valeur"),
        ("/cohorts?group=sex:zz", 422, "nom:valeur"),
        ("/cohorts?on=2026-02-29", 422, "un jour qui existe au calendrier"),
        ("/cohorts?start=shoe", 422, "start"),
    ],
)
def test_what_cannot_be_answered_is_said(program, asked, status, said):
    answer = program.get(asked)
    assert answer.status_code == status
    assert said in json.dumps(answer.json, ensure_ascii=False)
