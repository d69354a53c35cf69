"""Where a page of a list begins, as an opaque text: the caller hands `next` back. Holds keys, never an offset."""

import base64
import json
from typing import Any

from parcours_app.api.bodies import bad_field, refused
from workflows.engine import sentence

UNKNOWN = sentence("“%(field)s” is not a value of “next” given with a page of this list.")


def cursor_of(*keys: str | int) -> str:
    """The text that stands for the keys of a page's last item."""
    return base64.urlsafe_b64encode(json.dumps(keys).encode()).decode().rstrip("=")


def keys_of(cursor: str, *kinds: type) -> list[str | int]:
    """The keys in a text we gave. Refuses (422) any other text."""
    keys = _read(cursor)
    if not isinstance(keys, list) or [type(key) for key in keys] != list(kinds) or not all(map(_fits, keys)):
        refused(bad_field("cursor", UNKNOWN))
    found: list[str | int] = keys
    return found


def _read(cursor: str) -> Any:
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        return json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, RecursionError):
        return None


def _fits(key: str | int) -> bool:
    return 0 <= key < 2**31 if isinstance(key, int) else key.isascii() and key.isprintable()
