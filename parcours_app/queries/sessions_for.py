"""The sessions that would close a person's seam: after what ends, the shortest gap first. Never writes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, or_

from parcours_app.extensions import db
from parcours_app.models import Case, Offer, TrainingSession
from parcours_app.queries.session_filters import Filters, lists_in_force, narrowed
from parcours_app.queries.sessions import STARTS, session_lines
from parcours_app.scope import Viewer
from workflows.episode import Kind
from workflows.standing import Standing

FEW = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A session and the days between the end of what comes before and its start; None when nothing ends."""

    session: Row[Any]
    gap: int | None


def departure(standing: Standing) -> date | None:
    """The day the gap would be counted from: the planned end of what runs, else the end of what ended last."""
    if standing.in_progress:
        return standing.planned_end(standing.in_progress[-1])
    return standing.ended[-1].ended_on if standing.ended else None


def wanted_kind(standing: Standing) -> str:
    """What should follow: the refresher found necessary and not followed yet, else a qualification."""
    needs = standing.needs
    running = any(episode.kind is Kind.REFRESHER for episode in standing.in_progress)
    refresher = needs is not None and needs.refresher and not standing.completed(Kind.REFRESHER) and not running
    return Kind.REFRESHER.value if refresher else Kind.QUALIFICATION.value


def sessions_for(viewer: Viewer, case: Case, standing: Standing, region: str | None = None) -> list[Candidate]:
    """A few sessions with a place left, in this region or that of the case, that start once what runs has ended."""
    end = departure(standing)
    lists = lists_in_force(viewer.today)
    earliest = max(end, viewer.today) if end else viewer.today
    asked = Filters(kind=wanted_kind(standing), region=region or case.region or "", since=earliest, free=True)
    taking = or_(TrainingSession.state == "open", Offer.permanent)
    query = session_lines(lists).where(narrowed(asked, lists, viewer.today), taking)
    rows = db.session.execute(query.order_by(STARTS, TrainingSession.id).limit(FEW))
    return [Candidate(row, (row.starts_on - end).days if end and row.starts_on else None) for row in rows]
