"""`parcours publication verify`: proves that published figures are those that were published, and still found again."""

import click
from flask import current_app

from parcours_app.cli.terminal import in_application
from parcours_app.extensions import reading
from parcours_app.models import Publication
from parcours_app.queries.publications import every, publication, verified
from parcours_app.scope import operator


@click.group("publication")
def publications() -> None:
    """The figures published."""


@publications.command()
@click.argument("key", metavar="[ID]", required=False)
@click.pass_context
@in_application
def verify(context: click.Context, /, key: str | None) -> None:
    """Verify one publication, or all of them; exit 1 and say what differs."""
    viewer = operator(current_app.extensions["parcours_clock"])
    with reading():
        one = publication(viewer, key) if key else None
        if key and one is None:
            raise click.ClickException(f"There is no publication {key}: look for it on the page of the publications.")
        found = [one] if one else list(every())
        wrong = [line for each in found for line in _wrong(each)]
    for line in wrong:
        click.echo(line, err=True)
    if wrong:
        context.exit(1)
    click.echo(f"intact: {len(found)} publications")


def _wrong(found: Publication) -> list[str]:
    proof = verified(found)
    broken = [f"broken: publication {found.id}: {code}" for code in proof.broken]
    figures = [
        f"differs: publication {found.id}: {each.measure} {dict(each.cell)} published {each.published}, "
        f"computed {each.computed}"
        for each in proof.figures
    ]
    return broken + figures
