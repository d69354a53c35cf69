"""The seams of the cases a viewer may see, from their projection: filtered, the oldest first, one page or all of them.

Days of an open seam are counted to the viewer's today, as workflows.seams does; a test holds the two together.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, exists, func, or_, select, tuple_

from parcours_app.extensions import db
from parcours_app.models import Case, EpisodeRow, PausedDay, SeamRow
from parcours_app.scope import Viewer, visible_to
from workflows.engine import sentence
from workflows.episode import AHEAD, NEVER_STARTED
from workflows.pacts import pact_of
from workflows.seams import Seam, stage_of_seam

STATES = ("open", "closed")
DEFINITION = sentence(
    "A seam goes from the end of a step to the real start of the next, in calendar days; net days leave out the "
    "pauses. It is seamless when the net days fit the threshold, the next step was prescribed before the end of the "
    "previous one, and the referent is the same or a handover was accepted."
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked: state is open, closed or empty for both; organisation is a key; min_days counts calendar days."""

    state: str = ""
    organisation: str = ""
    region: str = ""
    min_days: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: just after this seam."""

    since: date
    case: str
    n: int


@dataclass(frozen=True, slots=True)
class SeamLine:
    """A seam with its case; days of an open one are counted to the day asked. state: a word of workflows.seams."""

    case: str
    number: str
    n: int
    region: str | None
    organisation: str | None
    seam: Seam
    state: str


def seam_page(
    viewer: Viewer, filters: Filters, size: int, after: Place | None = None
) -> tuple[list[SeamLine], Place | None]:
    """One page of seams, the oldest first, and where the next one begins (None at the end)."""
    statement = _asked(viewer, filters)
    if after is not None:
        statement = statement.where(
            tuple_(SeamRow.since, SeamRow.case_id, SeamRow.n) > (after.since, after.case, after.n)
        )
    rows = db.session.execute(statement.limit(size + 1)).all()
    lines = [_line(row, viewer.today) for row in rows[:size]]
    last = lines[-1] if len(rows) > size else None
    return lines, Place(last.seam.since, last.case, last.n) if last else None


def all_seams(viewer: Viewer, filters: Filters) -> Iterator[SeamLine]:
    """Every seam, streamed: memory does not grow with their number."""
    with db.session.execute(_asked(viewer, filters).execution_options(yield_per=1000)) as rows:
        for row in rows:
            yield _line(row, viewer.today)


def _asked(viewer: Viewer, filters: Filters) -> Select[Any]:
    today = viewer.today
    columns = (
        Case.number,
        Case.region,
        Case.organisation_id,
        Case.pact,
        _paused(today).label("paused"),
        _booked().label("booked"),
        _failure(today).label("failure"),
    )
    return (
        visible_to(viewer)
        .join(SeamRow, SeamRow.case_id == Case.id)
        .with_only_columns(*SeamRow.__table__.c, *columns)
        .where(Case.counts, *_conditions(filters, today))
        .order_by(SeamRow.since, SeamRow.case_id, SeamRow.n)
    )


def _conditions(filters: Filters, today: date) -> Iterator[ColumnElement[bool]]:
    if filters.state:
        yield SeamRow.open.is_(filters.state == "open")
    if filters.organisation:
        yield Case.organisation_id == filters.organisation
    if filters.region:
        yield Case.region == filters.region
    if filters.min_days is not None:
        open_long = and_(SeamRow.open, SeamRow.since <= today - timedelta(days=filters.min_days))
        yield or_(open_long, and_(~SeamRow.open, SeamRow.days >= filters.min_days))


def _paused(today: date) -> ColumnElement[int]:
    """Paused days of an open seam: after its first day, up to today."""
    counted = (PausedDay.case_id == SeamRow.case_id, PausedDay.day > SeamRow.since, PausedDay.day <= today)
    return case((SeamRow.open, select(func.count()).select_from(PausedDay).where(*counted).scalar_subquery()), else_=0)


def _booked() -> ColumnElement[bool]:
    """Whether what follows was prescribed before the previous episode ended."""
    waiting = [str(state) for state in AHEAD]
    return exists().where(
        EpisodeRow.case_id == SeamRow.case_id,
        EpisodeRow.state.in_(waiting),
        EpisodeRow.prescribed_on <= SeamRow.since,
    )


def _failure(today: date) -> ColumnElement[str | None]:
    """The state of the last episode prescribed for the gap that never started."""
    return (
        select(EpisodeRow.state)
        .where(
            EpisodeRow.case_id == SeamRow.case_id,
            EpisodeRow.state.in_([str(state) for state in NEVER_STARTED]),
            func.coalesce(EpisodeRow.motive, "") != "exit",
            EpisodeRow.planned_start.between(SeamRow.since, today),
        )
        .order_by(EpisodeRow.n.desc())
        .limit(1)
        .scalar_subquery()
    )


def _line(row: Row[Any], today: date) -> SeamLine:
    seam = _counted(row, today) if row.open else _stored(row)
    return SeamLine(row.case_id, row.number, row.n, row.region, row.organisation_id, seam, stage_of_seam(seam))


def _stored(row: Row[Any]) -> Seam:
    return Seam(
        row.after, row.before, row.since, row.until, row.days, row.net_days, bool(row.seamless), row.cause, open=False
    )


def _counted(row: Row[Any], today: date) -> Seam:
    days = max(0, (today - row.since).days)
    net = days - int(row.paused)
    possible = bool(row.booked) and net <= pact_of(row.pact).threshold
    return Seam(row.after, None, row.since, None, days, net, None if possible else False, row.failure, open=True)
