"""`parcours reconcile`: replays the journal and prints where a projection or a count disagrees. Repairs nothing."""

import click

from parcours_app.cli.terminal import in_application
from parcours_app.extensions import reading
from parcours_app.queries.reconcile import UnknownCase, differences

SHOWN = 1000


@click.command()
@click.option("--case", help="One case, by id or number.")
@click.pass_context
@in_application
def reconcile(context: click.Context, /, *, case: str | None) -> None:
    """Compare every projection and count with the journal; exit 1 when some differ."""
    found = 0
    try:
        with reading():
            for found, difference in enumerate(differences(case), 1):
                if found <= SHOWN:
                    click.echo(f"{difference.where}: stored {difference.stored}; replayed {difference.replayed}")
    except UnknownCase as unknown:
        raise click.ClickException(f"There is no case {case}: give its id or its number.") from unknown
    click.echo(f"differences={found}")
    context.exit(1 if found else 0)
