"""Whether the database can serve this code: reachable, and migrated to the same revision. Never writes."""

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from parcours_app.extensions import db, reading


def obstacle() -> str:
    """Why the application cannot serve, in one sentence for the operator; empty when it can."""
    expected = ScriptDirectory(current_app.extensions["migrate"].directory).get_heads()
    try:
        with reading(), db.engine.connect() as connection:
            found = MigrationContext.configure(connection).get_current_heads()
    except SQLAlchemyError:
        return "The database does not answer."
    if set(found) != set(expected):
        return "The database is not migrated: run `parcours db upgrade`."
    return ""
