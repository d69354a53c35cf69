"""Loads a case's entries as the rules want them, and takes its lock. Reads only."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from parcours_app.models import Case, EntryRow, EntryText, Person
from workflows.engine import Actor, Role
from workflows.journal import Entry

# Each move asks these: they are made once, because making a question costs more than its answer.
ENTRIES = select(EntryRow).where(EntryRow.case_id == bindparam("case")).order_by(EntryRow.seq)
ENTRIES_OF_OTHERS = (
    select(EntryRow.__table__)
    .join(Case, Case.id == EntryRow.case_id)
    .where(Case.person_id == bindparam("person"), Case.id != bindparam("case"))
    .order_by(EntryRow.case_id, EntryRow.seq)
)
PERSON_LOCKED = select(Person.id).where(Person.id == bindparam("person")).with_for_update()
CASE_LOCKED = (
    select(Case).where(Case.id == bindparam("case")).with_for_update().execution_options(populate_existing=True)
)


def entry_of(row: EntryRow | Row[Any]) -> Entry:
    """A stored line as an entry."""
    return Entry(
        id=row.id,
        seq=row.seq,
        move=row.move,
        effective_on=row.effective_on,
        recorded_at=row.recorded_at,
        actor=Actor(Role(row.actor_role), row.actor_account),
        data=row.data,
        supersedes=row.supersedes,
        void=row.void,
        overrides=frozenset(row.overrides),
    )


def rows_of(session: Session, case_id: str) -> Sequence[EntryRow]:
    """The stored lines of a case, in order."""
    return session.scalars(ENTRIES, {"case": case_id}).all()


def entries_of(session: Session, case_id: str) -> list[Entry]:
    """The entries of a case, in order of seq."""
    return [entry_of(row) for row in rows_of(session, case_id)]


def entries_of_cases(session: Session, case_ids: Iterable[str]) -> dict[str, list[Entry]]:
    """The entries of several cases, each in order of seq; a case without entries has an empty list."""
    found: dict[str, list[Entry]] = {case_id: [] for case_id in case_ids}
    query = select(EntryRow.__table__).where(EntryRow.case_id.in_(found)).order_by(EntryRow.case_id, EntryRow.seq)
    for row in session.execute(query):  # plain rows: thousands are read, none is changed
        found[row.case_id].append(entry_of(row))
    return found


def entries_of_others(session: Session, case: Case) -> dict[str, list[Entry]]:
    """The entries of the person's other cases, by case; the caller holds her lock; `case` may not be stored yet."""
    found: dict[str, list[Entry]] = {}
    with session.no_autoflush:
        for row in session.execute(ENTRIES_OF_OTHERS, {"person": case.person_id, "case": case.id}):
            found.setdefault(row.case_id, []).append(entry_of(row))
    return found


def texts_of(session: Session, case_id: str) -> dict[str, str]:
    """The free texts of a case by digest; an erased one is missing."""
    rows = session.execute(select(EntryText.digest, EntryText.text).where(EntryText.case_id == case_id))
    return {digest: text for digest, text in rows}  # noqa: C416 - typed rows, not tuples


def lock_person(session: Session, person_id: str) -> None:
    """Take the person's lock: always before a case's, so that two writers never wait for each other."""
    session.execute(PERSON_LOCKED, {"person": person_id})


def lock_case(session: Session, case_id: str, person_id: str | None = None) -> Case:
    """Take the case's lock, after its person's, and read it afresh. person_id: of whom, when it is known."""
    lock_person(session, person_id or session.scalars(select(Case.person_id).where(Case.id == case_id)).one())
    return session.scalars(CASE_LOCKED, {"case": case_id}).one()
