"""`parcours seams`: the seams between episodes, open or closed, the oldest first."""

from collections.abc import Iterator
from typing import Any

import click
from flask import current_app
from flask_babel import gettext

from parcours_app.cli.printing import FORMATS, as_json, csv_lines, say, table_lines
from parcours_app.cli.terminal import in_application
from parcours_app.extensions import reading
from parcours_app.queries.accounts import by_email
from parcours_app.queries.organisations import organisation_key
from parcours_app.queries.seam_filters import DUE, NOBODY, Filters
from parcours_app.queries.seam_list import DEFINITION, SeamLine, all_seams
from parcours_app.scope import Viewer, operator
from workflows.labels import LABELS
from workflows.ledger import STATES

COLUMNS = (
    "number",
    "region",
    "organisation",
    "state",
    "since",
    "until",
    "days",
    "net_days",
    "seamless",
    "cause",
    "open",
    "outcome",
    "owner",
    "due_on",
    "next_kind",
    "next_on",
    "kind_after",
    "kind_before",
    "not_a_gap",
    "case",
    "after",
    "before",
)


@click.command()
@click.option("--state", type=click.Choice(STATES), help="To sew, booked, open (broken), closed, or not a gap.")
@click.option("--cause", type=click.Choice((NOBODY, *LABELS["seam_cause"])), help="By cause; none: not explained.")
@click.option("--due", type=click.Choice(DUE), help="Those that call for an act this week.")
@click.option("--owner", help="Of one referent, by e-mail; none: of nobody.")
@click.option("--organisation", help="Of one organisation: its id or its exact name.")
@click.option("--region", help="Of one region, by code.")
@click.option("--min-days", type=click.IntRange(0, 100_000), help="Of this many calendar days at least.")
@click.option("--format", "shape", type=click.Choice(FORMATS), default="table", show_default=True)
@in_application
def seams(*, organisation: str | None, owner: str | None, shape: str, **asked: Any) -> None:
    """List the seams between the steps of each pathway, and the ends to come that call for a next step."""
    viewer = operator(current_app.extensions["parcours_clock"])
    with reading():
        key = organisation_key(organisation) if organisation else ""
        if key is None:
            raise click.UsageError(f"There is no organisation {organisation}: give its id or its exact name.")
        narrowed = {name: value for name, value in asked.items() if value is not None}
        rows = _rows(viewer, Filters(organisation=key, owner=_owner(owner), **narrowed))
        if shape == "json":
            items = list(rows)
            definition = gettext(DEFINITION)
            document = {"on": viewer.today, "definition": definition, "rows": items, "total": len(items)}
            click.echo(as_json(document))
        else:
            say(csv_lines(COLUMNS, rows) if shape == "csv" else table_lines(COLUMNS[:12], rows))


def _owner(email: str | None) -> str:
    if email in (None, "", NOBODY):
        return email or ""
    account = by_email(str(email))
    if account is None:
        raise click.UsageError(f"There is no account {email}: give an e-mail address, or “none”.")
    return account.id


def _rows(viewer: Viewer, filters: Filters) -> Iterator[dict[str, Any]]:
    return (flat(line) for line in all_seams(viewer, filters))


def flat(line: SeamLine) -> dict[str, Any]:
    """A seam and its case as one flat row."""
    seam = {name: getattr(line.seam, name) for name in COLUMNS if hasattr(line.seam, name)}
    return {**{name: getattr(line, name, None) for name in COLUMNS}, **seam, "owner": line.owner_email}
