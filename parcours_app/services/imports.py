"""Imports files: one file is one unit of work; a dry run does everything and keeps nothing."""

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from parcours_app.readers.actions import read_actions
from parcours_app.readers.people import read_people
from parcours_app.readers.problems import UnusableFile
from parcours_app.readers.report import Report
from parcours_app.readers.table import UPLOAD, Limits, Table, read_table
from parcours_app.scope import Viewer
from parcours_app.services.imported_actions import take_actions
from parcours_app.services.imported_offers import take_offers
from parcours_app.services.imported_people import take_people
from parcours_app.services.imported_series import take_series
from parcours_app.services.unit import unit_of_work
from workflows.engine import sentence

PEOPLE_SOURCE = "si"
ACTIONS_SOURCE = "france_travail"
OFFERS_SOURCE = "lheo"
Take = Callable[[Session, Viewer, Table, str], Report]


def import_people(
    viewer: Viewer,
    content: bytes,
    *,
    source: str = PEOPLE_SOURCE,
    dry_run: bool = False,
    limits: Limits = UPLOAD,
) -> Report:
    """Record the people of a caseload file and open the cases of those who are eligible. Raises UnusableFile."""
    table = read_table(content, limits)
    read_people(table, viewer.today)
    return _taken(viewer, table, source, take_people, dry_run=dry_run)


def import_actions(
    viewer: Viewer,
    content: bytes,
    *,
    source: str = ACTIONS_SOURCE,
    dry_run: bool = False,
    limits: Limits = UPLOAD,
) -> Report:
    """Record the actions of a France Travail extract as episodes, supports and timeline lines. Raises UnusableFile."""
    table = read_table(content, limits)
    read_actions(table, viewer.today)
    return _taken(viewer, table, source, take_actions, dry_run=dry_run)


def import_offers(viewer: Viewer, content: bytes, *, source: str = OFFERS_SOURCE, dry_run: bool = False) -> Report:
    """Record the training offers and sessions of an LHEO file. Raises UnusableFile."""
    with unit_of_work() as session:
        report = take_offers(session, viewer, content, source)
        if dry_run:
            session.rollback()
    return report


def import_series(
    viewer: Viewer,
    content: bytes,
    *,
    extracted_on: date | None = None,
    dry_run: bool = False,
    limits: Limits = UPLOAD,
) -> Report:
    """Record the monthly figures of an outside source, extracted today unless said otherwise. Raises UnusableFile."""
    if extracted_on and extracted_on > viewer.today:
        raise UnusableFile(sentence("The day of the extraction has not come yet: give today at the latest."))
    table = read_table(content, limits)
    with unit_of_work() as session:
        report = take_series(session, viewer, table, extracted_on or viewer.today)
        if dry_run:
            session.rollback()
    return report


def _taken(viewer: Viewer, table: Table, source: str, take: Take, *, dry_run: bool) -> Report:
    with unit_of_work() as session:
        report = take(session, viewer, table, source)
        if dry_run:
            session.rollback()
    return report
