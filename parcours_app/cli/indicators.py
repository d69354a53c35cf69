"""`parcours indicators`: the figures of a period as of a day, as known on a day. The operator sees every cell."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import click
from flask import current_app
from flask_babel import gettext

from parcours_app.cli.days import DAY, KNOWN, ON
from parcours_app.cli.printing import FIGURE_FORMATS, as_json, csv_lines, say, table_lines, workbook
from parcours_app.cli.terminal import in_application
from parcours_app.extensions import reading
from parcours_app.queries.figure_sheets import indicator_document, indicators_sheet
from parcours_app.queries.indicators import (
    Answer,
    Asked,
    UnknownBreakdown,
    UnknownIndicator,
    breakdown,
    indicators,
    named,
)
from parcours_app.queries.named_columns import NAMED, with_names
from parcours_app.queries.organisations import organisation_names
from parcours_app.queries.shown_rates import ShownRow, with_rows
from parcours_app.scope import Viewer, operator
from workflows.indicators import BREAKDOWNS, REGISTER, Measure

FIGURES = ("numerator", "denominator", "rate", "open", "paused", "immature")


@click.command("indicators")
@click.argument("names", nargs=-1, metavar="[NAME]…")
@click.option("--from", "since", type=DAY, metavar="DATE", help="First day of the cohorts; 1 January by default.")
@click.option("--to", "until", type=DAY, metavar="DATE", help="Last day of the cohorts; the day asked by default.")
@ON
@KNOWN
@click.option("--by", default="", metavar="LIST", help=f"Among {','.join(BREAKDOWNS)}, separated by commas.")
@click.option("--format", "shape", type=click.Choice(FIGURE_FORMATS), default="table", show_default=True)
@in_application
def indicators_of_programme(*, names: Sequence[str], by: str, shape: str, **days: date | None) -> None:
    """Compute indicators, all of them when none is named."""
    viewer = operator(current_app.extensions["parcours_clock"])
    try:
        wanted, asked = named(names), _asked(viewer, by, days)
    except UnknownIndicator as unknown:
        raise click.UsageError(f"There is no indicator {unknown}: choose among {', '.join(REGISTER)}.") from unknown
    except UnknownBreakdown as unknown:
        raise click.UsageError(f"There is no dimension {unknown}: choose among {', '.join(BREAKDOWNS)}.") from unknown
    with reading():
        answers = with_rows(viewer, indicators(viewer, wanted, asked))
        lines = list(_lines(answers))
        organisations = organisation_names(line.get(name) for line in lines for name in NAMED)
    if shape == "json":
        documents = [_document(*answer) for answer in answers]
        click.echo(as_json(documents[0] if len(documents) == 1 else {"items": documents}))
        return
    if shape == "xlsx":
        workbook(indicators_sheet(asked.by, answers, gettext))
        return
    columns = ("name", "version", *asked.by, *FIGURES)
    if shape == "csv":
        say(csv_lines(("version", "name", *columns[2:]), lines))
        return
    click.echo(gettext("Cohorts from %(since)s to %(until)s, situation on %(on)s as known on %(known)s", **asked.days))
    say(table_lines(columns, [_worded(line, organisations) for line in lines]))


def _asked(viewer: Viewer, by: str, days: Mapping[str, date | None]) -> Asked:
    on = days["on"] or viewer.today
    since, until = days["since"] or date(on.year, 1, 1), days["until"] or on
    if since > until:
        raise click.UsageError("--from comes after --to: exchange the two dates.")
    return Asked(since, until, on, days["known"] or viewer.today, breakdown(by))


def _lines(answers: Sequence[tuple[Answer, Sequence[ShownRow]]]) -> Iterator[dict[str, Any]]:
    for answer, rows in answers:
        for row in rows:
            yield {"name": answer.indicator.code, "version": answer.indicator.version, **_flat(row)}


def _worded(line: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """A line for reading: organisations by their names; nothing to divide said as on pages, a count having no rate."""
    divides = REGISTER[line["name"]].measure not in (Measure.COUNT, Measure.PERSONS)
    return {**with_names(line, names), **({"rate": gettext("n.d.")} if divides and line["rate"] is None else {})}


def _document(answer: Answer, rows: Sequence[ShownRow]) -> dict[str, Any]:
    """All that is said of an indicator; nothing is masked here, so that no row says it is not."""
    told = indicator_document(answer, rows, gettext)
    return {**told, "rows": [{name: row[name] for name in row if name != "masked"} for row in told["rows"]]}


def _flat(row: ShownRow) -> dict[str, Any]:
    return {**row.dimensions, **{figure: getattr(row, figure) for figure in FIGURES}}
