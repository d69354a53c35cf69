"""`parcours cohorts` and `parcours funnel`: a cohort followed, organisations compared. Every count is shown."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import click
from flask import current_app
from flask_babel import gettext

from parcours_app.cli.days import DAY, KNOWN, ON
from parcours_app.cli.printing import FORMATS, as_json, csv_lines, say, table_lines
from parcours_app.cli.terminal import in_application
from parcours_app.extensions import reading
from parcours_app.queries.cohort_curtain import ShownCohort
from parcours_app.queries.cohort_rows import FLOW, cohort_json, curve_rows, flow_rows
from parcours_app.queries.cohorts import GROUPS, AskedCohort, UnknownGroup, cohort, group_of, usual_cohort
from parcours_app.queries.funnel_rows import FUNNEL, funnel_json, funnel_rows
from parcours_app.queries.funnels import COMPARED, SHARES, funnel
from parcours_app.queries.indicators import Asked, indicators, named
from parcours_app.queries.shown_cohorts import shown
from parcours_app.scope import operator
from workflows.cohorts import ENDINGS, STARTS

TABLES = ("flow", "curve")


@click.command("cohorts")
@click.option("--from", "since", type=DAY, metavar="DATE", help="First day of the cohort; 1 January of last year.")
@click.option("--to", "until", type=DAY, metavar="DATE", help="Last day of the cohort; 31 December of last year.")
@ON
@KNOWN
@click.option("--start", type=click.Choice(tuple(STARTS)), default="opening", show_default=True)
@click.option("--ending", type=click.Choice(tuple(ENDINGS)), default="exit", show_default=True)
@click.option("--group", default="", metavar="NAME:VALUE", help=f"One group of {', '.join(GROUPS)}; everybody if none.")
@click.option("--table", type=click.Choice(TABLES), default="flow", show_default=True, help="Not asked for JSON.")
@click.option("--format", "shape", type=click.Choice(FORMATS), default="table", show_default=True)
@in_application
def cohorts(*, start: str, ending: str, group: str, table: str, shape: str, **days: date | None) -> None:
    """Follow a cohort: the flow of its cases through the stages, and what its people reach first."""
    viewer = operator(current_app.extensions["parcours_clock"])
    since, until, on, known = _days(viewer.today, days)
    try:
        asked = AskedCohort(since, until, on, known, start, ending, group_of(group))
    except UnknownGroup as unknown:
        raise click.UsageError(
            f"--group is written NAME:VALUE, for example sex:f, and there is no group {group}."
        ) from unknown
    with reading():
        found = shown(viewer, cohort(viewer, asked))
    if shape == "json":
        click.echo(as_json(cohort_json(found)))
        return
    columns, rows = _table(found, table)
    _print(shape, columns, rows, on, known)


@click.command("funnel")
@click.argument("name", metavar="NAME")
@click.option("--from", "since", type=DAY, metavar="DATE", help="First day of the cohorts; 1 January of last year.")
@click.option("--to", "until", type=DAY, metavar="DATE", help="Last day of the cohorts; 31 December of last year.")
@ON
@KNOWN
@click.option("--by", type=click.Choice(COMPARED), default=COMPARED[0], show_default=True)
@click.option("--format", "shape", type=click.Choice(FORMATS), default="table", show_default=True)
@in_application
def funnel_of_share(*, name: str, by: str, shape: str, **days: date | None) -> None:
    """Compare organisations: their share against that of all, with what chance explains."""
    if name not in SHARES:
        raise click.UsageError(f"There is no share {name}: choose among {', '.join(SHARES)}.")
    viewer = operator(current_app.extensions["parcours_clock"])
    since, until, on, known = _days(viewer.today, days)
    with reading():
        (answer,) = indicators(viewer, named((name,)), Asked(since, until, on, known, (by,)))
        found = funnel(viewer, answer)
    if shape == "json":
        click.echo(as_json(funnel_json(found, answer.asked)))
        return
    _print(shape, FUNNEL, iter(funnel_rows(found)), on, known)


def _days(today: date, given: Mapping[str, date | None]) -> tuple[date, date, date, date]:
    on = given["on"] or today
    usual = usual_cohort(on)
    since, until = given["since"] or usual.since, given["until"] or usual.until
    if since > until:
        raise click.UsageError("--from comes after --to: exchange the two dates.")
    return since, until, on, given["known"] or today


def _table(found: ShownCohort, table: str) -> tuple[tuple[str, ...], Iterator[dict[str, Any]]]:
    if table == "flow":
        return FLOW, iter(flow_rows(found))
    rows = curve_rows(found)
    return tuple(rows[0]) if rows else ("day", "followed", "mature"), iter(rows)


def _print(shape: str, columns: tuple[str, ...], rows: Iterator[dict[str, Any]], on: date, known: date) -> None:
    if shape == "csv":
        say(csv_lines(columns, rows))
        return
    click.echo(gettext("On %(on)s, as known on %(known)s", on=on, known=known))
    say(table_lines(columns, rows))
