"""GET and POST /cases/{id}/moves, POST /cases/{id}/corrections, GET /cases/{id}/journal."""

import re

import pytest

from workflows.engine import Role
from workflows.pathway import NATIONAL


def begun(**changes):
    data = {
        "decision_on": "2026-01-08",
        "notified_on": "2026-01-10",
        "channel": "email",
        "referent": "counsellor@example.org",
    }
    return {**data, **changes}


def test_every_move_of_the_stage_comes_with_its_checklist(program):
    case = program.case()
    items = program.get(f"/cases/{case['id']}/moves").json["items"]
    expected = [m.name for m in NATIONAL.moves if "referred" in m.sources and Role.COUNSELLOR in m.roles]
    assert [item["move"] for item in items] == expected
    begin = items[0]
    assert (begin["to"], begin["open"]) == ("orientation", True)
    checks = {check["guard"]: check["met"] for check in begin["requires"]}
    assert checks["not_in_future"] is True
    assert checks["decision_notified"] is None
    channel = next(field for field in begin["fields"] if field["name"] == "channel")
    assert channel == {
        "name": "channel",
        "type": "choice",
        "required": True,
        "choices": ["letter", "email", "sms", "in_person", "phone"],
    }


def test_a_closed_move_says_in_french_why_and_what_to_do(program):
    case = program.case()
    items = {item["move"]: item for item in program.get(f"/cases/{case['id']}/moves").json["items"]}
    prescribe = items["prescribe"]
    unmet = next(check for check in prescribe["requires"] if check["guard"] == "orientation_begun")
    assert (prescribe["open"], unmet["met"]) == (False, False)
    assert "orientation" in unmet["explanation"]
    assert unmet["explanation"] != "Nothing can be prescribed before orientation has begun."


# What a sentence looks like when a fact is missing: brackets with nothing in them, two spaces, a space before a stop.
EMPTY_PLACE = re.compile(r"\(\W*\)|jusqu’au ?\)|  | [.,)]|\b(?:du|le|depuis)\.|None")


def test_no_sentence_of_a_checklist_has_an_empty_place(program):
    case = program.case()
    oriented = program.oriented(person=program.person(given_name="Binta"))
    training, _episode = program.in_refresher(person=program.person(given_name="Chloé"))
    for each in (case, oriented, training):
        for item in program.get(f"/cases/{each['id']}/moves").json["items"]:
            for check in item["requires"]:
                assert not EMPTY_PLACE.search(check["explanation"]), check
    for move in program.get("/pathway").json["moves"]:
        for guard in move["guards"]:
            assert not EMPTY_PLACE.search(guard["explanation"]), guard


def test_a_wrong_role_is_told_so_whatever_the_stage_and_the_data(program, supervisor):
    case = program.case()
    for move in NATIONAL.moves:
        if move.name == "open" or Role.SUPERVISOR in move.roles:
            continue
        answer = supervisor.move(case["id"], move.name, "2026-02-01", {"reason": 4}, version=1)
        assert (answer.status_code, [reason["guard"] for reason in answer.json["reasons"]]) == (403, ["role"]), (
            move.name
        )
    assert program.move(case["id"], "void", "2026-02-01", version=1).status_code == 403


def test_opening_is_no_move_of_a_case_and_says_where_cases_are_opened(program):
    case = program.case()
    answer = program.move(case["id"], "open", "2026-02-01", version=1)
    assert (answer.status_code, answer.json["reasons"][0]["guard"]) == (422, "move")
    assert "POST /cases" in answer.json["reasons"][0]["explanation"]


def test_a_guard_without_the_facts_of_a_case_still_says_what_it_refuses(program):
    moves = {move["move"]: move["guards"] for move in program.get("/pathway").json["moves"]}
    start = {guard["guard"]: guard["explanation"] for guard in moves["start"]}
    assert start["not_paused"] == "Le parcours est suspendu à cette date."
    assert start["not_in_future"].replace("\u00a0", " ").startswith("La date est dans le futur : un passage")


def test_an_orientation_under_way_has_no_provider_and_is_named_by_its_kind(program):
    case = program.case()
    program.made(case["id"], "begin_orientation", "2026-01-12", begun(), version=1)
    planned = {"kind": "refresher", "provider": "Greta", "planned_start": "2026-02-02", "planned_end": "2026-04-30"}
    episode = program.made(case["id"], "prescribe", "2026-01-20", planned, version=2)["data"]["episode"]
    answer = program.move(case["id"], "start", "2026-02-02", {"episode": episode}, version=3)
    said = {reason["guard"]: reason["explanation"] for reason in answer.json["reasons"]}
    assert said["one_at_a_time"] == "Une autre étape est en cours à cette date (Orientation)."


def test_a_move_answers_its_entry_and_the_new_version(program):
    case = program.case()
    answer = program.move(case["id"], "begin_orientation", "2026-01-12", begun())
    assert (answer.status_code, answer.headers["ETag"]) == (201, '"2"')
    entry = answer.json
    assert (entry["seq"], entry["version"], entry["move"], entry["effective_on"]) == (
        2,
        2,
        "begin_orientation",
        "2026-01-12",
    )
    assert entry["actor"] == {"role": "counsellor", "account": "counsellor@example.org"}
    assert entry["data"]["referent"] == "counsellor@example.org"
    assert entry["data"]["episode"] in [episode["id"] for episode in program.show(case["id"])["episodes"]]


def test_without_the_version_read_a_move_is_refused(program):
    case = program.case()
    body = {"move": "begin_orientation", "effective_on": "2026-01-12", "data": begun()}
    assert program.post(f"/cases/{case['id']}/moves", body).status_code == 428


@pytest.mark.parametrize("tag", ["1", '"1"', 'W/"1"'])
def test_the_version_is_read_with_or_without_quotes(program, tag):
    case = program.case()
    body = {"move": "begin_orientation", "effective_on": "2026-01-12", "data": begun()}
    assert program.post(f"/cases/{case['id']}/moves", body, If_Match=tag).status_code == 201


@pytest.mark.parametrize("tag", ["*", "one", '"1", "2"', "-1", "1.0", "١"])
def test_what_is_no_version_is_told(program, tag):
    case = program.case()
    body = {"move": "begin_orientation", "effective_on": "2026-01-12", "data": begun()}
    answer = program.post(f"/cases/{case['id']}/moves", body, If_Match=tag.encode().decode("latin-1"))
    assert answer.status_code == 400
    assert "If-Match" in answer.json["detail"]


@pytest.mark.parametrize("version", [7, 2**63, 10**39])
def test_an_old_or_impossible_version_is_a_conflict_with_the_present_one(program, version):
    case = program.case()
    answer = program.move(case["id"], "begin_orientation", "2026-01-12", begun(), version=version)
    assert (answer.status_code, answer.json["version"], answer.headers["ETag"]) == (409, 1, '"1"')
    assert program.version(case["id"]) == 1


def test_an_unmet_guard_is_refused_in_french_by_default_and_in_the_language_asked(program):
    case = program.case()
    wrong = begun(notified_on="2026-01-20")
    body = {"move": "begin_orientation", "effective_on": "2026-01-12", "data": wrong}
    path = f"/cases/{case['id']}/moves"
    french = program.post(path, body, If_Match="1").json["reasons"]
    english = program.post(path, body, If_Match="1", Accept_Language="en-GB,fr;q=0.5").json["reasons"]
    asked = program.post(f"{path}?lang=en", body, If_Match="1").json["reasons"]
    assert [reason["guard"] for reason in french] == ["decision_notified"]
    assert "notifiée" in french[0]["explanation"]
    assert english[0]["explanation"].startswith("The orientation decision must be notified")
    assert asked == english
    anything = program.post(path, body, If_Match="1", Accept_Language="*").json["reasons"]
    assert anything == french


def test_an_override_needs_somebody_entitled_and_a_reason(program):
    case = program.oriented()
    planned = {
        "kind": "qualification",
        "provider": "Afpa",
        "planned_start": "2026-02-02",
        "planned_end": "2026-06-30",
    }
    episode = program.made(case["id"], "prescribe", "2026-01-21", planned)["data"]["episode"]
    refused = program.move(case["id"], "start", "2026-02-02", {"episode": episode})
    assert refused.status_code == 422
    assert refused.json["reasons"][0]["guard"] == "refresher_completed"
    assert refused.json["reasons"][0]["override_by"][0] == "counsellor"
    entry = program.made(case["id"], "start", "2026-02-02", {"episode": episode}, override_reason="Niveau revu")
    assert entry["overrides"] == ["refresher_completed"]
    assert "Niveau revu" not in str(entry)


def test_a_bad_datum_is_told_by_its_name(program):
    case = program.case()
    answer = program.move(case["id"], "begin_orientation", "2026-01-12", {"channel": "pigeon"})
    told = [reason["guard"] for reason in answer.json["reasons"]]
    assert answer.status_code == 422
    assert told == ["data:decision_on", "data:notified_on", "data:channel", "data:referent"]


def test_a_move_of_another_role_is_forbidden_and_says_why(program):
    case = program.case()
    answer = program.move(case["id"], "void", "2026-01-12", {"reason": "doublon"})
    assert (answer.status_code, answer.json["reasons"][0]["guard"]) == (403, "role")


def test_a_supervisor_voids_a_case(program, supervisor):
    case = program.case()
    supervisor.made(case["id"], "void", "2026-01-12", {"reason": "doublon"})
    shown = program.show(case["id"])
    assert (shown["stage"], shown["counts"]) == ("closed", False)


def test_the_same_key_writes_once_and_another_body_is_refused(program):
    case = program.case()
    first = program.move(case["id"], "begin_orientation", "2026-01-12", begun(), version=1, Idempotency_Key="k")
    again = program.move(case["id"], "begin_orientation", "2026-01-12", begun(), version=1, Idempotency_Key="k")
    other = program.move(case["id"], "begin_orientation", "2026-01-13", begun(), version=1, Idempotency_Key="k")
    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
    assert (again.json, again.headers["ETag"]) == (first.json, first.headers["ETag"])
    assert program.version(case["id"]) == 2


@pytest.mark.parametrize("key", ["", "a b", "é", "k" * 129])
def test_what_is_no_key_is_told(program, key):
    case = program.case()
    key = key.encode().decode("latin-1")
    answer = program.move(case["id"], "begin_orientation", "2026-01-12", begun(), version=1, Idempotency_Key=key)
    assert answer.status_code == 400


def test_a_handover_goes_by_the_exact_name_of_an_organisation(program, program_of, make_account):
    other = program_of(
        make_account(Role.COUNSELLOR, email="relais@example.org", organisation="Cap emploi", region="93")
    )
    case = program.case()
    unknown = program.move(case["id"], "request_handover", "2026-06-02", {"to_organisation": "Cap Emploi"})
    assert (unknown.status_code, unknown.json["reasons"][0]["guard"]) == (422, "data:to_organisation")
    program.made(case["id"], "request_handover", "2026-06-02", {"to_organisation": "Cap emploi"})
    other.made(case["id"], "accept_handover", "2026-06-10")
    assert other.show(case["id"])["organisation"]["name"] == "Cap emploi"
    late = program.move(case["id"], "pause", "2026-06-12", {"category": "other", "until": "2026-06-14"})
    assert (late.status_code, late.json["reasons"][0]["guard"]) == (422, "in_charge")


def test_a_correction_supersedes_and_the_journal_keeps_both(program, clock):
    clock.set("2026-03-10")
    case, episode = program.in_refresher()
    journal = program.get(f"/cases/{case['id']}/journal").json["items"]
    start = next(entry for entry in journal if entry["move"] == "start")
    body = {"entry": start["id"], "effective_on": "2026-02-03", "reason": "Erreur d'un jour"}
    answer = program.post(f"/cases/{case['id']}/corrections", body)
    assert answer.status_code == 201
    assert (answer.json["supersedes"], answer.json["move"], answer.json["version"]) == (start["id"], "start", 6)
    assert answer.json["reason"].startswith("sha256:")
    shown = next(e for e in program.show(case["id"])["episodes"] if e["id"] == episode)
    assert shown["started_on"] == "2026-02-03"
    lines = program.get(f"/cases/{case['id']}/journal").json["items"]
    assert [(line["seq"], line["live"]) for line in lines if line["move"] == "start"] == [(5, False), (6, True)]
    assert all(len(line["hash"]) == 64 for line in lines)
    assert "Erreur" not in str(lines)
    again = program.post(f"/cases/{case['id']}/corrections", body)
    assert (again.status_code, again.json["live"]) == (409, answer.json["id"])


def test_a_correction_that_makes_a_later_entry_impossible_names_it(program, clock):
    clock.set("2026-03-10")
    case, _episode = program.in_refresher()
    journal = program.get(f"/cases/{case['id']}/journal").json["items"]
    start = next(entry for entry in journal if entry["move"] == "start")
    completed = next(entry for entry in journal if entry["move"] == "prescribe")
    body = {"entry": completed["id"], "void": True, "reason": "jamais prescrit"}
    answer = program.post(f"/cases/{case['id']}/corrections", body)
    assert (answer.status_code, answer.json["entry"]) == (422, start["id"])
    assert program.version(case["id"]) == 5


def test_a_correction_heeds_a_version_when_it_is_sent(program, clock):
    clock.set("2026-03-10")
    case, _episode = program.in_refresher()
    start = program.get(f"/cases/{case['id']}/journal").json["items"][-1]
    body = {"entry": start["id"], "effective_on": "2026-02-03", "reason": "jour"}
    stale = program.post(f"/cases/{case['id']}/corrections", body, If_Match="2")
    assert (stale.status_code, stale.json["version"]) == (409, 5)


def test_a_closed_month_is_corrected_by_a_supervisor(program, supervisor):
    case = program.case(opened_on="2026-01-05")
    opening = program.get(f"/cases/{case['id']}/journal").json["items"][0]
    body = {"entry": opening["id"], "effective_on": "2026-01-06", "reason": "jour"}
    refused = program.post(f"/cases/{case['id']}/corrections", body)
    assert (refused.status_code, refused.json["reasons"][0]["override_by"]) == (422, ["supervisor"])
    assert supervisor.post(f"/cases/{case['id']}/corrections", body).status_code == 201
