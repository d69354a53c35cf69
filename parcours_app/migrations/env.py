"""Alembic's environment: migrates the database of the current application. In batch mode on SQLite."""

from alembic import context
from flask import current_app
from sqlalchemy.engine import Connection

from parcours_app.extensions import db


def migrate_with(connection: Connection) -> None:
    """Run the migrations on an open connection, in one transaction."""
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        compare_type=True,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    context.configure(
        url=current_app.config["SQLALCHEMY_DATABASE_URI"], target_metadata=db.metadata, literal_binds=True
    )
    with context.begin_transaction():
        context.run_migrations()
else:
    with db.engine.connect() as online:
        migrate_with(online)
        online.commit()
