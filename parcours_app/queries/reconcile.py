"""Replays the journal and compares every projection and every count with it. Never repairs, never writes.

One batch of people at a time, nothing kept from one to the next: memory does not grow with the number of cases.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from parcours_app.extensions import db
from parcours_app.journal.counting import Key, due
from parcours_app.journal.loading import entries_of_cases
from parcours_app.journal.projecting import CHILDREN, case_values, rows_for, seams_of
from parcours_app.models import Base, Case, CountDelta
from workflows.engine import Refused
from workflows.journal import Entry, replay
from workflows.totals import Cell, changes

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
        found = session.execute(select(Case.person_id).where((Case.id == case) | (Case.number == case))).first()
        if found is None:
            raise UnknownCase(case)
        yield from _of_people(session, [found.person_id])
        return
    last = ""
    while people := _next_people(session, last):
        yield from _of_people(session, people)
        last = people[-1]
        session.expunge_all()


def _next_people(session: Session, last: str) -> Sequence[str]:
    query = select(Case.person_id).where(Case.person_id > last).distinct().order_by(Case.person_id).limit(BATCH)
    return session.scalars(query).all()


def _of_people(session: Session, people: Sequence[str]) -> Iterator[Difference]:
    cases = session.scalars(select(Case).where(Case.person_id.in_(people)).order_by(Case.person_id, Case.id)).all()
    histories = entries_of_cases(session, [case.id for case in cases])
    stored = {child.__tablename__: _stored_rows(session, child, list(histories)) for child in CHILDREN}
    unreadable: set[str] = set()
    for case in cases:
        try:
            yield from _of_case(case, histories[case.id], stored)
        except Refused as refused:
            unreadable.add(case.person_id)
            yield Difference(f"{case.number}: journal", "entries", f"entry {refused.entry} is not possible: {refused}")
    deltas = _deltas(session, people)
    for person in people:
        if person not in unreadable:
            own = [histories[case.id] for case in cases if case.person_id == person]
            yield from _of_counts(person, own, deltas.get(person, []))


def _of_case(case: Case, entries: list[Entry], stored: Mapping[str, Mapping[str, Any]]) -> Iterator[Difference]:
    standing = replay(entries)
    last = max((entry.seq for entry in entries), default=0)
    values = {**case_values(standing, seams_of(standing, standing.last_on or date.min)), "version": last}
    for name, value in values.items():
        if getattr(case, name) != value:
            yield Difference(f"{case.number}: cases.{name}", repr(getattr(case, name)), repr(value))
    wanted: dict[str, dict[Any, dict[str, Any]]] = {table: {} for table in stored}
    for row in rows_for(case.id, standing):
        wanted[row.__tablename__][_key(row)] = _plain(row)
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


def _key(row: Base) -> tuple[Any, ...]:
    return tuple(getattr(row, column.name) for column in row.__table__.primary_key)


def _plain(row: Base) -> dict[str, Any]:
    return {column.name: getattr(row, column.name) for column in row.__table__.columns}


def _deltas(session: Session, people: Sequence[str]) -> dict[str, list[CountDelta]]:
    found: dict[str, list[CountDelta]] = {}
    query = select(CountDelta).where(CountDelta.person_id.in_(people))
    for delta in session.scalars(query.order_by(CountDelta.case_id, CountDelta.n)):
        found.setdefault(delta.person_id, []).append(delta)
    return found


def _of_counts(person: str, histories: list[list[Entry]], deltas: list[CountDelta]) -> Iterator[Difference]:
    """The counts of a person, as known at the end of each day on which something was written."""
    written = _written_in_order(histories)
    if written is not None:
        yield from _misdated(person, deltas, written)
    days = sorted({entry.recorded_on for entries in histories for entry in entries} | {d.recorded_on for d in deltas})
    for known in days if written is None else days[-1:]:
        present = _summed(delta for delta in deltas if delta.recorded_on <= known)
        wanted = _due_on(histories, known)
        for key in sorted({*present, *wanted}, key=str):
            if present[key] != wanted[key]:
                where = f"person {person}: {key[1]} on {key[0]}, known on {known}, {key[2]}"
                yield Difference(where, str(present[key]), str(wanted[key]))


def _written_in_order(histories: list[list[Entry]]) -> dict[date, date] | None:
    """When each day was written, for one case never corrected nor back-dated; None otherwise.

    What was known of such a case is what it had written: one comparison then answers for every day.
    """
    if len(histories) != 1:
        return None
    written: dict[date, date] = {}
    latest = date.min
    for entry in histories[0]:
        fits = written.setdefault(entry.effective_on, entry.recorded_on) == entry.recorded_on
        if entry.supersedes or entry.effective_on < latest or not fits:
            return None
        latest = entry.effective_on
    return written


def _misdated(person: str, deltas: Iterable[CountDelta], written: Mapping[date, date]) -> Iterator[Difference]:
    for delta in deltas:
        expected = written.get(delta.effective_on)
        if delta.recorded_on != expected:
            where = f"person {person}: count delta {delta.case_id} {delta.n}, effective on {delta.effective_on}"
            yield Difference(where, f"recorded on {delta.recorded_on}", f"recorded on {expected}")


def _summed(deltas: Iterable[CountDelta]) -> Counter[Key]:
    found: Counter[Key] = Counter()
    for d in deltas:
        cell = Cell(d.region, d.year, d.public, d.stage, d.organisation_id, d.pact)
        found[d.effective_on, d.measure, cell] += d.amount
    return found


def _due_on(histories: list[list[Entry]], known: date) -> Counter[Key]:
    if all(entry.recorded_on <= known for entries in histories for entry in entries):
        return due(histories)
    found: Counter[Key] = Counter()
    for day, measure, cell, amount in changes(histories, known):
        found[day, measure, cell] += amount
    return found
