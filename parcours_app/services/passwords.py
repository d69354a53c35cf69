"""Hashing and checking passwords with argon2id. Never stores, logs or shows one."""

import secrets
from functools import cached_property
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type
from flask_babel import gettext

from parcours_app.settings import PasswordCost

SHORTEST = 15
LONGEST = 1024
AT_ONCE = 4


class PasswordRefused(ValueError):
    """The password may not be chosen; the message says why."""


class Passwords:
    """At most four hashes at once: each takes 64 MiB and a core, and pages must go on being served."""

    def __init__(self, cost: PasswordCost) -> None:
        self._hasher = PasswordHasher(
            time_cost=cost.passes, memory_cost=cost.memory_kib, parallelism=cost.lanes, type=Type.ID
        )
        self._turns = BoundedSemaphore(AT_ONCE)

    @cached_property
    def _nobody(self) -> str:
        # Checked when there is no account, so that the answer takes as long as for a wrong password.
        return self._hasher.hash(secrets.token_hex(16))

    def hash(self, password: str) -> str:
        """The text to store; raises PasswordRefused under 15 characters or over 1,024."""
        if not SHORTEST <= len(password) <= LONGEST:
            raise PasswordRefused(
                gettext("The password must have at least %(shortest)d characters.", shortest=SHORTEST)
            )
        with self._turns:
            return self._hasher.hash(password)

    def match(self, stored: str | None, password: str) -> bool:
        """True when `password` is the one stored; takes the same time when nothing is stored."""
        with self._turns:
            try:
                self._hasher.verify(stored or self._nobody, password[:LONGEST])
            except (VerificationError, InvalidHashError):
                return False
        return stored is not None


def new_password() -> str:
    """A random password that can be dictated: five groups of four letters and digits, without look-alikes."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(alphabet) for _ in range(4)) for _ in range(5))
