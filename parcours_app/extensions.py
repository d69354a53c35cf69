"""The bare objects: database, migrations, languages, sign-in, CSRF, limits.

create_app binds them; no rule lives here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from flask_babel import Babel, force_locale, gettext
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from parcours_app.models import Base

# Objects stay readable after a commit: a service commits once, then the page or the API shows what it returned.
db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})
migrate = Migrate()
babel = Babel()
login_manager = LoginManager()
csrf = CSRFProtect()
limiter = Limiter(key_func=get_remote_address, strategy="fixed-window")

SQLITE_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = NORMAL",
    "foreign_keys = ON",
    "busy_timeout = 10000",
)

_reading: ContextVar[bool] = ContextVar("parcours_reading", default=False)


@contextmanager
def reading(only: bool = True) -> Iterator[None]:  # noqa: FBT001, FBT002 - reads as a sentence: reading(only=False)
    """Within this block new transactions only read, so SQLite need not take its single write lock."""
    before = _reading.set(only)
    try:
        yield
    finally:
        _reading.reset(before)


def french(text: str) -> str:
    """A msgid in French, whatever the page or the installation speaks: for files that carry both languages."""
    with force_locale("fr"):
        return str(gettext(text))


def prepare_sqlite(engine: Engine) -> None:
    """Make SQLite safe for several workers: WAL, foreign keys, and the write lock taken when a transaction begins.

    A deferred transaction that reads and then writes fails at once when another writer came between; one that
    begins with the lock waits its turn.
    """

    def on_connect(connection: Any, record: Any) -> None:
        del record
        connection.isolation_level = None
        for pragma in SQLITE_PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if _reading.get() else "BEGIN IMMEDIATE")

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)


# PostgreSQL: connection exceptions, shutting down, too many connections, disk full, read-only standby.
AWAY_STATES = ("08", "57P", "533", "531", "25006")
AWAY_SQLITE = ("database is locked", "disk is full", "readonly database", "unable to open database", "disk i/o error")


def database_is_away(error: BaseException) -> bool:
    """True when the database cannot serve for now (503); any other database error is a defect (500)."""
    if isinstance(error, PoolTimeoutError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    state = getattr(error.orig, "sqlstate", None)
    if state:
        return str(state).startswith(AWAY_STATES)
    if not isinstance(error, OperationalError):
        return False
    on_postgresql = type(error.orig).__module__.startswith("psycopg")
    return on_postgresql or any(sign in str(error.orig).lower() for sign in AWAY_SQLITE)


def is_unmigrated(error: DBAPIError) -> bool:
    """True when a table or column of this code is missing from the database."""
    return getattr(error.orig, "sqlstate", None) in {"42P01", "42703"} or "no such table" in str(error.orig)
