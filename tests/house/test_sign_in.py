"""Signing in and out, as a visitor meets it and as the walls hold it."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from parcours_app.extensions import db
from parcours_app.models.accounts import Account, SignInSession
from parcours_app.web.public.sign_in import safe_target
from tests.conftest import PASSWORD
from tests.frozen import FrozenClock
from tests.pages import PageClient
from workflows.engine import Role

Maker = Callable[..., Account]


@pytest.fixture
def supervisor(make_account: Maker) -> Account:
    return make_account(Role.SUPERVISOR, email="Chef@Example.org", display_name="Camille Chef")


def sign_in(client: PageClient, email: str = "chef@example.org", password: str = PASSWORD, **more: str):
    return client.submit("/login", {"email": email, "password": password, **more})


def test_a_supervisor_signs_in_whatever_the_case_of_the_address(client: PageClient, supervisor: Account) -> None:
    answer = sign_in(client, " CHEF@example.org ")
    assert answer.status_code == 302
    assert "Camille Chef" in client.get("/accessibility").get_data(as_text=True)


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: PageClient, supervisor: Account) -> None:
    wrong = sign_in(client, password="not the right one at all")
    unknown = sign_in(client, email="nobody@example.org")
    assert wrong.status_code == unknown.status_code == 401
    sentence = "L’adresse et le mot de passe ne vont pas ensemble"
    assert sentence in wrong.get_data(as_text=True)
    assert sentence in unknown.get_data(as_text=True)


def test_a_closed_account_is_refused_like_a_wrong_password(client: PageClient, supervisor: Account) -> None:
    supervisor.active = False
    assert sign_in(client).status_code == 401


def test_the_eleventh_failure_for_an_account_is_refused_even_with_the_right_password(
    app: Flask, supervisor: Account, clock: FrozenClock
) -> None:
    for number in range(10):
        client = app.test_client()
        token = client.token()
        client.environ_base["REMOTE_ADDR"] = f"192.0.2.{number}"
        data = {"csrf_token": token, "email": "chef@example.org", "password": "wrong"}
        assert client.post("/login", data=data).status_code == 401
    assert sign_in(app.test_client()).status_code == 429
    clock.advance(minutes=5, seconds=1)
    assert sign_in(app.test_client()).status_code == 302


def test_ten_failures_from_an_address_stop_it_whatever_header_it_sends(client: PageClient, supervisor: Account) -> None:
    token = client.token()
    statuses = [
        client.post(
            "/login",
            data={"csrf_token": token, "email": f"someone{number}@example.org", "password": "wrong"},
            headers={"X-Forwarded-For": f"203.0.113.{number}"},
        ).status_code
        for number in range(11)
    ]
    assert statuses == [401] * 10 + [429]


def test_signing_in_rightly_is_not_counted(app: Flask, supervisor: Account) -> None:
    assert [sign_in(app.test_client()).status_code for _ in range(12)] == [302] * 12


def test_a_session_ends_after_half_an_hour_without_a_page(
    client_of: Callable[[Account], PageClient], supervisor: Account, clock: FrozenClock
) -> None:
    client = client_of(supervisor)
    for _ in range(3):
        clock.advance(minutes=20)
        assert "Camille Chef" in client.get("/privacy").get_data(as_text=True)
    clock.advance(minutes=31)
    assert "Camille Chef" not in client.get("/privacy").get_data(as_text=True)


def test_a_session_ends_after_twelve_hours_whatever_happens(
    client_of: Callable[[Account], PageClient], supervisor: Account, clock: FrozenClock
) -> None:
    client = client_of(supervisor)
    for _ in range(12 * 3 - 1):
        clock.advance(minutes=20)
        assert "Camille Chef" in client.get("/privacy").get_data(as_text=True)
    clock.advance(minutes=20)
    assert "Camille Chef" not in client.get("/privacy").get_data(as_text=True)


def test_a_copied_cookie_is_dead_after_signing_out(
    app: Flask, client_of: Callable[[Account], PageClient], supervisor: Account
) -> None:
    client = client_of(supervisor)
    stolen = client.get_cookie("parcours").value
    assert client.submit("/privacy", at="/logout").status_code == 302
    thief = app.test_client()
    thief.set_cookie("parcours", stolen)
    assert "Camille Chef" not in thief.get("/privacy").get_data(as_text=True)
    assert db.session.scalar(select(func.count()).select_from(SignInSession)) == 0


def test_signing_in_needs_the_token_of_the_form(client: PageClient, supervisor: Account) -> None:
    answer = client.post("/login", data={"email": "chef@example.org", "password": PASSWORD})
    assert answer.status_code == 400
    assert "ouverte trop longtemps" in answer.get_data(as_text=True)


def test_signing_in_leads_back_to_the_page_that_was_wanted(client: PageClient, supervisor: Account) -> None:
    assert sign_in(client, next="/supervisor/?on=2026-01-01").location == "/supervisor/?on=2026-01-01"


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "\t//evil",
        "/\n/evil",
        "",
        None,
    ],
)
def test_nobody_is_sent_to_another_site_after_signing_in(target: str | None) -> None:
    assert safe_target(target) is None


def test_an_empty_form_says_what_is_missing(client: PageClient) -> None:
    answer = sign_in(client, "", "")
    assert answer.status_code == 422
    assert "Écrivez votre mot de passe." in answer.get_data(as_text=True)


@pytest.mark.parametrize("email", ["\x00", "é" * 200, "a" * 300, "\ud800".encode("utf-8", "surrogatepass")])
def test_a_hostile_address_is_refused_and_breaks_nothing(client: PageClient, email: str) -> None:
    assert sign_in(client, email).status_code in {401, 422}


def test_the_database_never_holds_the_value_of_the_cookie(
    client_of: Callable[[Account], PageClient], supervisor: Account
) -> None:
    client = client_of(supervisor)
    with client.session_transaction() as cookie:
        secret = cookie["_user_id"]
    assert db.session.scalar(select(SignInSession.id)) != secret
    assert len(secret) >= 43
