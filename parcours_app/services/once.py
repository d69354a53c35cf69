"""Requests safe to repeat: the idempotency key is inserted before anything else, in the same transaction."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from parcours_app.journal.hashing import body_digest
from parcours_app.journal.loading import entry_of
from parcours_app.models import EntryRow, IdempotencyKey
from parcours_app.scope import Viewer
from parcours_app.services.refusals import KeyReused
from workflows.journal import Entry

LONGEST_KEY = 128
OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Written:
    """What a service wrote: the entry, the case and its version now.

    repeated: the answer of an earlier same request.
    """

    case_id: str
    entry: Entry
    version: int
    repeated: bool = False


def claim(session: Session, viewer: Viewer, key: str | None, body: Any) -> Written | IdempotencyKey | None:
    """Insert the key first: the earlier answer when the request was already served, the claimed row otherwise.

    None without a key. Raises KeyReused when the key served for another body.
    """
    if key is None:
        return None
    digest, account = body_digest(body), viewer.account or OPERATOR
    row = IdempotencyKey(account=account, key=key[:LONGEST_KEY], body_digest=digest, created_at=viewer.now)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return _served(session, account, key[:LONGEST_KEY], digest)
    return row


def _served(session: Session, account: str, key: str, digest: str) -> Written:
    served = session.get_one(IdempotencyKey, (account, key))
    if served.body_digest != digest or served.case_id is None or served.seq is None:
        raise KeyReused(key)
    query = select(EntryRow).where(EntryRow.case_id == served.case_id, EntryRow.seq == served.seq)
    return Written(served.case_id, entry_of(session.scalars(query).one()), served.seq, repeated=True)


def settle(claimed: IdempotencyKey | None, written: Written) -> Written:
    """Remember the answer under the claimed key."""
    if claimed is not None:
        claimed.case_id, claimed.seq = written.case_id, written.version
    return written
