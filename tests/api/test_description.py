"""GET /api/v1/openapi.json: the description is valid, whole, and true of what the routes answer."""

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from werkzeug.test import Client

from parcours_app.api import SITE_MAP
from tests.api.program import PERSON, PREFIX


@pytest.fixture
def description(app):
    answer = Client(app).get(f"{PREFIX}/openapi.json")
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    return answer.json


def test_it_is_a_valid_document(description):
    validate(description)
    assert description["openapi"].startswith("3.1")


def test_it_tells_every_route_and_nothing_else(description):
    told = {(method.upper(), path) for path, item in description["paths"].items() for method in item if len(method) < 7}
    coded = {
        (
            route.method,
            PREFIX + route.path.replace("<uuid:", "{").replace("<string:", "{").replace("<int:", "{").replace(">", "}"),
        )
        for route in SITE_MAP
    }
    assert told == coded


def test_it_asks_for_a_token_and_tells_the_problems(description):
    assert description["security"] == [{"token": []}]
    responses = description["paths"][f"{PREFIX}/cases/{{case_id}}/moves"]["post"]["responses"]
    assert {"201", "401", "403", "404", "409", "422", "428"} <= set(responses)
    for answer in description["components"]["responses"].values():
        assert list(answer["content"]) == ["application/problem+json"]


def test_every_operation_says_in_a_sentence_what_it_does(description):
    for path, item in description["paths"].items():
        for method, operation in item.items():
            if isinstance(operation, dict):
                assert operation["summary"][:1].isupper(), (method, path)


def validator(description, operation, status):
    root = Resource.from_contents(description, default_specification=DRAFT202012)
    registry = Registry().with_resource("urn:api", root)
    answer = operation["responses"].get(str(status)) or operation["responses"]["default"]
    pointer = answer.get("$ref")
    if pointer:
        answer = description["components"]["responses"][pointer.rpartition("/")[2]]
    (content,) = answer["content"].values()
    schema = dict(content["schema"])
    schema["$ref"] = "urn:api" + schema["$ref"]
    return Draft202012Validator(schema, registry=registry)


def test_what_the_routes_answer_is_what_is_described(program, description):
    case, episode = program.in_refresher()
    program.made(case["id"], "complete", "2026-04-30", {"episode": episode})
    asked = [
        ("POST", "/people", "/people", {**PERSON, "given_name": "Binta"}),
        ("POST", "/people", "/people", {}),
        ("GET", "/people/{person_id}", f"/people/{case['person_id']}", None),
        ("GET", "/cases", "/cases", None),
        ("GET", "/cases", "/cases?limit=0", None),
        ("GET", "/cases/{case_id}", f"/cases/{case['id']}", None),
        ("GET", "/cases/{case_id}/moves", f"/cases/{case['id']}/moves", None),
        ("POST", "/cases/{case_id}/moves", f"/cases/{case['id']}/moves", {"move": "x", "effective_on": "2026-05-01"}),
        ("GET", "/cases/{case_id}/journal", f"/cases/{case['id']}/journal", None),
        ("GET", "/totals", "/totals?by=region,stage", None),
        ("GET", "/seams", "/seams", None),
        ("GET", "/pathway", "/pathway?pact=paca_2019", None),
        ("GET", "/organisations", "/organisations", None),
        ("GET", "/indicators", "/indicators", None),
        ("GET", "/cohorts", "/cohorts", None),
        ("GET", "/reconciliation", "/reconciliation", None),
        ("GET", "/equity", "/equity", None),
        ("GET", "/pacts", "/pacts", None),
        ("GET", "/series", "/series", None),
        ("GET", "/funnels/{name}", "/funnels/completion", None),
    ]
    for method, path, address, body in asked:
        answer = program.send(method, address, body, If_Match="1")
        operation = description["paths"][PREFIX + path][method.lower()]
        faults = list(validator(description, operation, answer.status_code).iter_errors(answer.json))
        assert not faults, (method, address, faults[:3])
