"""The `parcours` command: what it prints, where, and its exit codes."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import config
from parcours_app.cli import COMMANDS, run, serve
from parcours_app.settings import SHORTEST_SECRET_KEY, Settings


@pytest.fixture
def environment(tmp_path: Path, install: Callable[[Path], dict[str, str]]) -> dict[str, str]:
    """An installation of its own, on SQLite, migrated, today."""
    return {name: value for name, value in install(tmp_path).items() if name != "PARCOURS_TODAY"}


def parcours(variables: dict[str, str], *arguments: str) -> int:
    def load() -> Settings:
        return config.from_environment(variables)

    return run(load, list(arguments))


def create(variables: dict[str, str], *more: str) -> int:
    return parcours(variables, "account", "create", "--email", "Chef@example.org", *more)


def test_an_account_is_created_with_a_password_shown_once(
    environment: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert create(environment, "--role", "supervisor", "--region", "11") == 0
    assert re.search(r"^password: \S{15,}$", capsys.readouterr().out, re.MULTILINE)


def test_a_new_organisation_is_created_under_its_region(
    environment: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    counsellor = ("--role", "counsellor", "--organisation", "Mission locale de Lens")
    assert create(environment, *counsellor) == 1
    assert "donnez sa région avec --region" in capsys.readouterr().err
    assert create(environment, *counsellor, "--region", "32") == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--role", "beneficiary", "--person", "nobody"), "aucune personne d’identifiant nobody"),
        (("--role", "supervisor", "--region", "99"), "aucune région de code 99"),
        (("--role", "counsellor", "--organisation", "Neuve", "--region", "Bretagne"), "aucune région de code Bretagne"),
        (("--role", "counsellor", "--organisation", "Mission locale de Lens", "--region", "53"), "Hauts-de-France"),
    ],
)
def test_an_account_is_not_created_on_what_does_not_exist(
    environment: dict[str, str], capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    known = ("--role", "counsellor", "--organisation", "Mission locale de Lens", "--region", "32")
    assert parcours(environment, "account", "create", "--email", "lens@example.org", *known) == 0
    capsys.readouterr()
    assert create(environment, *arguments) == 1
    captured = capsys.readouterr()
    assert words in captured.err
    assert captured.out == ""
    assert create(environment, *known) == 0, "nothing was written, and the same region may be given again"


def test_a_token_is_alone_on_the_last_line(environment: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    create(environment, "--role", "administrator")
    assert parcours(environment, "token", "create", "--email", "chef@example.org") == 0
    assert re.fullmatch(r"parcours_[\w-]{43}", capsys.readouterr().out.splitlines()[-1])


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("token", "create", "--email", "nobody@example.org"), 1, "Il n’y a pas de compte pour nobody@example.org"),
        (("account", "create", "--role", "beneficiary", "--email", "b@example.org"), 1, "--person ID"),
        (("account", "create", "--role", "operator", "--email", "b@example.org"), 2, "'operator' is not one of"),
        (("account", "create", "--role", "supervisor", "--email", "not-an-address"), 1, "adresse e-mail"),
        (("retention", "run"), 2, "not available yet"),
        (("unheard-of",), 2, "No such command"),
        (("serve", "--port", "0"), 2, "--port"),
        (("db", "upgrade", "9999"), 1, "9999"),
    ],
)
def test_a_refusal_is_one_sentence_on_stderr(
    environment: dict[str, str], capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int, words: str
) -> None:
    capsys.readouterr()
    assert parcours(environment, *arguments) == code
    captured = capsys.readouterr()
    assert words in captured.err
    assert len(captured.err.strip().splitlines()) == 1
    assert captured.out == ""


def test_production_is_not_served_without_a_key(
    environment: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert parcours({**environment, "PARCOURS_ENV": "production"}, "serve") == 1
    assert "PARCOURS_SECRET_KEY is missing" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["demo", "test"])
def test_a_demonstration_and_a_test_are_served_with_a_key_of_the_run(
    environment: dict[str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    served: list[Settings] = []
    monkeypatch.setattr(serve, "serve_until_stopped", lambda settings, *_more: served.append(settings))
    for _start in range(2):
        assert parcours({**environment, "PARCOURS_ENV": name}, "serve") == 0
    assert "signs in again" in capsys.readouterr().err
    first, second = (settings.secret_key or "" for settings in served)
    assert len(first) >= SHORTEST_SECRET_KEY
    assert first != second
    assert parcours({**environment, "PARCOURS_ENV": name, "PARCOURS_SECRET_KEY": "short"}, "serve") == 0
    assert served[-1].secret_key == "short"


def test_the_same_account_twice_is_refused(environment: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    create(environment, "--role", "supervisor")
    assert create(environment, "--role", "administrator") == 1
    assert "Un compte existe déjà pour chef@example.org" in capsys.readouterr().err


def test_a_password_can_be_given_and_must_be_long(
    environment: dict[str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    given = tmp_path / "password"
    for text, code in (("too short\n", 1), ("long enough to be kept\n", 0)):
        given.write_text(text)
        with given.open() as handle:
            monkeypatch.setattr("sys.stdin", handle)
            assert create(environment, "--role", "supervisor", "--password-stdin") == code
    assert "password:" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("variable", "value", "command"),
    [
        ("PARCOURS_HOME", "{file}/data", ("db", "upgrade")),
        ("PARCOURS_HOME", "{file}", ("db", "upgrade")),
        ("PARCOURS_DATABASE_URL", "sqlite:///{file}/data/p.sqlite", ("db", "upgrade")),
    ],
)
def test_a_folder_that_cannot_be_made_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], variable: str, value: str, command: tuple[str, ...]
) -> None:
    (tmp_path / "file").write_text("in the way")
    variables = {"PARCOURS_HOME": str(tmp_path / "home"), variable: value.format(file=tmp_path / "file")}
    assert parcours(variables, *command) == 1
    said = capsys.readouterr().err
    assert "cannot be made" in said
    assert f"set {variable} to a place you may write in" in said


def test_an_unmigrated_database_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert create({"PARCOURS_HOME": str(tmp_path), "PARCOURS_ENV": "test"}, "--role", "supervisor") == 1
    assert "run `parcours db upgrade`" in capsys.readouterr().err


def test_the_schema_goes_down_and_up(environment: dict[str, str]) -> None:
    assert parcours(environment, "db", "downgrade", "base") == 0
    assert parcours(environment, "db", "upgrade") == 0


def test_every_command_of_the_contract_is_in_the_table() -> None:
    contract = (
        "demo serve worker db simulate import totals indicators reconcile journal diagram account token retention"
    )
    assert set(contract.split()) <= set(COMMANDS)


@pytest.fixture
def served(environment: dict[str, str]) -> Iterator[str]:
    """`parcours serve` in a process of its own; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    variables = {**os.environ, **environment, "PARCOURS_ENV": "production", "PARCOURS_SECRET_KEY": "k" * 40}
    command = [sys.executable, str(config.ROOT / "wsgi.py"), "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=30)
        assert b"Traceback" not in errors, errors.decode()


def test_the_production_server_answers(served: str) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(served + "/readyz", timeout=5) as answer:  # noqa: S310 - our own server
                assert answer.read() == b"ready\n"
                assert answer.headers["Content-Security-Policy"]
                return
        except urllib.error.URLError:
            assert time.monotonic() < deadline, "the server did not answer"
            time.sleep(0.2)
