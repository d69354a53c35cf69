"""Appends an entry to a case: row, texts, hash, projections and counts, in the caller's transaction."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from parcours_app.journal.counting import count
from parcours_app.journal.hashing import GENESIS, chained
from parcours_app.journal.loading import entries_of_others, entry_of
from parcours_app.journal.projecting import project
from parcours_app.journal.rows import write_rows
from parcours_app.journal.storing import entry_values, text_values
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
) -> None:
    """Append `entry` after `rows` (all the case has) and bring every projection up to `standing`.

    The caller holds the locks of the person and of the case, and has replayed `standing` with the entry in it.
    """
    previous = rows[-1].hash if rows else GENESIS
    earlier, others = [entry_of(row) for row in rows], entries_of_others(session, case)
    case.version = entry.seq
    project(session, case, standing, {key: replay(told) for key, told in others.items()}, _shown(earlier))
    write_rows(session, [(EntryRow, entry_values(case.id, entry, chained(previous, case.id, entry)))])
    write_rows(session, [(EntryText, text_values(case.id, entry.seq, text)) for text in texts])
    count(session, case, entry, [*others.values(), [*earlier, entry]])


def _shown(entries: Sequence[Entry]) -> Standing | None:
    """The standing that the rows of a case show; None for a journal that a correction is about to make possible."""
    try:
        return replay(entries)
    except Refused:
        return None
