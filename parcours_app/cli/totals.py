"""`parcours totals`: programme totals as of a day, as known on a day. The operator sees every cell."""

from datetime import date
from typing import Any

import click
from flask import current_app
from flask_babel import gettext

from parcours_app.cli.days import KNOWN, ON
from parcours_app.cli.printing import FIGURE_FORMATS, as_json, csv_lines, say, table_lines, workbook
from parcours_app.cli.terminal import in_application
from parcours_app.extensions import reading
from parcours_app.queries.figure_sheets import totals_document, totals_sheet
from parcours_app.queries.named_columns import with_names
from parcours_app.queries.totals import (
    MOST_CROSSED,
    Line,
    TooManyDimensions,
    UnknownDimension,
    dimensions,
    organisations_in,
    totals,
)
from parcours_app.scope import operator
from workflows.totals import DIMENSIONS, MEASURES


@click.command("totals")
@ON
@KNOWN
@click.option("--by", default="", metavar="LIST", help=f"Among {','.join(DIMENSIONS)}, separated by commas.")
@click.option("--format", "shape", type=click.Choice(FIGURE_FORMATS), default="table", show_default=True)
@in_application
def totals_of_programme(*, on: date | None, known: date | None, by: str, shape: str) -> None:
    """Count people, entries into training and people trained."""
    try:
        wanted = dimensions(by)
    except UnknownDimension as unknown:
        known_ones = ", ".join(DIMENSIONS)
        raise click.UsageError(f"There is no dimension {unknown.name}: choose among {known_ones}.") from unknown
    except TooManyDimensions as many:
        raise click.UsageError(f"At most {MOST_CROSSED} dimensions can be crossed: name fewer.") from many
    viewer = operator(current_app.extensions["parcours_clock"])
    with reading():
        answer = totals(viewer, on or viewer.today, known or viewer.today, wanted)
        names = organisations_in(answer) if shape == "table" else {}
    columns = (*answer.by, *MEASURES)
    if shape == "json":
        click.echo(as_json(totals_document(answer, gettext)))
    elif shape == "csv":
        say(csv_lines((*columns, "masked"), map(_flat, answer.rows)))
    elif shape == "xlsx":
        workbook(totals_sheet(answer))
    else:
        click.echo(gettext("On %(on)s, as known on %(known)s", on=answer.on, known=answer.known))
        say(table_lines(columns, (with_names(_flat(row), names) for row in answer.rows)))
        click.echo(gettext("People in total: %(total)s", total=answer.total))


def _flat(row: Line) -> dict[str, Any]:
    counts = {measure: getattr(row, measure) for measure in MEASURES}
    return {**row.dimensions, **counts, "masked": row.masked}
