"""`parcours db`: bring the schema up or down with Alembic. Touches no data of its own."""

import click
from flask_migrate import downgrade as alembic_downgrade
from flask_migrate import upgrade as alembic_upgrade

from parcours_app.cli.terminal import in_application


@click.group()
def db() -> None:
    """Migrate the database."""


@db.command()
@click.argument("revision", default="head")
@in_application
def upgrade(revision: str) -> None:
    """Bring the schema up to REVISION (the newest by default)."""
    alembic_upgrade(revision=revision)
    click.echo("The database is up to date.")


@db.command()
@click.argument("revision", default="-1")
@in_application
def downgrade(revision: str) -> None:
    """Take the schema back to REVISION (one step by default); what that step stored is lost."""
    alembic_downgrade(revision=revision)
    click.echo("The database went back.")
