"""Alembic's environment: migrates the database of the current application. In batch mode on SQLite."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app
from sqlalchemy import JSON
from sqlalchemy.engine import Connection

from parcours_app.extensions import db
from parcours_app.models.base import UtcDateTime


def written(kind: str, item: Any, autogenerate: AutogenContext) -> str | Literal[False]:
    """How a new migration spells our column types: in Alembic's own words, so that an old one outlives the models."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, JSON):
        autogenerate.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


def migrate_with(connection: Connection) -> None:
    """Run the migrations on an open connection, in one transaction."""
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        compare_type=True,
        render_item=written,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":  # filling a column of many rows takes longer than a page may
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        context.run_migrations()


@contextmanager
def without_foreign_keys(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by making it anew: what refers to the old one must not stop that. Said outside any begin."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.cursor()
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.rollback()  # the pragma is not heard inside a transaction; what was to be kept is committed
        driver.execute("PRAGMA foreign_keys = ON")


if context.is_offline_mode():
    context.configure(
        url=current_app.config["SQLALCHEMY_DATABASE_URI"], target_metadata=db.metadata, literal_binds=True
    )
    with context.begin_transaction():
        context.run_migrations()
else:
    with db.engine.connect() as online, without_foreign_keys(online):
        migrate_with(online)
        online.commit()
