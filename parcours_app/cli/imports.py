"""`parcours import`: caseload files, actions, training offers, outside series. Says what became of every line."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask_babel import gettext

from parcours_app.cli.days import DAY
from parcours_app.cli.terminal import in_application
from parcours_app.readers.problems import ERROR, UnusableFile
from parcours_app.readers.report import Outcome, Report, write_report
from parcours_app.scope import operator
from parcours_app.services.imports import (
    ACTIONS_SOURCE,
    OFFERS_SOURCE,
    PEOPLE_SOURCE,
    import_actions,
    import_offers,
    import_people,
    import_series,
)

UNUSABLE = 2
FILE = click.argument("file", type=click.Path(path_type=Path))
DRY_RUN = click.option("--dry-run", is_flag=True, help="Report everything, keep nothing in the database.")
REPORT = click.option("--report", type=click.Path(path_type=Path), help="Where to write the report (CSV).")


@click.group("import")
def imports() -> None:
    """Import files; the last line counts what became of the lines."""


@imports.command()
@FILE
@DRY_RUN
@REPORT
@click.option("--source", default=PEOPLE_SOURCE, show_default=True, help="The system whose identifiers the file holds.")
@in_application
def people(*, file: Path, dry_run: bool, report: Path | None, source: str) -> int:
    """Import a caseload file (CSV or XLSX)."""
    return _run(import_people, file, report, dry_run=dry_run, source=source)


@imports.command()
@FILE
@DRY_RUN
@REPORT
@click.option("--source", default=ACTIONS_SOURCE, show_default=True, help="The system the extract comes from.")
@in_application
def actions(*, file: Path, dry_run: bool, report: Path | None, source: str) -> int:
    """Import a France Travail action extract (CSV)."""
    return _run(import_actions, file, report, dry_run=dry_run, source=source)


@imports.command()
@FILE
@DRY_RUN
@REPORT
@click.option("--source", default=OFFERS_SOURCE, show_default=True, help="The publisher whose numbers the file holds.")
@in_application
def offers(*, file: Path, dry_run: bool, report: Path | None, source: str) -> int:
    """Import training offers and sessions (LHEO 2.2 or 2.3, XML)."""
    return _run(import_offers, file, report, dry_run=dry_run, source=source)


@imports.command()
@FILE
@DRY_RUN
@REPORT
@click.option(
    "--extracted-on", type=DAY, metavar="DATE", help="The day of lines that do not say theirs; today by default."
)
@in_application
def series(*, file: Path, dry_run: bool, report: Path | None, extracted_on: date | None) -> int:
    """Import monthly figures of an outside source (CSV), kept beside ours and never mixed with them."""
    return _run(import_series, file, report, dry_run=dry_run, extracted_on=extracted_on)


def _run(take: Callable[..., Report], file: Path, path: Path | None, *, dry_run: bool, **said: Any) -> int:
    viewer = operator(current_app.extensions["parcours_clock"])
    told = path or Path(f"{file.stem}-report.csv")
    if not _writable(told):
        click.echo(f"{told}: " + gettext("the report cannot be written there. Nothing was imported."), err=True)
        return UNUSABLE
    try:
        report = take(viewer, file.read_bytes(), dry_run=dry_run, **said)
    except UnusableFile as unusable:
        click.echo(f"{file}: {gettext(unusable.sentence, **unusable.params)}", err=True)
        return UNUSABLE
    except OSError:
        click.echo(f"{file}: " + gettext("this file cannot be read. Check its path and its rights."), err=True)
        return UNUSABLE
    _show(report, told)
    return report.exit_code


def _writable(path: Path) -> bool:
    """Whether the report may be written there: seen before anything is imported, for an import cannot be taken back."""
    place = path if path.exists() else path.parent
    return not path.is_dir() and place.exists() and os.access(place, os.W_OK)


def _show(report: Report, path: Path) -> None:
    with path.open("wb") as stream:
        write_report(report.outcomes, stream, gettext)
    for outcome in report.outcomes:
        if any(problem.kind == ERROR for problem in outcome.problems):
            click.echo(_line(outcome), err=True)
    if report.unread:
        click.echo(gettext("Columns that nothing reads: %(titles)s", titles=", ".join(report.unread)), err=True)
    click.echo(gettext("Report: %(path)s", path=str(path)))
    click.echo(report.summary())


def _line(outcome: Outcome) -> str:
    said = " ".join(
        f"{problem.column}: {gettext(problem.sentence, **problem.params)}".removeprefix(": ")
        for problem in outcome.problems
        if problem.kind == ERROR
    )
    return gettext("Line %(number)s: %(said)s", number=outcome.number, said=said)
