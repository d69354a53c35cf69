"""An entry of the journal as JSON: e-mails in place of account keys; free texts stay away, only their digests show."""

from collections.abc import Iterable, Mapping
from typing import Any

from parcours_app.queries.case_file import AccountCard
from workflows.journal import Entry

# Data that hold the key of an account, and where one lies deeper.
ACCOUNTS = ("referent", "to_counsellor")
DECIDED = "legitimate"


def accounts_in(entries: Iterable[Entry]) -> set[str]:
    """The keys of the accounts that entries name."""
    found = set()
    for entry in entries:
        decided = entry.data.get(DECIDED) or {}
        found |= {entry.actor.account, decided.get("by"), *(entry.data.get(name) for name in ACCOUNTS)}
    return {key for key in found if isinstance(key, str)}


def entry_json(entry: Entry, cards: Mapping[str, AccountCard]) -> dict[str, Any]:
    """The entry, with the accounts of `cards` by their e-mail."""

    def email(key: Any) -> Any:
        return cards[key].email if key in cards else key

    data = dict(entry.data)
    for name in ACCOUNTS:
        if name in data:
            data[name] = email(data[name])
    if data.get(DECIDED):
        data[DECIDED] = {**data[DECIDED], "by": email(data[DECIDED].get("by"))}
    return {
        "id": entry.id,
        "seq": entry.seq,
        "move": entry.move,
        "effective_on": entry.effective_on,
        "recorded_at": entry.recorded_at,
        "actor": {"role": entry.actor.role.value, "account": email(entry.actor.account)},
        "data": data,
        "supersedes": entry.supersedes,
        "void": entry.void,
        "overrides": sorted(entry.overrides),
        "reason": entry.data.get("correction_reason"),
    }
