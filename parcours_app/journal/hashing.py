"""The chain of a case's entries: each hash covers the entry and the hash before it.

Also the salted digests of texts.
"""

import hashlib
import json
import secrets
from datetime import UTC
from typing import Any

from workflows.journal import Entry

GENESIS = "0" * 64
TEXT_PREFIX = "sha256:"
_in_one_form = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


def canonical(case_id: str, entry: Entry) -> bytes:
    """The bytes of an entry that its hash covers: every field, keys sorted, instants in UTC."""
    fields = {
        "case": case_id,
        "id": entry.id,
        "seq": entry.seq,
        "move": entry.move,
        "effective_on": entry.effective_on.isoformat(),
        "recorded_at": entry.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": [entry.actor.role.value, entry.actor.account],
        "data": entry.data,
        "supersedes": entry.supersedes,
        "void": entry.void,
        "overrides": sorted(entry.overrides),
    }
    return _in_one_form(fields).encode()


def chained(previous: str, case_id: str, entry: Entry) -> str:
    """The hash of an entry, given the hash of the entry before it in the same case."""
    return hashlib.sha256(previous.encode() + canonical(case_id, entry)).hexdigest()


def digest_of(text: str, salt: str) -> str:
    """The salted digest that stands for a text in its entry, so that erasing the text leaves the chain whole."""
    return TEXT_PREFIX + hashlib.sha256((salt + text).encode()).hexdigest()


def new_salt() -> str:
    """A fresh salt."""
    return secrets.token_hex(16)


def body_digest(body: Any) -> str:
    """The digest of a request's body, to tell a repeated request from another one under the same key."""
    return hashlib.sha256(json.dumps(body, sort_keys=True, default=str, ensure_ascii=False).encode()).hexdigest()
