"""Keys made by the application: UUIDv7 text, ordered by time, so that no table needs a global sequence.

And the digests under which secrets are stored. Never touches the database.
"""

import itertools
import secrets
from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import sha256

_order = itertools.count()


def new_id(now: datetime, randbits: Callable[[int], int] = secrets.randbits, order: Iterator[int] = _order) -> str:
    """A 36-character UUIDv7 for the aware instant `now`; within one millisecond a process counter keeps the order.

    `randbits` and `order` let a seeded simulation make the same keys twice.
    """
    milliseconds = int(now.timestamp() * 1000) & 0xFFFF_FFFF_FFFF
    counter = next(order) & 0xFFF
    text = f"{milliseconds << 80 | 0x7 << 76 | counter << 64 | 0b10 << 62 | randbits(62):032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def digest(secret: str) -> str:
    """The form in which a long random secret is stored: enough, since nobody can guess what it comes from."""
    return sha256(secret.encode()).hexdigest()
