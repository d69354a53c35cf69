"""Free texts leave the entry for an erasable row; the entry keeps their salted digest."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from parcours_app.journal.hashing import digest_of, new_salt
from workflows.fields import FIELDS

# Said with any move: why a guard was passed over, why an entry was corrected.
ALWAYS_FREE = ("override_reason", "correction_reason")


@dataclass(frozen=True, slots=True)
class Text:
    """A text taken out of an entry's data."""

    field: str
    text: str
    salt: str
    digest: str


def taken_out(
    move: str, data: Mapping[str, Any], salted: Callable[[], str] = new_salt
) -> tuple[dict[str, Any], list[Text]]:
    """The data with digests in place of free texts, and the texts; digests carried over by a correction stay."""
    kept, texts = dict(data), []
    for name in sorted(_free(move) & data.keys()):
        value = data[name]
        if isinstance(value, str) and not is_digest(value):
            salt = salted()
            texts.append(Text(name, value, salt, digest_of(value, salt)))
            kept[name] = texts[-1].digest
    return kept, texts


@cache
def _free(move: str) -> frozenset[str]:
    return frozenset({field.name for field in FIELDS.get(move, ()) if field.free_text} | set(ALWAYS_FREE))


def is_digest(value: str) -> bool:
    """Whether a value is a digest standing for a text."""
    return value.startswith("sha256:") and len(value) == len("sha256:") + 64
