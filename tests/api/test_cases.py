"""POST /cases, GET /cases, GET /cases/{id}."""

import pytest

from workflows.engine import Role

GAP = ("2026-04-30", "2026-06-15")


def test_a_case_is_opened_at_version_one(program):
    person = program.person()
    body = {"person_id": person["id"], "opened_on": "2026-01-05", "eligibility": {"registered_jobseeker": True}}
    answer = program.post("/cases", body)
    assert (answer.status_code, answer.headers["ETag"]) == (201, '"1"')
    case = answer.json
    assert (case["stage"], case["version"], case["person_id"]) == ("referred", 1, person["id"])
    assert case["publics"] == {"counted_as": "de_peu_qualifie", "de_peu_qualifie": True, "jeune_eloigne": False}
    assert (case["eligibility"]["rule_set"], case["eligibility"]["eligible"]) == ("law_2024", True)
    assert case["organisation"]["name"] == "Mission locale de Test"


def test_the_answers_may_be_given_flat(program):
    body = {"person_id": program.person()["id"], "opened_on": "2026-01-05", "registered_jobseeker": True}
    assert program.post("/cases", body).status_code == 201


def test_a_proof_dated_after_today_proves_nothing(program):
    person = program.person()
    answers = {"registered_jobseeker": True, "neet": True}
    body = {"person_id": person["id"], "opened_on": "2026-06-02"}
    refused = program.post("/cases", {**body, "eligibility": {**answers, "neet_proof_on": "2035-11-30"}})
    assert (refused.status_code, refused.json["reasons"][0]["guard"]) == (422, "data:neet_proof_on")
    assert "postérieure à aujourd’hui" in refused.json["reasons"][0]["explanation"]
    made = program.post("/cases", {**body, "eligibility": {**answers, "neet_proof_on": "2026-06-15"}})
    assert made.status_code == 201, made.text
    case = program.show(made.json["id"])
    opening = program.get(f"/cases/{case['id']}/journal").json["items"][-1]["id"]
    correction = {"entry": opening, "data": {"eligibility": {"neet_proof_on": "2026-06-16"}}, "reason": "Reçue"}
    answer = program.post(f"/cases/{case['id']}/corrections", correction, If_Match=f'"{case["version"]}"')
    assert (answer.status_code, answer.json["reasons"][0]["guard"]) == (422, "data:neet_proof_on")


@pytest.mark.parametrize("proof", ["0001-01-01", "1899-12-31", "2101-01-01", "9999-12-31"])
def test_a_proof_of_no_year_of_ours_is_refused_never_kept_and_ignored(program, proof):
    body = {"person_id": program.person()["id"], "opened_on": "2026-06-02"}
    answers = {"registered_jobseeker": True, "neet": True}
    for sent in ({"eligibility": {**answers, "neet_proof_on": proof}}, {**answers, "neet_proof_on": proof}):
        refused = program.post("/cases", {**body, **sent})
        assert (refused.status_code, refused.json["reasons"][0]["guard"]) == (422, "data:neet_proof_on")
        assert "l’année" in refused.json["reasons"][0]["explanation"]
    case = program.case("2026-06-02", eligibility=answers)
    opening = program.get(f"/cases/{case['id']}/journal").json["items"][-1]["id"]
    correction = {"entry": opening, "data": {"eligibility": {"neet_proof_on": proof}}, "reason": "Reçue"}
    answer = program.post(f"/cases/{case['id']}/corrections", correction, If_Match="1")
    assert (answer.status_code, answer.json["reasons"][0]["guard"]) == (422, "data:neet_proof_on")


def test_somebody_not_eligible_is_refused_with_the_rule_set(program):
    body = {"person_id": program.person()["id"], "opened_on": "2026-01-05", "eligibility": {}}
    answer = program.post("/cases", body)
    assert answer.status_code == 422
    reason = answer.json["reasons"][0]
    assert reason["guard"] == "eligible"
    assert "5 janvier 2026" in reason["explanation"]
    assert (answer.json["rule_set"], answer.json["version"]) == ("law_2024", 1)


def test_the_rule_set_told_is_that_of_the_day_the_case_opens(program):
    educated = program.person(level={"scheme": "rncp2019", "code": "7"})
    body = {"person_id": educated["id"], "opened_on": "2021-01-05", "eligibility": {"registered_jobseeker": True}}
    answer = program.post("/cases", body)
    assert (answer.status_code, answer.json["rule_set"], answer.json["version"]) == (422, "pic_2018", 1)


def test_a_case_does_not_open_before_the_person_is_born(program, supervisor):
    person = program.person(birth_date="2019-06-01")
    body = {"person_id": person["id"], "eligibility": {"registered_jobseeker": True}}
    answer = program.post("/cases", {**body, "opened_on": "2019-05-31"})
    assert (answer.status_code, answer.json["reasons"][0]["guard"]) == (422, "data:opened_on")
    assert "avant la date de naissance" in answer.json["reasons"][0]["explanation"]
    grown = program.case(person=program.person(birth_date="2000-02-03"))
    opening = program.get(f"/cases/{grown['id']}/journal").json["items"][-1]["id"]
    correction = {"entry": opening, "effective_on": "2000-02-02", "reason": "Erreur"}
    answer = supervisor.post(f"/cases/{grown['id']}/corrections", correction, If_Match="1")
    assert (answer.status_code, answer.json["reasons"][0]["guard"]) == (422, "data:effective_on")


def test_a_second_live_case_is_refused(program):
    person = program.person()
    program.case(person=person)
    body = {"person_id": person["id"], "opened_on": "2026-02-05", "eligibility": {"registered_jobseeker": True}}
    answer = program.post("/cases", body)
    assert (answer.status_code, answer.json["reasons"][0]["guard"]) == (422, "no_live_case")


def test_a_case_is_not_opened_in_the_future(program):
    body = {
        "person_id": program.person()["id"],
        "opened_on": "2026-06-16",
        "eligibility": {"registered_jobseeker": True},
    }
    answer = program.post("/cases", body)
    assert (answer.status_code, answer.json["reasons"][0]["guard"]) == (422, "not_in_future")


def test_an_unknown_person_is_a_reason(program):
    body = {"person_id": "01900000-0000-7000-8000-000000000000", "opened_on": "2026-01-05"}
    answer = program.post("/cases", body)
    assert (answer.status_code, answer.json["reasons"][0]["guard"]) == (422, "data:person_id")


def test_the_same_key_opens_one_case(program):
    body = {
        "person_id": program.person()["id"],
        "opened_on": "2026-01-05",
        "eligibility": {"registered_jobseeker": True},
    }
    first = program.post("/cases", body, Idempotency_Key="k1")
    again = program.post("/cases", body, Idempotency_Key="k1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json == again.json
    assert len(program.get("/cases").json["items"]) == 1


def test_a_case_reads_as_of_a_day(program):
    case, episode = program.in_refresher()
    program.made(case["id"], "complete", "2026-04-30", {"episode": episode})
    now, then = program.show(case["id"]), program.show(case["id"], "?on=2026-02-01")
    assert (now["stage"], then["stage"], then["on"]) == ("between", "between", "2026-02-01")
    assert program.show(case["id"], "?on=2026-03-01")["stage"] == "refresher"
    assert [seam["days"] for seam in now["seams"]] == [13, 46]
    assert now["seams"][1] == {
        "after": episode,
        "before": None,
        "days": 46,
        "net_days": 46,
        "seamless": False,
        "cause": None,
        "open": True,
        "since": "2026-04-30",
        "until": None,
        "state": "open",
        "outcome": "open",
        "accepted": False,
        "not_a_gap": False,
        "booked_on": None,
        "kind_after": "refresher",
        "kind_before": None,
    }
    assert program.get(f"/cases/{case['id']}?on=2025-12-31").status_code == 404


def test_a_case_reads_as_known_on_a_day(program, clock):
    case, episode = program.in_refresher()
    clock.set("2026-06-20")
    program.made(case["id"], "complete", "2026-04-30", {"episode": episode})
    assert program.show(case["id"], "?on=2026-06-15&known=2026-06-19")["stage"] == "refresher"
    assert program.show(case["id"], "?on=2026-06-15&known=2026-06-20")["stage"] == "between"


def test_an_episode_shows_its_dates_shifted_by_a_pause(program):
    case, episode = program.in_refresher()
    program.made(case["id"], "pause", "2026-03-02", {"category": "justified_absence", "until": "2026-03-11"})
    shown = program.show(case["id"])
    refresher = next(e for e in shown["episodes"] if e["id"] == episode)
    assert (refresher["planned_end_original"], refresher["planned_end"]) == ("2026-04-30", "2026-05-10")
    assert shown["pauses"] == [
        {"from": "2026-03-02", "until": "2026-03-11", "category": "justified_absence", "days": 10}
    ]
    assert shown["pause"] is None
    assert program.show(case["id"], "?on=2026-03-05")["pause"]["until"] == "2026-03-11"


def test_support_shows_its_referent_by_e_mail(program):
    case = program.case()
    program.made(
        case["id"], "start_support", "2026-01-06", {"level": "reinforced", "referent": "counsellor@example.org"}
    )
    support = program.show(case["id"])["support"]
    assert (support["level"], support["referent"], support["ended_on"]) == (
        "reinforced",
        "counsellor@example.org",
        None,
    )


def test_an_exit_says_whether_the_job_lasts_under_both_definitions(program):
    case = program.oriented()
    job = {"contract": "cdd", "starts_on": "2026-04-01", "ends_on": "2026-09-30"}
    program.made(case["id"], "leave", "2026-04-01", {"motive": "employment", "job": job})
    left = program.show(case["id"])["exit"]
    assert left["durable"] == {"P102": True, "IAE": False}
    assert left["job"] == job


def test_a_start_before_its_prescription_is_a_warning(program):
    case = program.oriented()
    planned = {
        "kind": "refresher",
        "provider": "Greta",
        "planned_start": "2026-02-02",
        "planned_end": "2026-04-30",
        "prescribed_on": "2026-02-20",
    }
    episode = program.made(case["id"], "prescribe", "2026-02-02", planned)["data"]["episode"]
    program.made(case["id"], "start", "2026-02-02", {"episode": episode})
    assert [(w["code"], w["episode"]) for w in program.show(case["id"])["warnings"]] == [
        ("start_before_prescription", episode)
    ]


def test_a_pause_in_the_list_is_one_that_lasts(program, clock):
    case, _episode = program.in_refresher()
    program.made(case["id"], "pause", "2026-06-01", {"category": "other", "until": "2026-06-16"})
    for today, until in (("2026-06-15", "2026-06-16"), ("2026-06-16", "2026-06-16"), ("2026-06-17", None)):
        clock.set(today)
        assert [line["paused_until"] for line in program.get("/cases").json["items"]] == [until]


def test_cases_come_by_pages_without_gap_or_repetition(program):
    made = [program.case(person=program.person(given_name=f"Awa{n}"))["id"] for n in "abcde"]
    seen, query = [], "?limit=2"
    while True:
        page = program.get(f"/cases{query}").json
        seen += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        query = f"?limit=2&cursor={page['next']}"
    assert seen == sorted(made)


def test_cases_are_narrowed(program):
    waiting = program.case(person=program.person(given_name="Binta"))
    training, episode = program.in_refresher()
    assert [c["id"] for c in program.get("/cases?stage=refresher").json["items"]] == [training["id"]]
    assert [c["id"] for c in program.get("/cases?q=binta").json["items"]] == [waiting["id"]]
    assert [c["id"] for c in program.get(f"/cases?q={training['number']}").json["items"]] == [training["id"]]
    assert program.get("/cases?organisation=Nulle%20part").json["items"] == []
    assert [c["id"] for c in program.get("/cases?referent=counsellor@example.org").json["items"]] == [training["id"]]
    program.made(training["id"], "complete", "2026-04-30", {"episode": episode})
    assert [c["id"] for c in program.get("/cases?seam=open").json["items"]] == [training["id"]]


def test_a_supervisor_finds_by_number_never_by_name(program, supervisor):
    case = program.case(person=program.person(given_name="Zénobie"))
    assert [c["id"] for c in supervisor.get("/cases").json["items"]] == [case["id"]]
    assert supervisor.get("/cases?q=zenobie").json["items"] == []
    assert [c["id"] for c in supervisor.get(f"/cases?q={case['number']}").json["items"]] == [case["id"]]
    texts = supervisor.get("/cases").text + supervisor.get(f"/cases/{case['id']}").text
    assert "nobie" not in texts
    assert supervisor.get(f"/people/{case['person_id']}").status_code == 403


@pytest.mark.parametrize("cursor", ["x", "W10", "WyJhIiwgImIiXQ", "é", "bnVsbA", "W251bGxd"])
def test_a_cursor_we_did_not_give_is_refused(program, cursor):
    answer = program.get(f"/cases?cursor={cursor}")
    assert (answer.status_code, answer.json["reasons"][0]["guard"]) == (422, "data:cursor")


def test_anothers_case_is_not_there(program, program_of, make_account):
    case = program.case()
    other = program_of(make_account(Role.COUNSELLOR, email="ailleurs@example.org", organisation="Autre", region="93"))
    for path in ("", "/moves", "/journal"):
        assert other.get(f"/cases/{case['id']}{path}").status_code == 404
    assert other.move(case["id"], "pause", "2026-02-01", {}, version=1).status_code == 404
    assert other.post(f"/cases/{case['id']}/corrections", {"entry": "e", "reason": "r"}).status_code == 404
    assert other.get("/cases").json["items"] == []


def test_the_person_reads_their_own_case_only(program, program_of, make_account):
    case, other = program.case(), program.case(person=program.person(given_name="Binta"))
    own = program_of(make_account(Role.BENEFICIARY, person_id=case["person_id"]))
    assert own.show(case["id"])["stage"] == "referred"
    assert own.get(f"/cases/{other['id']}").status_code == 404
    assert [c["id"] for c in own.get("/cases").json["items"]] == [case["id"]]
    assert own.get(f"/cases/{case['id']}/moves").json["items"] == []
    assert own.move(case["id"], "leave", "2026-02-01", {}, version=1).status_code == 403
