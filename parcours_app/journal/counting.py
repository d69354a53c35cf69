"""Appends what an entry changes in the programme counts: what the person now counts for, less what they did."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parcours_app.journal.cells import COLUMN, cell_of, cell_values
from parcours_app.journal.lateness import learning
from parcours_app.models import Case, CountDelta
from workflows.journal import Entry
from workflows.totals import DIMENSIONS, Cell, changes

Key = tuple[date, str, Cell]


def counted(session: Session, person_id: str) -> Counter[Key]:
    """What the deltas written so far say of a person."""
    columns: list[Any] = [CountDelta.effective_on, CountDelta.measure]
    columns += [CountDelta.__table__.c[column] for column in COLUMN.values()]
    rows = session.execute(
        select(*columns, func.sum(CountDelta.amount).label("amount"))
        .where(CountDelta.person_id == person_id)
        .group_by(*columns)
    )
    return Counter({(row.effective_on, row.measure, cell_of(row)): int(row.amount) for row in rows})


def due(histories: Iterable[Iterable[Entry]]) -> Counter[Key]:
    """What a person's cases say should be counted."""
    found: Counter[Key] = Counter()
    for day, measure, cell, amount in changes(histories):
        found[day, measure, cell] += amount
    return found


def difference(wanted: Counter[Key], present: Counter[Key]) -> list[tuple[Key, int]]:
    """What must be added to `present` to make `wanted`, in a stable order."""
    keys = sorted({*wanted, *present}, key=_order)
    return [(key, wanted[key] - present[key]) for key in keys if wanted[key] != present[key]]


def _order(key: Key) -> tuple[str, ...]:
    day, measure, cell = key
    return (day.isoformat(), measure, *(str(getattr(cell, name) or "") for name in DIMENSIONS))


def count(session: Session, case: Case, entry: Entry, histories: Iterable[Iterable[Entry]]) -> None:
    """Append the deltas that `entry`, just written on `case`, makes for its person. The person's lock is held.

    histories: the entries of every case of the person, `entry` among them.
    """
    append_deltas(session, case, entry, difference(due(histories), counted(session, case.person_id)))


def append_deltas(session: Session, case: Case, entry: Entry, found: list[tuple[Key, int]]) -> None:
    """Write the deltas of one entry after those the case already has."""
    last = session.scalar(select(func.max(CountDelta.n)).where(CountDelta.case_id == case.id)) or 0
    for n, ((day, measure, cell), amount) in enumerate(found, last + 1):
        session.add(
            CountDelta(
                case_id=case.id,
                n=n,
                seq=entry.seq,
                person_id=case.person_id,
                **learning(day, entry.recorded_on),
                measure=measure,
                **cell_values(cell),
                amount=amount,
            )
        )
    session.flush()
