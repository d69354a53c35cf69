"""Appends what an entry changes in the programme counts: what the person now counts for, less what they did."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from parcours_app.journal.cells import COLUMN, cell_of, cell_values
from parcours_app.journal.lateness import learning
from parcours_app.journal.rows import write_rows
from parcours_app.models import Case, CountDelta
from workflows.journal import Entry
from workflows.totals import DIMENSIONS, Cell, changes

Key = tuple[date, str, Cell]

_KEY: list[Any] = [
    CountDelta.effective_on,
    CountDelta.measure,
    *(CountDelta.__table__.c[column] for column in COLUMN.values()),
]
# Each move asks these: they are made once, because making a question costs more than its answer.
COUNTED = (
    select(*_KEY, func.sum(CountDelta.amount).label("amount"))
    .where(CountDelta.person_id == bindparam("person"))
    .group_by(*_KEY)
)
LAST = select(func.max(CountDelta.n)).where(CountDelta.case_id == bindparam("case"))


def counted(session: Session, person_id: str) -> Counter[Key]:
    """What the deltas written so far say of a person."""
    rows = session.execute(COUNTED, {"person": person_id})
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
    last = session.scalar(LAST, {"case": case.id}) or 0
    rows = [
        {"case_id": case.id, "n": n, "person_id": case.person_id, **delta_values(entry, key, amount)}
        for n, (key, amount) in enumerate(found, last + 1)
    ]
    write_rows(session, [(CountDelta, row) for row in rows])


def delta_values(entry: Entry, key: Key, amount: int) -> dict[str, Any]:
    """What an entry makes of one count, as columns."""
    day, measure, cell = key
    return {
        "seq": entry.seq,
        **learning(day, entry.recorded_on),
        "measure": measure,
        **cell_values(cell),
        "amount": amount,
    }
