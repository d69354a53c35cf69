"""Whatever is sent, the answer is a refusal with its reason, never a server's failure (the program checks that)."""

import json

import pytest

from tests.api.program import PERSON

STRINGS = [
    "",
    " ",
    "\x00",
    "a\x00b",
    "\ud800",
    "\udfff\ud800",
    "é" * 300,
    "x" * 100_000,
    "'; DROP TABLE people; --",
    "%(field)s %s %",
    "{{7*7}}",
    "=1+1",
    "\u202e\u0000",
    "9223372036854775808",
    "-1",
    "NaN",
    "null",
    "2026-13-45",
    "0000-00-00",
    "9999-12-31",
    "99999-01-01",
    "2026-W01-1",
    "🦊" * 50,
    "../../etc/passwd",
    "sha256:" + "0" * 64,
]
VALUES = [None, True, 0, -1, 2**63, 2**200, 1.5, 1e308, [], [[]], {}, {"a": {}}, {"decision": True, "by": 4}, *STRINGS]
BODIES = [
    b"",
    b"{",
    b"[]",
    b"null",
    b"4",
    b'"text"',
    b"\xff\xfe{}",
    b'{"given_name": "\xe9"}',
    b"[" * 100_000,
    b'{"a":' * 50_000,
    b'{"a": NaN}',
    b'{"a": 1e999}',
    b'{"a": ' + b"9" * 5000 + b"}",
    b'{"a": "\\ud800"}',
    b'{"\\u0000": 1}',
]
PATHS = ["/people", "/cases"]
SHARES = 6


@pytest.mark.parametrize("path", [*PATHS, "/cases/{case}/moves", "/cases/{case}/corrections"])
def test_a_body_that_is_no_object_is_refused(program, path):
    case = program.case()["id"]
    for body in BODIES:
        answer = program.post(path.format(case=case), body, If_Match="1")
        assert answer.status_code in {400, 422}, (body[:30], answer.status_code)


def test_a_body_too_big_is_refused(program):
    answer = program.post("/people", json.dumps({**PERSON, "given_name": "x" * 300_000}).encode())
    assert answer.status_code == 413


def test_a_body_that_is_not_json_is_refused(program):
    answer = program.send("POST", "/people", b"given_name=Awa", Content_Type="application/x-www-form-urlencoded")
    assert answer.status_code == 415


@pytest.mark.parametrize("field", [*PERSON, "sex", "ft_id", "email", "phone", "region", "diploma_obtained", "needs"])
def test_any_value_in_any_field_of_a_person(program, field):
    for value in VALUES:
        answer = program.post("/people", {**PERSON, field: value})
        assert answer.status_code in {201, 400, 413, 422}, (value, answer.text)
        if answer.status_code == 201:
            program.send("PATCH", f"/people/{answer.json['id']}", {field: value})


@pytest.mark.parametrize(
    "field", ["person_id", "opened_on", "pact", "organisation_id", "referent", "eligibility", "neet"]
)
def test_any_value_in_any_field_of_an_opening(program, field):
    body = {"person_id": program.person()["id"], "opened_on": "2026-01-05", "eligibility": {}}
    for value in VALUES:
        answer = program.post("/cases", {**body, field: value})
        assert answer.status_code in {400, 413, 422}, (value, answer.text)


@pytest.mark.parametrize("inner", ["registered_jobseeker", "neet", "neet_proof_on", "employed"])
def test_any_value_in_any_answer_on_eligibility(program, inner):
    person = program.person()
    for value in VALUES:
        body = {"person_id": person["id"], "opened_on": "2026-01-05", "eligibility": {inner: value}}
        answer = program.post("/cases", body)
        assert answer.status_code in {201, 400, 413, 422}, (value, answer.text)
        if answer.status_code == 201:
            person = program.person()  # whoever has a case is refused whatever the answer


def fields_of(program):
    moves = program.get("/pathway").json["moves"]
    return [(move["move"], field["name"]) for move in moves for field in move["fields"]]


def test_any_value_in_any_datum_of_any_move(program):
    """Each field gets a share of the values, another one than its neighbours; together they see every value often."""
    case, episode = program.in_refresher()
    for n, (move, field) in enumerate(fields_of(program)):
        for value in VALUES[n % SHARES :: SHARES] if field != "needs" else VALUES:
            data = {"episode": episode, "reason": "x", field: value}
            answer = program.move(case["id"], move, "2026-02-03", data, version=99)
            assert answer.status_code in {400, 403, 409, 413, 422}, (move, field, value, answer.text)


def test_any_value_in_the_frame_of_a_move_or_of_a_correction(program):
    case, episode = program.in_refresher()
    move = {"move": "complete", "effective_on": "2026-02-03", "data": {"episode": episode}, "override_reason": "x"}
    entry = program.get(f"/cases/{case['id']}/journal").json["items"][-1]["id"]
    correction = {"entry": entry, "effective_on": "2026-02-03", "data": {}, "void": False, "reason": "x"}
    for value in VALUES:
        for field in move:
            answer = program.post(f"/cases/{case['id']}/moves", {**move, field: value}, If_Match="99")
            assert answer.status_code in {400, 409, 413, 422}, (field, value, answer.text)
        for field in correction:
            answer = program.post(f"/cases/{case['id']}/corrections", {**correction, field: value}, If_Match="99")
            assert answer.status_code in {400, 404, 409, 413, 422}, (field, value, answer.text)


def test_an_opening_is_corrected_only_in_what_it_froze(program, clock):
    clock.set("2026-02-10")
    for name in ("organisation", "publics", "eligibility", "referent", "programme", "history", "region", "situations"):
        case = program.case()
        opening = program.get(f"/cases/{case['id']}/journal").json["items"][0]
        before = program.show(case["id"])
        for value in VALUES:
            body = {"entry": opening["id"], "data": {name: value}, "reason": "essai"}
            answer = program.post(f"/cases/{case['id']}/corrections", body)
            assert answer.status_code in {201, 400, 413, 422}, (name, value, answer.text)
            if answer.status_code == 201:
                opening = answer.json
        after = program.show(case["id"])
        for kept in ("organisation", "publics", "referent", "programme"):
            assert after[kept] == before[kept], name


@pytest.mark.parametrize(
    "path",
    [
        "/cases?stage={}",
        "/cases?q={}",
        "/cases?cursor={}",
        "/cases?limit={}",
        "/cases?person_id={}",
        "/cases?organisation={}",
        "/cases?live={}",
        "/totals?by={}",
        "/totals?on={}",
        "/seams?min_days={}",
        "/seams?region={}",
        "/pathway?pact={}",
        "/pathway?lang={}",
        "/organisations?cursor={}",
        "/indicators/{}",
        "/people/{}",
        "/cases/{}/journal",
    ],
)
def test_any_value_in_any_address(program, path):
    for value in ["%00", "%FF", "%ED%A0%80", "9223372036854775808", "-1", "%25", "'", "%F0%9F%A6%8A", "x" * 5000, ""]:
        answer = program.get(path.format(value))
        assert answer.status_code in {200, 308, 400, 404, 422, 501}, (path, value)


def test_any_header(program):
    case = program.case()["id"]
    body = {"move": "resume", "effective_on": "2026-02-03", "data": {}}
    for value in ["é", "\x7f", "x" * 5000, "-1", "9" * 100, "*", '"', "W/", "1, 2"]:
        for header in ("If-Match", "Idempotency-Key", "Accept-Language", "Accept", "Content-Type", "X-Forwarded-For"):
            sent = {"If-Match": "1", header: value.encode().decode("latin-1")}
            program.post(f"/cases/{case}/moves", body, **{name.replace("-", "_"): v for name, v in sent.items()})


FIGURES = ["totals", "programme", "pacts", "reconciliation", "indicators", "equity", "cohorts", "funnels/completion"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_there_are_can_be_asked_about(program, supervisor, day):
    program.in_refresher()
    for path in FIGURES:
        for reader in (program, supervisor):
            answer = reader.get(f"/{path}?on={day}&until={day}&known={day}")
            assert answer.status_code == 200, path
