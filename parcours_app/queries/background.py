"""What happens in the background: the latest run of each scheduled work, its failures, who is at work. Never writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from parcours_app.extensions import db
from parcours_app.models import ScheduledRun, WorkerLease

MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of one work: the last one, and how many failed in the last thirty days."""

    last: ScheduledRun
    failures: int


def runs(now: datetime) -> Mapping[str, Runs]:
    """The works that ever ran, by name."""
    newest = select(ScheduledRun.name, func.max(ScheduledRun.due_at).label("due_at")).group_by(ScheduledRun.name)
    last = newest.subquery()
    same = (last.c.name == ScheduledRun.name) & (last.c.due_at == ScheduledRun.due_at)
    failed = db.session.execute(
        select(ScheduledRun.name, func.count())
        .where(ScheduledRun.outcome == "failed", ScheduledRun.started_at > now - MONTH)
        .group_by(ScheduledRun.name)
    )
    failures = {name: count for name, count in failed}  # noqa: C416 - typed rows, not tuples
    found = db.session.scalars(select(ScheduledRun).join(last, same))
    return {run.name: Runs(run, failures.get(run.name, 0)) for run in found}


def at_work(now: datetime) -> WorkerLease | None:
    """Who works in the background now; None when nobody does."""
    return db.session.scalars(select(WorkerLease).where(WorkerLease.until > now)).first()
