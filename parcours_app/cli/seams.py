"""`parcours seams`: the seams between episodes, open or closed, the oldest first."""

from collections.abc import Iterator
from typing import Any

import click
from flask import current_app
from flask_babel import gettext

from parcours_app.cli.printing import FORMATS, as_json, csv_lines, say, table_lines
from parcours_app.cli.terminal import in_application
from parcours_app.extensions import reading
from parcours_app.queries.organisations import organisation_key
from parcours_app.queries.seam_list import DEFINITION, STATES, Filters, SeamLine, all_seams
from parcours_app.scope import Viewer, operator

COLUMNS = (
    "number",
    "region",
    "organisation",
    "since",
    "until",
    "days",
    "net_days",
    "seamless",
    "cause",
    "open",
    "state",
    "case",
    "after",
    "before",
)


@click.command()
@click.option("--state", type=click.Choice(STATES), help="Open or closed seams only.")
@click.option("--organisation", help="Of one organisation: its id or its exact name.")
@click.option("--region", help="Of one region, by code.")
@click.option("--min-days", type=click.IntRange(0, 100_000), help="Of this many calendar days at least.")
@click.option("--format", "shape", type=click.Choice(FORMATS), default="table", show_default=True)
@in_application
def seams(*, state: str | None, organisation: str | None, region: str | None, min_days: int | None, shape: str) -> None:
    """List the seams between the steps of each pathway."""
    viewer = operator(current_app.extensions["parcours_clock"])
    with reading():
        key = organisation_key(organisation) if organisation else ""
        if key is None:
            raise click.UsageError(f"There is no organisation {organisation}: give its id or its exact name.")
        rows = _rows(viewer, Filters(state or "", key, region or "", min_days))
        if shape == "json":
            items = list(rows)
            definition = gettext(DEFINITION)
            document = {"on": viewer.today, "definition": definition, "rows": items, "total": len(items)}
            click.echo(as_json(document))
        else:
            say(csv_lines(COLUMNS, rows) if shape == "csv" else table_lines(COLUMNS[:11], rows))


def _rows(viewer: Viewer, filters: Filters) -> Iterator[dict[str, Any]]:
    return (flat(line) for line in all_seams(viewer, filters))


def flat(line: SeamLine) -> dict[str, Any]:
    """A seam and its case as one flat row."""
    seam = {name: getattr(line.seam, name) for name in COLUMNS if hasattr(line.seam, name)}
    return {**{name: getattr(line, name, None) for name in COLUMNS}, **seam}
