"""GET /totals, /reconciliation, /seams, /pathway, /organisations."""

import pytest

from tests.copies import copies
from workflows.engine import Role
from workflows.pathway import NATIONAL
from workflows.stage import Stage


@pytest.fixture
def nation(program_of, make_account):
    """A supervisor of the whole country."""
    return program_of(make_account(Role.SUPERVISOR, email="nation@example.org"))


def people(program, how_many, **more):
    copies(program.case(person=program.person(**more))["id"], how_many - 1)


def test_a_counsellor_reads_the_totals_of_its_organisation(program, program_of, make_account):
    other = program_of(make_account(Role.COUNSELLOR, email="ailleurs@example.org", organisation="Autre", region="93"))
    people(other, 2, birth_date="1998-01-01")
    case, _episode = program.in_refresher()
    people(program, 1, birth_date="1997-01-01")
    answer = program.get("/totals?by=stage,year").json
    assert (answer["on"], answer["known"], answer["by"], answer["total"]) == (
        "2026-06-15",
        "2026-06-15",
        ["stage", "year"],
        2,
    )
    assert answer["rows"] == [
        {"stage": "referred", "year": 2026, "persons": 1, "entries": 0, "trained": 0, "masked": False},
        {"stage": "refresher", "year": 2026, "persons": 1, "entries": 1, "trained": 1, "masked": False},
    ]
    assert "Personnes" in answer["definition"]
    before = program.get("/totals?on=2026-01-31&by=stage").json
    assert {row["stage"] for row in before["rows"]} == {"referred", "between"}
    assert program.show(case["id"])["stage"] == "refresher"


def test_dimensions_are_listed_one_after_the_other_or_with_commas(program):
    program.in_refresher()
    for address in ("/totals", "/indicators/entries"):
        together, apart = (program.get(f"{address}?by={by}").json for by in ("region,sex", "region&by=sex"))
        assert together["by"] == ["region", "sex"]
        assert together == apart
    answer = program.get("/totals?on=2026-06-01&on=2026-06-02")
    assert (answer.status_code, answer.json["reasons"][0]["guard"]) == (422, "data:on")
    assert "plusieurs fois" in answer.json["reasons"][0]["explanation"]


def test_without_dimension_there_is_one_row(program):
    assert program.get("/totals").json["rows"] == [{"persons": 0, "entries": 0, "trained": 0, "masked": False}]


def test_a_supervisor_reads_small_cells_masked_and_the_true_total(program, nation):
    program.in_refresher()
    people(program, 12, birth_date="1990-01-01")
    answer = nation.get("/totals?by=stage").json
    assert answer["total"] == 13
    assert [(row["persons"], row["masked"]) for row in answer["rows"]] == [(None, True), (None, True)]
    people(program, 11, birth_date="1991-01-01", postcode="13001")
    by_region = {row["region"]: row["persons"] for row in nation.get("/totals?by=region").json["rows"]}
    assert by_region == {"11": 13, "93": 11}


@pytest.mark.parametrize("by", ["region,year,stage", "region,sex"])
def test_a_table_too_fine_for_a_supervisor_is_refused_with_a_sentence(program, nation, by):
    answer = nation.get(f"/totals?by={by}")
    assert (answer.status_code, answer.json["reasons"][0]["guard"]) == (422, "data:by")
    assert "retrouver des nombres masqués" in answer.json["detail"]
    assert program.get(f"/totals?by={by}").status_code == 200


def test_a_territory_of_one_to_ten_persons_is_told_its_true_total_and_nothing_of_what_it_is_made(program, nation):
    people(program, 3)
    for by in ("stage", "public", "region,stage"):
        answer = nation.get(f"/totals?by={by}").json
        assert answer["total"] == 3
        assert {row["persons"] for row in answer["rows"]} == {None}


def test_a_supervisor_of_a_region_reads_that_region(program, program_of, make_account):
    people(program, 12)
    regional = program_of(make_account(Role.SUPERVISOR, email="region@example.org", region="93"))
    assert regional.get("/totals").json["total"] == 0
    here = program_of(make_account(Role.SUPERVISOR, email="idf@example.org", region="11"))
    assert here.get("/totals").json["total"] == 12


@pytest.mark.parametrize(
    ("query", "guard"),
    [("by=colour", "data:by"), ("on=yesterday", "data:on"), ("known=2026-02-30", "data:known")],
)
def test_a_question_nobody_understands_is_told(program, query, guard):
    answer = program.get(f"/totals?{query}")
    assert (answer.status_code, answer.json["reasons"][0]["guard"]) == (422, guard)


def terms(answer, stock):
    return {row["term"]: row["count"] for row in answer.json["rows"] if row["stock"] == stock}


def test_a_counsellor_reconciles_two_days_of_its_organisation_and_a_supervisor_reads_it_masked(program, nation):
    program.in_refresher()
    people(program, 12, birth_date="1990-01-01")
    asked = "/reconciliation?since=2026-01-31&known_then=2026-06-15"
    none = {"added": 0, "removed": 0, "left": 0}
    assert terms(program.get(asked), "in_training") == {**none, "opening": 0, "entered": 1, "closing": 1}
    assert terms(program.get(asked), "persons") == {**none, "opening": 13, "entered": 0, "closing": 13}
    assert terms(nation.get(asked), "persons") == terms(program.get(asked), "persons")
    masked = nation.get(asked).json["rows"]
    assert {row["count"] for row in masked if row["stock"] == "in_training" and row["masked"]} == {None}
    assert terms(nation.get(asked), "in_training")["entered"] is None


def test_a_reconciliation_is_of_this_month_so_far_unless_said(program):
    row = program.get("/reconciliation").json["rows"][0]
    days = [row[name] for name in ("since", "known_then", "until", "known")]
    assert days == ["2026-05-31", "2026-05-31", "2026-06-15", "2026-06-15"]
    assert program.get("/reconciliation?until=0001-01-01&known=0001-01-01").json["rows"][0]["since"] == "0001-01-01"


@pytest.mark.parametrize(
    ("query", "guard", "said"),
    [
        ("since=hier", "data:since", "année-mois-jour"),
        ("since=2026-05-01&until=2026-04-01", "data:until", "vient avant le jour auquel on le compare"),
        ("known_then=2026-05-01&known=2026-04-01", "data:known", "échangez les deux dates"),
    ],
)
def test_days_that_cannot_be_reconciled_are_told(program, query, guard, said):
    answer = program.get(f"/reconciliation?{query}")
    assert (answer.status_code, answer.json["reasons"][0]["guard"]) == (422, guard)
    assert said in answer.json["detail"]


def test_seams_are_listed_open_and_closed(program):
    case, episode = program.in_refresher()
    program.made(case["id"], "complete", "2026-04-30", {"episode": episode})
    items = program.get("/seams").json["items"]
    shown = program.show(case["id"])["seams"]
    assert [{key: item[key] for key in shown[0]} for item in items] == shown
    assert {(item["case"], item["number"], item["region"]) for item in items} == {(case["id"], case["number"], "11")}
    assert [item["open"] for item in program.get("/seams?state=open").json["items"]] == [True]
    assert [item["days"] for item in program.get("/seams?state=closed").json["items"]] == [13]
    assert [item["days"] for item in program.get("/seams?min_days=14").json["items"]] == [46]
    assert program.get("/seams?region=93").json["items"] == []
    here = program.get("/seams?organisation=Mission%20locale%20de%20Test").json["items"]
    assert len(here) == 2
    assert program.get("/seams?organisation=Autre").json["items"] == []


def test_seams_are_those_of_today_and_another_day_is_refused(program):
    program.case()
    assert program.get("/seams?on=2026-06-15&known=2026-06-15").status_code == 200
    for name in ("on", "known"):
        answer = program.get(f"/seams?{name}=2026-01-31")
        assert answer.status_code == 422
        assert [reason["guard"] for reason in answer.json["reasons"]] == [f"data:{name}"]


def test_seams_come_by_pages(program):
    for name in ("Binta", "Coumba"):
        case, episode = program.in_refresher(person=program.person(given_name=name))
        program.made(case["id"], "complete", "2026-04-30", {"episode": episode})
    first = program.get("/seams?limit=3").json
    second = program.get(f"/seams?limit=3&cursor={first['next']}").json
    seen = [(item["case"], item["after"]) for item in first["items"] + second["items"]]
    assert (len(seen), len(set(seen)), second["next"]) == (4, 4, None)
    assert program.get("/seams?cursor=WyJhIiwgImIiLCAxXQ").status_code == 422


def test_the_pathway_is_the_table(program):
    answer = program.get("/pathway").json
    assert [stage["stage"] for stage in answer["stages"]] == [str(stage) for stage in Stage]
    assert [move["move"] for move in answer["moves"]] == [move.name for move in NATIONAL.moves]
    void = next(move for move in answer["moves"] if move["move"] == "void")
    assert (void["roles"], void["to"]) == (["supervisor"], ["closed"])
    assert "operator" not in str([move["roles"] for move in answer["moves"]])
    start = next(move for move in answer["moves"] if move["move"] == "start")
    guard = next(guard for guard in start["guards"] if guard["guard"] == "refresher_completed")
    assert "counsellor" in guard["override_by"]


def test_a_pact_shows_what_it_changes(program):
    pact = program.get("/pathway?pact=nouvelle_aquitaine_2024").json["pact"]
    assert (pact["region"], pact["kinds"]) == ("75", {"prequalification": "refresher"})
    assert program.get("/pathway?pact=atlantis").json["reasons"][0]["guard"] == "data:pact"


def test_organisations_are_listed_by_pages(program, make_account):
    make_account(Role.COUNSELLOR, email="b@example.org", organisation="Cap emploi", region="93")
    whole = program.get("/organisations").json
    assert {(o["name"], o["region"]) for o in whole["items"]} == {
        ("Mission locale de Test", "11"),
        ("Cap emploi", "93"),
    }
    first = program.get("/organisations?limit=1").json
    second = program.get(f"/organisations?limit=1&cursor={first['next']}").json
    assert first["items"] + second["items"] == whole["items"]
    assert second["next"] is None
