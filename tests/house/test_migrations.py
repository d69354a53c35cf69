"""The schema: migrations and models say the same, up and down, on both databases."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text

from parcours_app.extensions import db


def test_the_migrations_make_exactly_the_tables_of_the_models(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_on_postgresql_a_migration_has_no_time_limit_and_no_statement_is_compiled(app, engine_name, count_queries):
    if engine_name != "postgresql":
        return
    with app.app_context(), count_queries() as statements:
        downgrade()
        upgrade()
        assert db.session.scalar(text("SHOW jit")) == "off"
        assert db.session.scalar(text("SHOW statement_timeout")) == "1min"
    assert sum("statement_timeout = 0" in statement for statement in statements) == 2


def test_the_migrations_go_down_to_nothing_and_up_again(app: Flask) -> None:
    with app.app_context():
        downgrade(revision="base")
        assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
        upgrade()
        assert set(db.metadata.tables) <= set(inspect(db.engine).get_table_names())
