"""Benchmarks run only when asked for by name (`pytest tests/bench`), and end with a table of ratios.

PARCOURS_BENCH_PEOPLE: people of the small programme, 200 by default; the large one has ten times as many.
PARCOURS_BENCH_ROUNDS: pairs measured for each comparison, 15 by default.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import create_engine, make_url

from parcours_app import create_app
from parcours_app.extensions import db
from tests.bench.pairs import HEAD, Measured
from tests.bench.programme import PEOPLE, simulated
from tests.conftest import settings_for
from tests.frozen import FrozenClock

ROUNDS = int(os.environ.get("PARCOURS_BENCH_ROUNDS", "15"))
TABLE = pytest.StashKey[list[str]]()


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    """Only when asked for by name."""
    return None if any("bench" in Path(argument.partition("::")[0]).parts for argument in config.args) else True


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """The table."""
    for line in [HEAD, *config.stash.get(TABLE, [])] if TABLE in config.stash else []:
        terminalreporter.write_line(line)


@pytest.fixture
def note(request: pytest.FixtureRequest, engine_name: str) -> Callable[[Measured], None]:
    """note(measured): one line of the table; a bar passed is told there, and is no failure: a machine drifts."""

    def noted(measured: Measured) -> None:
        request.config.stash.setdefault(TABLE, []).append(f"{measured.line}  [{engine_name}]")

    return noted


@pytest.fixture(scope="session")
def rounds() -> int:
    return ROUNDS


@pytest.fixture(scope="session")
def installed(
    engine_name: str, database_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Flask]]:
    """installed(name): an application on a migrated database of its own."""
    home, made, apps = tmp_path_factory.mktemp(f"bench-{engine_name}"), [], []

    def install(name: str) -> Flask:
        url = f"sqlite:///{home / name}.sqlite" if engine_name == "sqlite" else _created(database_url, name, made)
        app = create_app(settings_for(url, Path(home)), FrozenClock())
        apps.append(app)
        with app.app_context():
            upgrade()
        return app

    yield install
    for app in apps:
        with app.app_context():
            db.engine.dispose()
    for name in made:
        _administer(database_url, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def programmes(installed: Callable[[str], Flask]) -> tuple[Flask, Flask]:
    """Two programmes of simulated people, the second ten times the first."""
    return simulated(installed("small"), PEOPLE), simulated(installed("large"), 10 * PEOPLE)


def _created(server: str, name: str, made: list[str]) -> str:
    unique = f"parcours_bench_{os.getpid()}_{name}"
    _administer(server, f'CREATE DATABASE "{unique}"')
    made.append(unique)
    return make_url(server).set(database=unique).render_as_string(hide_password=False)


def _administer(server: str, statement: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
