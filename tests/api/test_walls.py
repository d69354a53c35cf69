"""Who may ask what: every route of the API × no token and every role; and what the API leaves alone, the pages."""

from functools import reduce

import pytest
from werkzeug.test import Client

from parcours_app.api import SITE_MAP
from parcours_app.scope import operator
from parcours_app.services.accounts import revoke_tokens
from parcours_app.services.people import create_person
from tests.api.program import PERSON, PREFIX, Program
from workflows.engine import Role

NOBODY = "01900000-0000-7000-8000-000000000000"
FOLLOWING = {Role.COUNSELLOR, Role.SUPERVISOR}
READING = {*FOLLOWING, Role.BENEFICIARY}
EVERYBODY = {*READING, Role.ADMINISTRATOR}
# Written here apart from the application, so that the two cannot be wrong together.
OPEN_TO = {
    ("POST", "/people"): {Role.COUNSELLOR},
    ("GET", "/people/{id}"): {Role.COUNSELLOR, Role.BENEFICIARY},
    ("PATCH", "/people/{id}"): {Role.COUNSELLOR},
    ("POST", "/cases"): {Role.COUNSELLOR},
    ("GET", "/cases"): READING,
    ("GET", "/cases/{id}"): READING,
    ("GET", "/cases/{id}/moves"): READING,
    ("POST", "/cases/{id}/moves"): FOLLOWING,
    ("POST", "/cases/{id}/corrections"): FOLLOWING,
    ("GET", "/cases/{id}/journal"): READING,
    ("GET", "/cases/{id}/appointments"): READING,
    ("POST", "/cases/{id}/appointments"): {Role.COUNSELLOR},
    ("POST", "/cases/{id}/appointments/{n}/close"): {Role.COUNSELLOR},
    ("GET", "/totals"): FOLLOWING,
    ("GET", "/seams"): FOLLOWING,
    ("GET", "/indicators"): FOLLOWING,
    ("GET", "/indicators/{name}"): FOLLOWING,
    ("GET", "/programme"): FOLLOWING,
    ("GET", "/reconciliation"): FOLLOWING,
    ("GET", "/equity"): FOLLOWING,
    ("GET", "/pacts"): FOLLOWING,
    ("GET", "/series"): FOLLOWING,
    ("GET", "/cohorts"): FOLLOWING,
    ("GET", "/funnels/{name}"): FOLLOWING,
    ("GET", "/sessions"): FOLLOWING,
    ("GET", "/sessions/{id}"): FOLLOWING,
    ("GET", "/publications"): {Role.SUPERVISOR},
    ("GET", "/publications/{id}"): {Role.SUPERVISOR},
    ("GET", "/publications/{id}/document"): {Role.SUPERVISOR},
    ("GET", "/publications/{id}/changes"): {Role.SUPERVISOR},
    ("GET", "/pathway"): EVERYBODY,
    ("GET", "/organisations"): EVERYBODY,
}


def address(path):
    return path.replace("{id}", NOBODY).replace("{name}", "durable").replace("{n}", "1")


@pytest.fixture
def programs(program_of, make_account, clock):
    """A program per role."""
    person, _alike = create_person(operator(clock), PERSON)
    own = {Role.BENEFICIARY: {"person_id": person.id}}
    return {role: program_of(make_account(role, **own.get(role, {}))) for role in EVERYBODY}


def test_every_route_of_the_api_is_in_this_table(app):
    rules = {
        (method, rule.rule.removeprefix(PREFIX).replace("<uuid:person_id>", "{id}").replace("<uuid:case_id>", "{id}"))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(PREFIX) and not rule.rule.endswith("openapi.json")
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    names = {"<string:name>": "{name}", "<int:n>": "{n}", "<uuid:session_id>": "{id}", "<uuid:publication_id>": "{id}"}
    plain = {(method, reduce(lambda told, name: told.replace(*name), names.items(), path)) for method, path in rules}
    assert plain == set(OPEN_TO)
    assert len(SITE_MAP) == len(OPEN_TO)


@pytest.mark.parametrize(("method", "path"), OPEN_TO)
def test_a_route_is_open_to_its_roles_only(programs, app, method, path):
    for role, caller in programs.items():
        status = caller.send(method, address(path), {} if method != "GET" else None, If_Match="1").status_code
        assert (status == 403) == (role not in OPEN_TO[method, path]), (role, status)
        assert status not in {401, 405}
    for token in ("", "parcours_" + "x" * 43, "é" * 10, "x" * 5000):
        stranger = Program(app, token.encode().decode("latin-1"))
        answer = stranger.send(method, address(path), {} if method != "GET" else None)
        assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Bearer realm="parcours"')


def test_a_session_cookie_opens_nothing(app, make_account, client_of):
    browser = client_of(make_account(Role.COUNSELLOR))
    assert browser.get("/counsellor/").status_code == 200
    assert browser.get(f"{PREFIX}/cases").status_code == 401


def test_a_token_needs_no_csrf_token_and_gets_no_cookie_even_with_a_language(program):
    assert program.post("/people?lang=en", {}).status_code == 422


def test_a_revoked_or_old_token_is_dead(program, clock):
    assert program.get("/cases").status_code == 200
    clock.advance(days=366)
    assert program.get("/cases").status_code == 401
    clock.advance(days=-366)
    revoke_tokens(program.account.id, clock.now())
    assert program.get("/cases").status_code == 401


def test_a_page_that_does_not_exist_stays_a_page(client):
    answer = client.get("/nowhere")
    assert (answer.status_code, answer.mimetype) == (404, "text/html")


@pytest.mark.parametrize("path", ["/nowhere", "/cases/12", "/cases/9223372036854775808", "/cases/%00", "/people/é"])
def test_an_address_that_does_not_exist_is_a_problem(program, path):
    answer = program.get(path)
    assert answer.status_code == 404
    assert answer.json["status"] == 404


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PROPFIND"])
def test_a_method_a_route_does_not_have_is_told_with_those_it_has(app, method):
    answer = Client(app).open(f"{PREFIX}/cases", method=method)
    assert answer.status_code == 405
    assert {"GET", "POST"} <= set(answer.headers["Allow"].replace(" ", "").split(","))
