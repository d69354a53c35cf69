"""Appends an entry to a case: row, texts, hash, projections and counts, in the caller's transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from parcours_app.journal.counting import count
from parcours_app.journal.hashing import GENESIS, chained
from parcours_app.journal.loading import entries_of_others, entry_of
from parcours_app.journal.projecting import project
from parcours_app.journal.texts import Text
from parcours_app.models import Case, EntryRow, EntryText
from workflows.engine import Refused
from workflows.journal import Entry, replay
from workflows.standing import Standing


def recorded_after(rows: Sequence[EntryRow], entry: Entry) -> Entry:
    """The entry, recorded no earlier than the one before it: clocks may step back, a journal does not."""
    latest = max((row.recorded_at for row in rows), default=entry.recorded_at)
    return entry if entry.recorded_at >= latest else replace(entry, recorded_at=latest)


def write(
    session: Session, case: Case, rows: Sequence[EntryRow], entry: Entry, standing: Standing, texts: Sequence[Text]
) -> Entry:
    """Append `entry` after `rows` (all the case has) and bring every projection up to `standing`. The entry as stored.

    The caller holds the locks of the person and of the case, and has replayed `standing` with the entry in it.
    """
    previous = rows[-1].hash if rows else GENESIS
    earlier, others = [entry_of(row) for row in rows], entries_of_others(session, case)
    case.version = entry.seq
    row = EntryRow(
        case_id=case.id,
        seq=entry.seq,
        id=entry.id,
        move=entry.move,
        effective_on=entry.effective_on,
        recorded_at=entry.recorded_at,
        actor_role=entry.actor.role.value,
        actor_account=entry.actor.account,
        data=_plain(entry.data),
        supersedes=entry.supersedes,
        void=entry.void,
        overrides=sorted(entry.overrides),
        hash=chained(previous, case.id, entry),
    )
    project(session, case, standing, {key: replay(told) for key, told in others.items()}, _shown(earlier))
    session.add(row)
    session.flush()
    session.add_all(
        EntryText(case_id=case.id, seq=entry.seq, field=t.field, digest=t.digest, salt=t.salt, text=t.text)
        for t in texts
    )
    written = entry_of(row)
    count(session, case, written, [*others.values(), [*earlier, written]])
    return written


def _shown(entries: Sequence[Entry]) -> Standing | None:
    """The standing that the rows of a case show; None for a journal that a correction is about to make possible."""
    try:
        return replay(entries)
    except Refused:
        return None


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    return dict(data)
