"""One cell as a number: counts, months, millions of euros; written the French way or the English one, never guessed."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from parcours_app.readers.problems import shown
from workflows.engine import sentence

_SPACES = re.compile(r"[ \u00a0\u202f]")
# Integers as sheets write them: 15217, 15 217, 15217.0.
_WHOLE = re.compile(r"(\d{1,12})(?:\.0)?", re.ASCII)
_MILLIONS = re.compile(r"\d{1,5}(?:[.,]\d{1,6})?", re.ASCII)
MILLION = 1_000_000


def whole(text: str) -> int | None:
    """The number a cell holds; None when it holds something else."""
    found = _WHOLE.fullmatch(_SPACES.sub("", text))
    return int(found[1]) if found else None


def read_count(text: str, note: Callable[..., None], _today: date) -> int | None:
    """A number of persons or of entries."""
    number = whole(text)
    if number is None:
        note(sentence("“%(value)s” is not a whole number."), value=shown(text))
    return number


def read_millions(text: str, note: Callable[..., None], _today: date) -> int | None:
    """An amount written in millions of euros, in euros."""
    plain = _SPACES.sub("", text)
    if _MILLIONS.fullmatch(plain):
        return int(Decimal(plain.replace(",", ".")) * MILLION)
    note(sentence("“%(value)s” is not an amount in millions of euros, such as 300.06."), value=shown(text))
    return None


def read_year(text: str, note: Callable[..., None], _today: date) -> int | None:
    """A year of this programme or around it."""
    number = whole(text)
    if number is not None and 1990 <= number <= 2100:  # noqa: PLR2004 - series of this century, and a little before
        return number
    note(sentence("“%(value)s” is not a year, such as 2022."), value=shown(text))
    return None


def read_month(text: str, note: Callable[..., None], _today: date) -> int | None:
    """A month, from 1 to 12."""
    number = whole(text)
    if number is not None and 1 <= number <= 12:  # noqa: PLR2004 - months of a year
        return number
    note(sentence("“%(value)s” is not a month, from 1 to 12."), value=shown(text))
    return None
