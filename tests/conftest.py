"""What every test can ask for: an application per engine on a clean database, clients, accounts, a clock."""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy.orm import Session, scoped_session

from config import ROOT, TEMPLATES, TRANSLATIONS
from hatch_build import compile_catalogues
from parcours_app import create_app
from parcours_app.extensions import db
from parcours_app.models.accounts import Account
from parcours_app.services import accounts, sign_in
from parcours_app.settings import Environment, PasswordCost, Settings
from tests.databases import ENGINES, Cleaner, NoServer, database, required, server
from tests.frozen import START, FrozenClock
from tests.pages import PageClient
from tests.sql_count import counted
from workflows.engine import Role

PASSWORD = "correct horse battery staple"


SERVER = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    gc.disable()  # until all is loaded: nothing of it is garbage, and looking for some takes a second
    if not hasattr(config, "workerinput"):  # once, not in each process that shares the suite
        compile_catalogues(ROOT)


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: the collector, which took a fifth of the time, leaves it alone."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    gc.enable()


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """The whole suite is shared between processes; what is named on the command line runs in one.

    One more than processors, since each waits for a browser or a server a third of its time.
    """
    return (os.cpu_count() or 1) + 1 if config.args_source is config.ArgsSource.TESTPATHS else 0


def pytest_configure_node(node: Any) -> None:
    """Processes that share the suite share a PostgreSQL server too: one that dies leaves no server behind."""
    if SERVER not in node.config.stash:
        stack = ExitStack()
        node.config.add_cleanup(stack.close)
        with suppress(NoServer):  # said by the tests that need one
            node.config.stash[SERVER] = stack.enter_context(server())
    node.workerinput["postgresql"] = node.config.stash.get(SERVER, None)


@pytest.fixture(autouse=True)
def _push_request_context() -> None:
    """Silence pytest-flask's fixture: its context leaks the signed-in user from one request to the next."""


@pytest.fixture(scope="session", params=ENGINES)
def engine_name(request: pytest.FixtureRequest) -> str:
    """Which database this test runs on: sqlite, then postgresql."""
    return str(request.param)


@pytest.fixture(scope="session")
def postgresql_server(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a PostgreSQL server, this process's own or the one it shares."""
    shared = getattr(request.config, "workerinput", {}).get("postgresql")
    with ExitStack() as stack:
        try:
            yield shared or stack.enter_context(server())
        except NoServer as none:
            if required():
                raise
            pytest.skip(str(none))


@pytest.fixture(scope="session")
def database_url(
    engine_name: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[str]:
    if engine_name == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp(engine_name) / 'parcours.sqlite'}"
        return
    with database(request.getfixturevalue("postgresql_server")) as url:
        yield url


def settings_for(database_url: str, home: Path, **changes: Any) -> Settings:
    """The settings of a test application; argon2id is made cheap."""
    values: dict[str, Any] = {
        "database_url": database_url,
        "templates": TEMPLATES,
        "translations": TRANSLATIONS,
        "home": home,
        "environment": Environment.TEST,
        "secret_key": "a key for tests only, long enough to be one",
        "base_url": "http://localhost",
        "password_cost": PasswordCost(memory_kib=8, passes=1, lanes=1),
    }
    return Settings(**{**values, **changes})


@pytest.fixture(scope="session")
def settings(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return settings_for(database_url, tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """The templates compiled so far, by this process or by another that shares the suite."""
    ours = tmp_path_factory.getbasetemp()
    folder = (ours.parent if "PYTEST_XDIST_WORKER" in os.environ else ours) / "templates"
    folder.mkdir(exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


@pytest.fixture(scope="session")
def _bench(settings: Settings, compiled: FileSystemBytecodeCache) -> Iterator[tuple[Flask, Cleaner, FrozenClock]]:
    clock = FrozenClock()
    app = create_app(settings, clock)
    app.jinja_env.bytecode_cache = compiled
    app.test_client_class = PageClient
    yield app, Cleaner(app), clock
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def clock(_bench: tuple[Flask, Cleaner, FrozenClock]) -> FrozenClock:
    """The application's clock: Monday 15 June 2026, 9:00 in Paris, until the test moves it."""
    return _bench[2]


@pytest.fixture
def app(_bench: tuple[Flask, Cleaner, FrozenClock]) -> Iterator[Flask]:
    """The application on a clean database."""
    application, cleaner, clock = _bench
    clock.instant = START
    yield application
    cleaner.clean()


@pytest.fixture
def session(app: Flask) -> Iterator[scoped_session[Session]]:
    """The database session, inside the application's context: services and queries can be called."""
    with app.app_context():
        yield db.session
        db.session.remove()


@pytest.fixture
def client(app: Flask) -> PageClient:
    """An anonymous visitor."""
    return app.test_client()


@pytest.fixture
def make_account(app: Flask, session: scoped_session[Session], clock: FrozenClock) -> Callable[..., Account]:
    """make_account(role, email=…, organisation=…, region=…, person_id=…): an account whose password is PASSWORD."""

    def make(role: Role, **asked: Any) -> Account:
        fitting = {Role.COUNSELLOR: {"organisation": "Mission locale de Test", "region": "11"}}.get(role, {})
        wanted = {"email": f"{role}@example.org", **fitting, **asked}
        stored = app.extensions["parcours_passwords"].hash(PASSWORD)
        return accounts.create_account(accounts.NewAccount(role, **wanted), stored, clock.now())

    return make


@pytest.fixture
def client_of(app: Flask, session: scoped_session[Session], clock: FrozenClock) -> Callable[[Account], PageClient]:
    """client_of(account): a browser signed in as that account."""

    def signed_in(account: Account) -> PageClient:
        secret = sign_in.begin_session(account.id, clock.now())
        client: PageClient = app.test_client()
        with client.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = secret, True
        return client

    return signed_in


@pytest.fixture
def count_queries(app: Flask) -> Callable[[], AbstractContextManager[list[str]]]:
    """with count_queries() as statements: … ; len(statements) is the number of SQL statements sent."""
    with app.app_context():
        engine = db.engine
    return lambda: counted(engine)
