"""`parcours db`: bring the schema up or down with Alembic, and project the journal anew after it."""

import click
from alembic import command
from alembic.util import CommandError
from flask import current_app
from flask_babel import gettext

from parcours_app.cli.terminal import in_application, refusals
from parcours_app.services.folding import fold
from parcours_app.services.recounting import recount
from parcours_app.services.reprojection import reproject


@click.group()
def db() -> None:
    """Migrate the database."""


@db.command()
@click.argument("revision", default="head")
@in_application
def upgrade(revision: str) -> None:
    """Bring the schema up to REVISION (the newest by default)."""
    with refusals(CommandError):
        command.upgrade(current_app.extensions["migrate"].migrate.get_config(), revision)
    click.echo("The database is up to date.")


@db.command()
@click.argument("revision", default="-1")
@in_application
def downgrade(revision: str) -> None:
    """Take the schema back to REVISION (one step by default); what that step stored is lost."""
    with refusals(CommandError):
        command.downgrade(current_app.extensions["migrate"].migrate.get_config(), revision)
    click.echo("The database went back.")


@db.command()
@in_application
def project() -> None:
    """Rewrite every projection and count from the journal, after an upgrade that added some."""
    click.echo(gettext("Projected again: %(count)s cases", count=reproject()))
    click.echo(gettext("Counted again: %(count)s people", count=recount()))
    fold(current_app.extensions["parcours_clock"].today())


@db.command("fold")
@in_application
def fold_counts() -> None:
    """Fold the counts, as the worker does every hour."""
    done = fold(current_app.extensions["parcours_clock"].today())
    click.echo(gettext("Folded: %(count)s closings and lots", count=done))
