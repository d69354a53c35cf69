"""What every answer carries, and the pages shown when something cannot be."""

import re

import psycopg
import pytest
import sqlalchemy.exc
from flask import Flask

from parcours_app.extensions import database_is_away
from tests.pages import PageClient

ADDRESSES = ("/login", "/accessibility", "/privacy", "/plan", "/healthz", "/readyz", "/metrics", "/nowhere", "/logout")


@pytest.mark.parametrize("address", [*ADDRESSES, "/static/css/tokens.css", "/static/none.css", "/"])
def test_every_answer_carries_the_strict_headers(client: PageClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert re.search(r"script-src 'self' 'nonce-[\w-]{20,}'", policy)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_each_answer_has_its_own_nonce(client: PageClient) -> None:
    assert len({client.get("/login").headers["Content-Security-Policy"] for _ in range(3)}) == 3


def test_a_static_file_is_asked_for_once_since_its_address_names_what_it_holds(client: PageClient) -> None:
    page = client.get("/login").get_data(as_text=True)
    sheets = re.findall(r'href="(/static/[^"]+)"', page)
    assert len(sheets) > 10
    for sheet in sheets:
        assert client.get(sheet).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    for address in ("/static/css/tokens.css", "/static/css/tokens.css?v=another"):
        assert client.get(address).headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("address", ["/login", "/accessibility", "/privacy", "/plan"])
@pytest.mark.parametrize(("language", "direction"), [("fr", "ltr"), ("en", "ltr")])
def test_a_public_page_speaks_the_language_asked_for(
    client: PageClient, address: str, language: str, direction: str
) -> None:
    page = client.get(f"{address}?lang={language}").get_data(as_text=True)
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert f'<html lang="{language}"' in client.get(address).get_data(as_text=True)


def test_what_is_kept_of_health_is_told_as_it_is(client: PageClient) -> None:
    page = client.get("/privacy?lang=en").get_data(as_text=True)
    assert "Nothing is written about your health" not in page, "a motive may be of health"
    assert "only a short code may be kept" in page


def test_an_unknown_language_is_ignored(client: PageClient) -> None:
    assert '<html lang="fr"' in client.get("/login?lang=../../etc").get_data(as_text=True)


@pytest.mark.parametrize(
    ("method", "address", "status", "words"),
    [
        ("GET", "/nowhere", 404, "Cette page n’existe pas"),
        ("GET", "/logout", 405, "Cette page ne s’utilise pas de cette façon"),
        ("POST", "/logout", 400, "Votre page est restée ouverte trop longtemps"),
    ],
)
def test_a_refusal_is_a_page_in_french(client: PageClient, method: str, address: str, status: int, words: str) -> None:
    answer = client.open(address, method=method)
    assert answer.status_code == status
    assert words in answer.get_data(as_text=True)


def test_a_wrong_method_says_which_ones_are_allowed(client: PageClient) -> None:
    assert "POST" in client.get("/logout").headers["Allow"]


def test_an_error_of_the_api_is_a_problem_document(client: PageClient) -> None:
    answer = client.get("/api/v1/nowhere")
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json(force=True)["status"] == 404


def failing(app: Flask, monkeypatch: pytest.MonkeyPatch, error: Exception) -> PageClient:
    def fail() -> str:
        raise error

    monkeypatch.setitem(app.view_functions, "public.privacy", fail)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    return app.test_client()


def test_a_defect_is_a_page_that_tells_nothing_of_itself(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = failing(app, monkeypatch, KeyError("secret detail")).get("/privacy")
    assert answer.status_code == 500
    assert "Quelque chose a échoué de notre côté" in answer.get_data(as_text=True)
    assert "secret detail" not in answer.get_data(as_text=True)
    assert "Content-Security-Policy" in answer.headers


def test_a_lost_database_is_said_to_be_away(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    lost = sqlalchemy.exc.OperationalError("SELECT 1", {}, psycopg.OperationalError("server closed the connection"))
    answer = failing(app, monkeypatch, lost).get("/privacy")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert "n’est pas disponible" in answer.get_data(as_text=True)


def test_a_broken_constraint_is_a_defect_and_not_an_absence() -> None:
    broken = sqlalchemy.exc.IntegrityError("INSERT", {}, psycopg.errors.UniqueViolation("twice"))
    assert not database_is_away(broken)
    assert not database_is_away(ValueError("no"))


def test_the_probes_answer(client: PageClient) -> None:
    assert client.get("/healthz").get_data(as_text=True) == "ok\n"
    assert client.get("/readyz").get_data(as_text=True) == "ready\n"
    client.get("/login")
    counted = client.get("/metrics").get_data(as_text=True)
    assert re.search(r'parcours_requests_total\{endpoint="public.sign_in",method="GET",status="200"\} [1-9]', counted)
