"""The trace of scheduled work: when each run began and ended, and what came of it."""

from datetime import datetime

from sqlalchemy import func, select, update

from parcours_app.extensions import db
from parcours_app.models import ScheduledRun
from parcours_app.models.keys import new_id
from parcours_app.services.unit import unit_of_work

RUNNING, DONE, FAILED = "running", "done", "failed"


def last_due(name: str) -> datetime | None:
    """The time the last finished run stood for; None when there was none."""
    ended = (ScheduledRun.name == name, ScheduledRun.outcome != RUNNING)
    return db.session.scalar(select(func.max(ScheduledRun.due_at)).where(*ended))


def begin(name: str, due_at: datetime, now: datetime) -> str:
    """The key of the run that stands for this time; a run a kill has interrupted is taken up again under its key."""
    with unit_of_work() as session:
        same = (ScheduledRun.name == name, ScheduledRun.due_at == due_at)
        run = session.scalars(select(ScheduledRun).where(*same)).first()
        if run is None:
            run = ScheduledRun(id=new_id(now), name=name, due_at=due_at, started_at=now, outcome=RUNNING)
            session.add(run)
        return run.id


def end(run_id: str, now: datetime, count: int | None, error: str | None) -> None:
    """Write how a run ended, once."""
    values = {"ended_at": now, "count": count, "error": error, "outcome": FAILED if error else DONE}
    running = (ScheduledRun.id == run_id, ScheduledRun.outcome == RUNNING)
    with unit_of_work() as session:
        session.execute(update(ScheduledRun).where(*running).values(values))
