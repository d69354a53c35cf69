"""Writes a case's whole history at once: the same rows as appending entry after entry, in a few statements.

For a simulation or an import of the past. The counts keep both dates: what was known at the end of each day.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sqlalchemy import insert
from sqlalchemy.orm import Session

from parcours_app.journal.counting import Key, difference, due
from parcours_app.journal.hashing import GENESIS, chained
from parcours_app.journal.projecting import case_values, rows_for, seams_of
from parcours_app.journal.texts import Text
from parcours_app.models import Case, CountDelta, EntryRow, EntryText
from workflows.journal import Entry
from workflows.standing import Standing


def write_history(
    session: Session, case: Case, entries: Sequence[Entry], standing: Standing, texts: Sequence[tuple[int, Text]]
) -> None:
    """Write a new case with all its entries, in order of seq; `standing` is their replay, `texts` goes with seqs.

    The person has no other case. The caller has had every entry accepted by the rules.
    """
    case.version = len(entries)
    for name, value in case_values(standing, seams_of(standing, standing.last_on or date.min)).items():
        setattr(case, name, value)
    session.add(case)
    session.flush()
    session.execute(insert(EntryRow), _entry_rows(case.id, entries))
    if texts:
        session.execute(insert(EntryText), [_text_row(case.id, seq, text) for seq, text in texts])
    session.add_all(rows_for(case.id, standing))
    deltas = _delta_rows(case, entries)
    if deltas:
        session.execute(insert(CountDelta), deltas)
    session.flush()


def _entry_rows(case_id: str, entries: Sequence[Entry]) -> list[dict[str, object]]:
    rows, previous = [], GENESIS
    for entry in entries:
        previous = chained(previous, case_id, entry)
        rows.append(
            {
                "case_id": case_id,
                "seq": entry.seq,
                "id": entry.id,
                "move": entry.move,
                "effective_on": entry.effective_on,
                "recorded_at": entry.recorded_at,
                "actor_role": entry.actor.role.value,
                "actor_account": entry.actor.account,
                "data": dict(entry.data),
                "supersedes": entry.supersedes,
                "void": entry.void,
                "overrides": sorted(entry.overrides),
                "hash": previous,
            }
        )
    return rows


def _text_row(case_id: str, seq: int, text: Text) -> dict[str, object]:
    return {
        "case_id": case_id,
        "seq": seq,
        "field": text.field,
        "digest": text.digest,
        "salt": text.salt,
        "text": text.text,
    }


def _delta_rows(case: Case, entries: Sequence[Entry]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    present: Counter[Key] = Counter()
    for last, wanted in _stages_of_knowledge(entries):
        for (day, measure, cell), amount in difference(wanted, present):
            rows.append(
                {
                    "case_id": case.id,
                    "n": len(rows) + 1,
                    "seq": last.seq,
                    "person_id": case.person_id,
                    "effective_on": day,
                    "recorded_on": last.recorded_on,
                    "measure": measure,
                    "region": cell.region,
                    "year": cell.year,
                    "public": cell.public,
                    "stage": cell.stage,
                    "organisation_id": cell.organisation,
                    "pact": cell.pact,
                    "amount": amount,
                }
            )
        present = wanted
    return rows


def _stages_of_knowledge(entries: Sequence[Entry]) -> list[tuple[Entry, Counter[Key]]]:
    """After the last entry of each day of recording: that entry, and what the entries known by then count for."""
    last_of_day = [
        n for n, entry in enumerate(entries) if n + 1 == len(entries) or entries[n + 1].recorded_on != entry.recorded_on
    ]
    return [(entries[n], due([entries[: n + 1]])) for n in last_of_day]
