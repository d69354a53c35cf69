"""An entry and its texts as the rows that keep them: the other way of loading."""

from typing import Any

from parcours_app.journal.texts import Text
from workflows.journal import Entry


def entry_values(case_id: str, entry: Entry, digest: str) -> dict[str, Any]:
    """The row of an entry; digest: its link in the case's chain."""
    return {
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
        "hash": digest,
    }


def text_values(case_id: str, seq: int, text: Text) -> dict[str, Any]:
    """The row of a text of an entry."""
    return {
        "case_id": case_id,
        "seq": seq,
        "field": text.field,
        "digest": text.digest,
        "salt": text.salt,
        "text": text.text,
    }
