"""Counts attempts in the database, so that every worker sees the same limit. Knows nothing of sign-in.

Importing this module registers the storage with `limits`, which has none for SQL.
"""

from collections.abc import Callable
from typing import Any

from flask import current_app
from limits.storage import Storage
from sqlalchemy import case, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from parcours_app.clock import Clock
from parcours_app.extensions import db
from parcours_app.models.accounts import Attempt

SCHEME = "parcours+sql"


class SharedAttempts(Storage):
    """Fixed windows in the table `attempts`: one upsert per hit, atomic on both databases."""

    STORAGE_SCHEME = [SCHEME]  # noqa: RUF012 - the name and the type are fixed by limits

    @property
    def base_exceptions(self) -> type[Exception]:
        """What a failing database raises."""
        return SQLAlchemyError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Add `amount` to the window's count, opening a new window of `expiry` seconds when the last one is over."""
        now = _now()
        fresh = _insert()(Attempt).values(key=key, hits=max(amount, 0), expires_at=now + expiry)
        over = Attempt.expires_at <= now
        statement = fresh.on_conflict_do_update(
            index_elements=[Attempt.key],
            set_={
                "hits": case((over, max(amount, 0)), else_=Attempt.hits + amount),
                "expires_at": case((over, now + expiry), else_=Attempt.expires_at),
            },
        ).returning(Attempt.hits)
        with db.engine.begin() as connection:
            return int(connection.execute(statement).scalar_one())

    def get(self, key: str) -> int:
        """The present window's count, 0 when it is over."""
        now = _now()
        statement = select(Attempt.hits).where(Attempt.key == key, Attempt.expires_at > now)
        with db.engine.connect() as connection:
            return int(connection.execute(statement).scalar() or 0)

    def get_expiry(self, key: str) -> float:
        """When the window ends, in seconds since 1970; now when there is none."""
        with db.engine.connect() as connection:
            found = connection.execute(select(Attempt.expires_at).where(Attempt.key == key)).scalar()
        return float(found or _now())

    def check(self) -> bool:
        """True when the database answers."""
        self.get("check")
        return True

    def reset(self) -> int | None:
        """Forget every count; return how many there were."""
        with db.engine.begin() as connection:
            return connection.execute(delete(Attempt)).rowcount

    def clear(self, key: str) -> None:
        """Forget one count."""
        with db.engine.begin() as connection:
            connection.execute(delete(Attempt).where(Attempt.key == key))


def _now() -> float:
    clock: Clock = current_app.extensions["parcours_clock"]
    return clock.now().timestamp()


def _insert() -> Callable[..., Any]:
    return postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
