"""Appends what an entry changes in the programme counts: what the person now counts for, less what they did."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parcours_app.journal.loading import entries_of_cases
from parcours_app.models import Case, CountDelta
from workflows.journal import Entry
from workflows.totals import Cell, changes

Key = tuple[date, str, Cell]


def counted(session: Session, person_id: str) -> Counter[Key]:
    """What the deltas written so far say of a person."""
    columns = (
        CountDelta.effective_on,
        CountDelta.measure,
        CountDelta.region,
        CountDelta.year,
        CountDelta.public,
        CountDelta.stage,
        CountDelta.organisation_id,
        CountDelta.pact,
    )
    rows = session.execute(
        select(*columns, func.sum(CountDelta.amount)).where(CountDelta.person_id == person_id).group_by(*columns)
    )
    return Counter({(row[0], row[1], Cell(*row[2:8])): int(row[8]) for row in rows})


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
    texts = (cell.region, str(cell.year), cell.public, cell.stage, cell.organisation or "", cell.pact or "")
    return (day.isoformat(), measure, *texts)


def count(session: Session, case: Case, entry: Entry) -> None:
    """Append the deltas that `entry`, just written on `case`, makes for its person. The person's lock is held."""
    cases = session.scalars(select(Case.id).where(Case.person_id == case.person_id).order_by(Case.id)).all()
    histories = entries_of_cases(session, cases)
    append_deltas(session, case, entry, difference(due(histories.values()), counted(session, case.person_id)))


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
                effective_on=day,
                recorded_on=entry.recorded_on,
                measure=measure,
                region=cell.region,
                year=cell.year,
                public=cell.public,
                stage=cell.stage,
                organisation_id=cell.organisation,
                pact=cell.pact,
                amount=amount,
            )
        )
    session.flush()
