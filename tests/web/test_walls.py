"""The first wall, walked: every route of the application, every method, every role and the anonymous visitor.

What is right is written here by address, apart from the application, so that the two cannot be wrong together.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from parcours_app import create_app
from parcours_app.models.accounts import Account
from parcours_app.scope import operator
from parcours_app.services.people import create_person
from parcours_app.settings import Settings
from tests.frozen import FrozenClock
from tests.pages import PageClient
from tests.walks import PERSON
from workflows.engine import Role

AUDIENCES = {
    "/counsellor": Role.COUNSELLOR,
    "/beneficiary": Role.BENEFICIARY,
    "/supervisor": Role.SUPERVISOR,
    "/admin": Role.ADMINISTRATOR,
}
OPEN = {"/", "/login", "/logout", "/accessibility", "/privacy", "/plan", "/healthz", "/readyz", "/metrics"}
# The API answers to tokens, never to cookies: its own walk is in tests/api. A private calendar answers to the secret
# in its address, a stop link to its signature: tests/web/test_calendars.py and test_stopping.py walk them.
OPEN_PREFIXES = ("/static/", "/api/", "/calendar/", "/messages/stop/")

NOWHERE = "01900000-0000-7000-8000-000000000000"

FORMS = ("/privacy", "/login")  # where somebody signed in, and somebody who is not, finds a form

Clients = Mapping[Role | None, PageClient]


@pytest.fixture
def clients(
    app: Flask, make_account: Callable[..., Account], client_of: Callable[[Account], PageClient], clock: FrozenClock
) -> dict[Role | None, PageClient]:
    """One browser per role, and one that has not signed in (None)."""
    signed_in: dict[Role | None, PageClient] = {None: app.test_client()}
    person, _alike = create_person(operator(clock), PERSON)
    for role in AUDIENCES.values():
        owner = {"person_id": person.id} if role is Role.BENEFICIARY else {}
        signed_in[role] = client_of(make_account(role, **owner))
    return signed_in


def guarded_routes(app: Flask) -> Iterator[tuple[str, str, Role]]:
    """(method, address, the one role it is for) of every route that is not open to anyone."""
    for rule in app.url_map.iter_rules():
        if rule.rule in OPEN or rule.rule.startswith(OPEN_PREFIXES):
            continue
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield method, address_of(rule), AUDIENCES["/" + rule.rule.split("/")[1]]


def address_of(rule: Rule) -> str:
    """The rule's address, its variables naming nothing that exists."""
    built = rule.build({name: _plausible(rule, name) for name in rule.arguments})
    assert built
    return built[1]


def _plausible(rule: Rule, name: str) -> Any:
    kind = type(rule._converters[name]).__name__
    return {"IntegerConverter": 1, "PathConverter": "nowhere"}.get(kind, NOWHERE)


def wrong_cells(app: Flask, clients: Clients, only: str = "") -> list[str]:
    """The cells of the matrix route × visitor whose answer is not the one the wall must give; of one address or all."""
    tokens = {visitor: client.token(FORMS[visitor is None]) for visitor, client in clients.items()}
    wrong = []
    for method, address, owner in guarded_routes(app):
        if only not in ("", address):
            continue
        for visitor, client in clients.items():
            # The owner's own requests may change what their token answers to; a reading needs none.
            token = client.token(FORMS[0]) if visitor is owner and method != "GET" else tokens[visitor]
            answer = client.open(address, method=method, headers={"X-CSRFToken": token})
            if not rightly(answer.status_code, answer.location, visitor, owner):
                wrong.append(f"{method} {address} as {visitor}: {answer.status_code}")
    return wrong


def rightly(status: int, location: str | None, visitor: Role | None, owner: Role) -> bool:
    """Anonymous: sent to sign in. Another role: 403. The owner: anything but a wall or a defect."""
    to_sign_in = status == 302 and str(location).startswith("/login")
    if visitor is None:
        return to_sign_in
    if visitor is not owner:
        return status == 403
    return not to_sign_in and status != 403 and status < 500


def test_every_route_lets_in_its_own_role_and_nobody_else(app: Flask, clients: Clients) -> None:
    assert wrong_cells(app, clients) == []


LEAK = '<!doctype html><html lang="fr"><title>leak</title><h1>leak</h1></html>'


def test_a_planted_leak_turns_the_walk_red(app: Flask, clients: Clients, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.before_request_funcs, "counsellor", [])
    monkeypatch.setitem(app.view_functions, "counsellor.day", lambda: LEAK)
    if "counsellor.day" not in {rule.endpoint for rule in app.url_map.iter_rules()}:
        pytest.skip("the counsellor has no page yet")
    assert any(cell.startswith("GET /counsellor") for cell in wrong_cells(app, clients, "/counsellor/"))


def test_every_page_of_an_audience_lies_under_its_address(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        audience = "/" + rule.rule.split("/")[1]
        assert rule.rule in OPEN or rule.rule.startswith(OPEN_PREFIXES) or audience in AUDIENCES, rule


def test_an_undeclared_route_stops_the_start(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def plant(app: Flask) -> None:
        app.add_url_rule("/backdoor", "backdoor", lambda: "open")

    monkeypatch.setattr("parcours_app.web.furniture.register", plant)
    with pytest.raises(RuntimeError, match="backdoor"):
        create_app(settings)
