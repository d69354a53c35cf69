"""`parcours journal verify`: proves that no entry was changed, removed or slipped in."""

import click

from parcours_app.cli.terminal import in_application
from parcours_app.extensions import reading
from parcours_app.queries.journal_check import first_break


@click.group()
def journal() -> None:
    """The journal of entries."""


@journal.command()
@click.pass_context
@in_application
def verify(context: click.Context, /) -> None:
    """Check the chain of hashes of every case; exit 1 and name the first broken entry."""
    with reading():
        read, broken = first_break()
    if broken is not None:
        named = f"entry {broken.entry} (seq {broken.seq})" if broken.entry else f"seq {broken.seq}"
        click.echo(f"broken: case {broken.number}, {named}: {broken.wrong}", err=True)
        context.exit(1)
    click.echo(f"intact: {read} entries")
