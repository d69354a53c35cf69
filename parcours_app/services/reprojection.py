"""Projects every case again from its journal, for an upgrade that adds a projection or a count. Writes no entry."""

from collections.abc import Callable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from parcours_app.journal.loading import entries_of, entries_of_others, lock_case
from parcours_app.journal.projecting import project
from parcours_app.models import Case
from parcours_app.services.unit import unit_of_work
from workflows.journal import replay

BATCH = 100


def reproject(progress: Callable[[int], None] = lambda _done: None) -> int:
    """Rewrite the projections of every case, some at a time, each lot committed; how many cases there are.

    It may run beside the application: each case is taken under its lock, and left as its journal tells it.
    """
    done, last = 0, ""
    while True:
        with unit_of_work() as session:
            lot = _next(session, last)
            for case_id in lot:
                case = lock_case(session, case_id)
                others = {key: replay(told) for key, told in entries_of_others(session, case).items()}
                project(session, case, replay(entries_of(session, case_id)), others)
        if not lot:
            return done
        done, last = done + len(lot), lot[-1]
        progress(done)


def _next(session: Session, last: str) -> Sequence[str]:
    return session.scalars(select(Case.id).where(Case.id > last).order_by(Case.id).limit(BATCH)).all()
