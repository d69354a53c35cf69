"""One cell of text at a time: cleaned, then read as a date, a yes or no, a contact or a code.

A reader is given the text, a way to note what is wrong, and today's date; it returns the value, or None.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from parcours_app.readers.problems import shown
from workflows.engine import sentence

# Marks that reverse the order of what follows on a screen, and zero-width ones that hide inside names.
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\s]+")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_FRENCH = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?: 00:00(?::00)?)?", re.ASCII)
_NIR = re.compile(r"[1-478]\d{4}(?:\d{2}|2[AB])\d{8}", re.ASCII)
_NIR_LENGTH = 15
_SPACING = re.compile(r"[ .\-]")
_YES = {"oui", "o", "yes", "vrai", "true", "1"}
_NO = {"non", "n", "no", "faux", "false", "0"}
OLDEST = 120
TEXT_LENGTH = 200


def clean(cell: str) -> str:
    """The text on one line, composed (NFC), without control or invisible characters."""
    if cell.isascii() and cell.isprintable() and "  " not in cell:
        return cell.strip()
    return unicodedata.normalize("NFC", _CONTROL.sub(" ", _INVISIBLE.sub("", cell))).strip()


def is_nir(cell: str) -> bool:
    """Whether this is a French social security number with its key: 15 characters, the last two proving the others."""
    text = _SPACING.sub("", cell).upper() if len(cell) >= _NIR_LENGTH else ""
    if not _NIR.fullmatch(text):
        return False
    digits = text.replace("2A", "19").replace("2B", "18")
    return 97 - int(digits[:13]) % 97 == int(digits[13:])


def parse_date(text: str) -> date | None:
    """The day written as ISO, DD/MM/YYYY or DD-MM-YYYY, with or without midnight after it; None when it is no day."""
    iso, french = _ISO.fullmatch(text), _FRENCH.fullmatch(text)
    year, month, day = iso.groups() if iso else (french[4], french[3], french[1]) if french else ("0", "0", "0")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_text(text: str, note: Callable[..., None], _today: date) -> str | None:
    """Free text of a reasonable length."""
    if len(text) <= TEXT_LENGTH:
        return text
    note(sentence("This text is longer than %(length)s characters. Shorten it."), length=str(TEXT_LENGTH))
    return None


def read_name(text: str, note: Callable[..., None], today: date) -> str | None:
    """A name: at least one letter, in any script."""
    if any(letter.isalpha() for letter in text):
        return read_text(text, note, today)
    note(sentence("“%(value)s” is not a name: it has no letter."), value=shown(text))
    return None


def read_birth_date(text: str, note: Callable[..., None], today: date) -> date | None:
    """A birth date a living person can have."""
    day = parse_date(text)
    if day is None:
        note(
            sentence("“%(value)s” is not a date. Write it as 2001-12-31, 31/12/2001 or 31-12-2001."), value=shown(text)
        )
    elif not today.year - OLDEST <= day.year or day > today:
        note(sentence("The birth date %(value)s is not possible. Check the year."), value=day.isoformat())
        return None
    return day


def read_yes_no(text: str, note: Callable[..., None], _today: date) -> bool | None:
    """Oui or Non, in the ways tools write them."""
    word = text.casefold()
    if word in _YES or word in _NO:
        return word in _YES
    note(sentence("“%(value)s” is neither Oui nor Non. This cell is ignored."), value=shown(text))
    return None
