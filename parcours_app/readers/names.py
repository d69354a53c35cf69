"""Names made comparable, for searching and for finding the same person twice. Never shown in place of a name."""

import re
import unicodedata
from datetime import date

_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]+")
# Letters that Unicode does not decompose and that people write without their mark.
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def search_name(text: str) -> str:
    """Lower case, no accents; hyphens, apostrophes, dots, spacing are one space. Other scripts keep their letters."""
    if text.isascii():
        return " ".join(_NOT_ALPHANUMERIC.sub(" ", text.lower()).split())
    folded = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    bare = (c for c in folded if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


def identity(given_name: str, family_name: str, birth_date: date) -> str:
    """The key under which two lines are probably one person: both names made comparable, and the birth date."""
    return f"{search_name(given_name)}|{search_name(family_name)}|{birth_date.isoformat()}"
