"""Counts everybody again from the journal, for an upgrade that counts by something more. Writes no entry."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from parcours_app.journal.cells import COLUMN
from parcours_app.journal.loading import entries_of_cases, lock_person
from parcours_app.journal.recounting import rows_learnt
from parcours_app.models import Case, CountDelta
from parcours_app.services.folding import forget
from parcours_app.services.unit import unit_of_work
from workflows.knowledge import told

BATCH = 100
Key = tuple[date | str | int | None, ...]


def recount(progress: Callable[[int], None] = lambda _done: None) -> int:
    """Rewrite the deltas of whoever the journal counts otherwise; how many people that was. Each lot is committed.

    Those whose deltas say the same on every day of knowledge keep them, entry by entry as they were written.
    """
    changed, last = 0, ""
    while True:
        with unit_of_work() as session:
            lot = _next(session, last)
            changed += sum(_recounted(session, person) for person in lot)
        if not lot:
            return changed
        last = lot[-1]
        progress(changed)


def _next(session: Session, last: str) -> Sequence[str]:
    person = Case.person_id
    return session.scalars(select(person).where(person > last).distinct().order_by(person).limit(BATCH)).all()


def _recounted(session: Session, person: str) -> bool:
    """Count one person again under her lock; whether anything changed."""
    lock_person(session, person)
    cases = session.scalars(select(Case.id).where(Case.person_id == person).order_by(Case.id)).all()
    histories = entries_of_cases(session, cases)
    rows = list(rows_learnt(person, {key: told(entries) for key, entries in histories.items()}))
    mine = CountDelta.person_id == person
    if _sums(rows) == _sums(session.execute(select(CountDelta.__table__).where(mine)).mappings()):
        return False
    forget(session)
    session.execute(delete(CountDelta).where(mine), execution_options={"synchronize_session": False})
    session.execute(insert(CountDelta), rows)
    return True


def _sums(rows: Iterable[Mapping[Any, Any]]) -> Counter[Key]:
    """What the rows say on each day of knowledge; what comes and goes the same day says nothing."""
    names = ("effective_on", "recorded_on", "measure", *COLUMN.values())
    found: Counter[Key] = Counter()
    for row in rows:
        found[tuple(row[name] for name in names)] += row["amount"]
    return Counter({key: amount for key, amount in found.items() if amount})
