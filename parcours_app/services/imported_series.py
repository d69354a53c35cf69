"""Records the monthly figures of an outside source: created, updated, unchanged or rejected, every line accounted for.

A figure that a later extraction revises is kept beside the former one; the same figure extracted again changes nothing.
"""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from parcours_app.models import SeriesPoint
from parcours_app.readers.report import CREATED, REJECTED, UNCHANGED, UPDATED, Outcome, Report
from parcours_app.readers.series import Item, Point, read_series
from parcours_app.readers.table import Table
from parcours_app.scope import Viewer

Key = tuple[str, str, str, int, int]


def take_series(session: Session, viewer: Viewer, table: Table, extracted_on: date) -> Report:
    """Record every line; `extracted_on` is the day of those that do not say theirs."""
    report, known = Report(), _known(session)
    for item in read_series(table, viewer.today, extracted_on):
        report.add(_recorded(session, viewer, item, known, extracted_on))
    return report


def _known(session: Session) -> dict[Key, list[SeriesPoint]]:
    """The figures there are, by key, the last extracted last."""
    found: dict[Key, list[SeriesPoint]] = {}
    for row in session.scalars(select(SeriesPoint).order_by(SeriesPoint.extracted_on, SeriesPoint.id)):
        found.setdefault((row.series, row.perimeter, row.source, row.year, row.month), []).append(row)
    return found


def _recorded(
    session: Session, viewer: Viewer, item: Item, known: dict[Key, list[SeriesPoint]], extracted_on: date
) -> Outcome:
    point = item.point
    if point is None:
        return Outcome(item.number, REJECTED, item.reference, item.problems)
    day = point.extracted_on or extracted_on
    rows = known.setdefault(point.key, [])
    before = next((row for row in reversed(rows) if row.extracted_on <= day), None)
    if before is not None and (before.value, before.unit) == (point.value, point.unit):
        return Outcome(item.number, UNCHANGED, item.reference, item.problems)
    if before is not None and before.extracted_on == day:
        before.value, before.unit = point.value, point.unit
    else:
        rows.append(_new(session, viewer, point, day))
        rows.sort(key=lambda row: row.extracted_on)
    return Outcome(item.number, CREATED if before is None else UPDATED, item.reference, item.problems)


def _new(session: Session, viewer: Viewer, point: Point, day: date) -> SeriesPoint:
    row = SeriesPoint(
        id=viewer.new_id(),
        series=point.series,
        perimeter=point.perimeter,
        source=point.source,
        year=point.year,
        month=point.month,
        extracted_on=day,
        value=point.value,
        unit=point.unit,
        account_id=viewer.account,
        created_at=viewer.now,
    )
    session.add(row)
    return row
