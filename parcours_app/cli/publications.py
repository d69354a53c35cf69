"""`parcours publication`: lists what was published, proves that it still stands, tells what changed since."""

import click
from flask import current_app

from parcours_app.cli.printing import FIGURE_FORMATS, FORMATS, as_json, csv_lines, say, table_lines, workbook
from parcours_app.cli.terminal import in_application
from parcours_app.extensions import reading
from parcours_app.models import Publication
from parcours_app.queries.frozen import frozen
from parcours_app.queries.publications import every, publication, verified
from parcours_app.queries.restatement import restatement
from parcours_app.queries.restatement_sheet import restatement_document, restatement_sheet
from parcours_app.scope import Viewer, operator

PLAIN = ("id", "title", "region", "on", "known", "published_at", "digest")
COUNTS = ("measure", "published", "now", "difference")


@click.group("publication")
def publications() -> None:
    """The figures published."""


@publications.command("list")
@click.option("--format", "shape", type=click.Choice(FORMATS), default="table", show_default=True)
@in_application
def list_of_publications(*, shape: str) -> None:
    """List what was published, in order."""
    with reading():
        rows = [{name: getattr(each, name) for name in PLAIN} for each in every()]
    if shape == "json":
        click.echo(as_json({"items": rows}))
        return
    say(csv_lines(PLAIN, rows) if shape == "csv" else table_lines(PLAIN, rows))


@publications.command()
@click.argument("key", metavar="[ID]", required=False)
@click.pass_context
@in_application
def verify(context: click.Context, /, key: str | None) -> None:
    """Verify one publication, or all of them; exit 1 and say what differs."""
    viewer = operator(current_app.extensions["parcours_clock"])
    with reading():
        found = [_named(viewer, key)] if key else list(every())
        wrong = [line for each in found for line in _wrong(each)]
    for line in wrong:
        click.echo(line, err=True)
    if wrong:
        context.exit(1)
    click.echo(f"intact: {len(found)} publications")


@publications.command()
@click.argument("key", metavar="ID")
@click.option("--format", "shape", type=click.Choice(FIGURE_FORMATS), default="table", show_default=True)
@in_application
def changes(*, key: str, shape: str) -> None:
    """Tell what changed since in a publication: the figures, then the entries behind; CSV and XLSX hold the entries."""
    viewer = operator(current_app.extensions["parcours_clock"])
    with reading():
        found = _named(viewer, key)
        try:
            told = restatement(viewer, found, frozen(found))
        except ValueError as broken:
            raise click.ClickException(f"The file of publication {key} can no longer be read: verify it.") from broken
    sheet, whole = restatement_sheet(told), restatement_document(told)
    columns, rows = [field.name for field in sheet.fields], whole["rows"]
    if shape == "json":
        click.echo(as_json(whole))
    elif shape == "csv":
        say(csv_lines(columns, rows))
    elif shape == "xlsx":
        workbook(sheet)
    else:
        click.echo(f"Persons: published {told.published}, known on {told.known} {told.now}\n")
        say([*table_lines((*told.by, *COUNTS), whole["changed"]), "", *table_lines(columns, rows)])


def _named(viewer: Viewer, key: str) -> Publication:
    found = publication(viewer, key)
    if found is None:
        raise click.ClickException(f"There is no publication {key}: look for it with parcours publication list.")
    return found


def _wrong(found: Publication) -> list[str]:
    proof = verified(found)
    broken = [f"broken: publication {found.id}: {code}" for code in proof.broken]
    figures = [
        f"differs: publication {found.id}: {each.measure} {dict(each.cell)} published {each.published}, "
        f"computed {each.computed}"
        for each in proof.figures
    ]
    return broken + figures
