"""Gathers a case's whole history for one writing: the same rows as appending entry after entry, in bulk.

For a simulation of the past. The counts keep both dates: what was known at the end of each day.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from parcours_app.journal.bulk import Bulk
from parcours_app.journal.hashing import GENESIS, chained
from parcours_app.journal.projecting import case_values, rows_for
from parcours_app.journal.recounting import rows_learnt
from parcours_app.journal.sewing import lines_of
from parcours_app.journal.storing import entry_values, text_values
from parcours_app.journal.texts import Text
from parcours_app.models import Case, CountDelta, EntryRow, EntryText
from workflows.journal import Entry
from workflows.knowledge import Told
from workflows.standing import Standing
from workflows.totals import Snapshot


@dataclass(frozen=True, slots=True)
class History:
    """A new case with all its entries, in order of seq, every one accepted by the rules; `standing` is their replay.

    snapshots: what the case counts for after each of the first entries, those written in the order things happened;
    the entries after them are corrections. texts: with the seq of their entry. earlier: the person's cases closed, and
    recorded, before this one.
    """

    case: Case
    entries: Sequence[Entry]
    standing: Standing
    snapshots: Sequence[Snapshot | None]
    texts: Sequence[tuple[int, Text]] = ()
    earlier: Sequence["History"] = ()

    @property
    def told(self) -> Told:
        """The entries as the counts learn of them."""
        return Told(self.entries, self.snapshots)


def gather(bulk: Bulk, history: History) -> None:
    """Put every row of a history in `bulk`, under its case's."""
    case, standing = history.case, history.standing
    case.version = len(history.entries)
    lines = lines_of({each.case.id: each.standing for each in (*history.earlier, history)})[case.id]
    for name, value in case_values(standing, lines).items():
        setattr(case, name, value)
    bulk.add(case)
    _gather_entries(bulk, case.id, history.entries)
    for seq, text in history.texts:
        bulk.put(EntryText, text_values(case.id, seq, text))
    for model, values in rows_for(case.id, standing, lines):
        bulk.put(model, values)
    _gather_deltas(bulk, history)


def _gather_entries(bulk: Bulk, case_id: str, entries: Sequence[Entry]) -> None:
    previous = GENESIS
    for entry in entries:
        previous = chained(previous, case_id, entry)
        bulk.put(EntryRow, entry_values(case_id, entry, previous))


def _gather_deltas(bulk: Bulk, history: History) -> None:
    """The deltas of this case; those of the earlier ones are written."""
    told = {each.case.id: each.told for each in (*history.earlier, history)}
    for row in rows_learnt(history.case.person_id, told):
        if row["case_id"] == history.case.id:
            bulk.put(CountDelta, row)
