"""Replays the journal and compares every projection and every count with it. Never repairs, never writes.

One batch of people at a time, nothing kept from one to the next: memory does not grow with the number of cases.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from parcours_app.extensions import db
from parcours_app.journal.cells import cell_of
from parcours_app.journal.counting import Key
from parcours_app.journal.loading import entries_of_cases
from parcours_app.journal.projecting import CHILDREN, case_values, rows_for
from parcours_app.journal.rows import row_key, row_values
from parcours_app.journal.sewing import lines_of
from parcours_app.models import Base, Case, CountDelta
from parcours_app.queries.stock_check import wrong_stocks
from parcours_app.readers.case_numbers import case_number
from workflows.engine import Refused
from workflows.journal import Entry, replay
from workflows.knowledge import Told, learnt, told
from workflows.seams import Seam
from workflows.standing import Standing

BATCH = 200


@dataclass(frozen=True, slots=True)
class Difference:
    """One disagreement: where (case number or person, table, line), what is stored and what the journal says."""

    where: str
    stored: str
    replayed: str


class UnknownCase(LookupError):
    """There is no case of this id or number."""


def differences(case: str | None = None) -> Iterator[Difference]:
    """Every disagreement, of one case (id or number) and its person's counts, or of all. Raises UnknownCase."""
    session: Session = db.session()
    if case is not None:
        found = session.execute(
            select(Case.person_id).where((Case.id == case) | (Case.number == case_number(case)))
        ).first()
        if found is None:
            raise UnknownCase(case)
        yield from _of_people(session, [found.person_id])
        return
    last = ""
    while people := _next_people(session, last):
        yield from _of_people(session, people)
        last = people[-1]
        session.expunge_all()
    yield from (Difference(*told) for told in wrong_stocks(session))


def _next_people(session: Session, last: str) -> Sequence[str]:
    query = select(Case.person_id).where(Case.person_id > last).distinct().order_by(Case.person_id).limit(BATCH)
    return session.scalars(query).all()


def _of_people(session: Session, people: Sequence[str]) -> Iterator[Difference]:
    cases = session.scalars(select(Case).where(Case.person_id.in_(people)).order_by(Case.person_id, Case.id)).all()
    histories = entries_of_cases(session, [case.id for case in cases])
    stored = {child.__tablename__: _stored_rows(session, child, list(histories)) for child in CHILDREN}
    deltas = _deltas(session, people)
    for person, own in groupby(cases, key=lambda case: case.person_id):
        yield from _of_person(list(own), histories, stored, deltas.get(person, []))


def _of_person(
    cases: Sequence[Case],
    histories: Mapping[str, list[Entry]],
    stored: Mapping[str, Mapping[str, Any]],
    deltas: Iterable[Row[Any]],
) -> Iterator[Difference]:
    """The differences of one person; of a journal that cannot be replayed only that, as seams span her cases."""
    known: dict[str, Told] = {}
    standings: dict[str, Standing] = {}
    for case in cases:
        try:
            known[case.id] = told(histories[case.id])
            standings[case.id] = known[case.id].standing or replay(histories[case.id])
        except Refused as refused:
            yield Difference(f"{case.number}: journal", "entries", f"entry {refused.entry} is not possible: {refused}")
    if len(standings) == len(cases):
        lines = lines_of(standings)
        for case in cases:
            yield from _of_case(case, known[case.id], standings[case.id], lines[case.id], stored)
        yield from _of_counts(cases[0].person_id, list(known.values()), deltas)


def _of_case(
    case: Case, history: Told, standing: Standing, lines: list[Seam], stored: Mapping[str, Mapping[str, Any]]
) -> Iterator[Difference]:
    last = max((entry.seq for entry in history.entries), default=0)
    values = {**case_values(standing, lines), "version": last}
    for name, value in values.items():
        if getattr(case, name) != value:
            yield Difference(f"{case.number}: cases.{name}", repr(getattr(case, name)), repr(value))
    wanted: dict[str, dict[Any, dict[str, Any]]] = {table: {} for table in stored}
    for model, row in rows_for(case.id, standing, lines):
        wanted[model.__tablename__][row_key(model, row)] = row_values(model, row)
    for table, rows in stored.items():
        yield from _compared(case.number, table, rows.get(case.id, {}), wanted[table])


def _compared(number: str, table: str, stored: Mapping[Any, Any], wanted: Mapping[Any, Any]) -> Iterator[Difference]:
    for key in sorted({*stored, *wanted}):
        if stored.get(key) != wanted.get(key):
            yield Difference(f"{number}: {table} {key[-1]}", _said(stored.get(key)), _said(wanted.get(key)))


def _said(row: Mapping[str, Any] | None) -> str:
    if row is None:
        return "nothing"
    return ", ".join(f"{name}={value}" for name, value in row.items() if value is not None)


def _stored_rows(session: Session, child: type[Base], cases: list[str]) -> dict[str, dict[Any, dict[str, Any]]]:
    table = child.__table__
    found: dict[str, dict[Any, dict[str, Any]]] = {}
    for row in session.execute(select(table).where(table.c.case_id.in_(cases))).mappings():
        key = tuple(row[column.name] for column in table.primary_key)
        found.setdefault(row["case_id"], {})[key] = dict(row)
    return found


def _deltas(session: Session, people: Sequence[str]) -> dict[str, list[Row[Any]]]:
    found: dict[str, list[Row[Any]]] = {}
    query = select(CountDelta.__table__).where(CountDelta.person_id.in_(people))
    for delta in session.execute(query.order_by(CountDelta.case_id, CountDelta.n)):
        found.setdefault(delta.person_id, []).append(delta)
    return found


def _of_counts(person: str, cases: Sequence[Told], deltas: Iterable[Row[Any]]) -> Iterator[Difference]:
    """The counts of a person, as known at the end of each day on which something was written."""
    stored, replayed = _stored_by_day(deltas), {lines[0].entry.recorded_on: gained for lines, gained in learnt(cases)}
    present: Counter[Key] = Counter()
    wanted: Counter[Key] = Counter()
    for known in sorted({*stored, *replayed}):
        touched = {**stored.get(known, {}), **replayed.get(known, {})}
        present.update(stored.get(known, {}))
        wanted.update(replayed.get(known, {}))
        for key in sorted((key for key in touched if present[key] != wanted[key]), key=str):
            where = f"person {person}: {key[1]} on {key[0]}, known on {known}, {key[2]}"
            yield Difference(where, str(present[key]), str(wanted[key]))


def _stored_by_day(deltas: Iterable[Row[Any]]) -> dict[date, Counter[Key]]:
    """The stored deltas summed by day of recording."""
    found: dict[date, Counter[Key]] = {}
    for d in deltas:
        found.setdefault(d.recorded_on, Counter())[d.effective_on, d.measure, cell_of(d)] += d.amount
    return found
