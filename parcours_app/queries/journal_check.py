"""Proves that the journal is whole: each case's chain of hashes, its numbering, and the digests of its texts. Reads.

Streamed in order of cases, so that memory does not grow with the journal.
"""

from collections.abc import Generator, Iterable
from contextlib import closing
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from parcours_app.extensions import db
from parcours_app.journal.hashing import GENESIS, chained, digest_of
from parcours_app.journal.loading import entry_of
from parcours_app.models import Case, EntryRow, EntryText

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Break:
    """Where the journal does not hold: case number, entry (None when it is missing), and what is wrong, in English."""

    number: str
    entry: str | None
    seq: int
    wrong: str


@dataclass(slots=True)
class _Link:
    """The last entry seen of a case."""

    case: str
    number: str
    version: int
    seq: int = 0
    hash: str = GENESIS


def first_break() -> tuple[int, Break | None]:
    """How many entries were read, and the first that is broken (None when the journal is intact)."""
    session: Session = db.session()
    with closing(_rows(session)) as rows:
        read, broken = _first_of_entries(rows)
    return read, broken or _silent_case(session) or _false_text(session)


def _first_of_entries(rows: Iterable[tuple[EntryRow, str, int]]) -> tuple[int, Break | None]:
    read, link = 0, None
    for row, number, version in rows:
        if link is None or row.case_id != link.case:
            if link is not None and (cut := _cut_short(link)):
                return read, cut
            link = _Link(row.case_id, number, version)
        read += 1
        if broken := _broken(link, row):
            return read, broken
        link.seq, link.hash = row.seq, row.hash
    return read, _cut_short(link) if link else None


def _rows(session: Session) -> Generator[tuple[EntryRow, str, int]]:
    query = (
        select(EntryRow, Case.number, Case.version)
        .join(Case, Case.id == EntryRow.case_id)
        .order_by(EntryRow.case_id, EntryRow.seq)
        .execution_options(yield_per=BATCH)
    )
    with session.execute(query) as found:
        for row, number, version in found:
            session.expunge(row)
            yield row, number, version


def _broken(link: _Link, row: EntryRow) -> Break | None:
    if row.seq != link.seq + 1:
        return Break(link.number, row.id, row.seq, f"entry {link.seq + 1} is missing before it")
    if row.hash != chained(link.hash, row.case_id, entry_of(row)):
        return Break(link.number, row.id, row.seq, "its hash does not fit what it says and the entry before it")
    return None


def _cut_short(link: _Link) -> Break | None:
    if link.seq == link.version:
        return None
    wrong = f"the case is at version {link.version} but its journal stops at {link.seq}"
    return Break(link.number, None, link.version, wrong)


def _silent_case(session: Session) -> Break | None:
    """A case without any entry: its whole journal is gone."""
    query = select(Case.number, Case.version).where(~select(EntryRow.id).where(EntryRow.case_id == Case.id).exists())
    row = session.execute(query.order_by(Case.id).limit(1)).first()
    return Break(row.number, None, row.version, "the case has no entry at all") if row else None


def _false_text(session: Session) -> Break | None:
    """A free text that is no longer the one its entry was written with."""
    query = (
        select(*EntryText.__table__.c, EntryRow.data, EntryRow.id, Case.number)
        .join(EntryRow, (EntryRow.case_id == EntryText.case_id) & (EntryRow.seq == EntryText.seq))
        .join(Case, Case.id == EntryText.case_id)
        .order_by(EntryText.case_id, EntryText.seq, EntryText.field)
        .execution_options(yield_per=BATCH)
    )
    with session.execute(query) as texts:
        for row in texts:
            if row.digest != digest_of(row.text, row.salt) or row.data.get(row.field) != row.digest:
                return Break(row.number, row.id, row.seq, f"its text “{row.field}” was changed")
    return None
