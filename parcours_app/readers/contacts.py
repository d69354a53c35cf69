"""Telephone numbers, e-mail addresses, France Travail identifiers: read when good, noted and dropped otherwise."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

import phonenumbers

from parcours_app.readers.problems import shown
from workflows.engine import sentence

# The mainland first, then each overseas numbering plan: a number is valid in one of them only.
_PLANS = ("FR", "RE", "GP", "MQ", "GF", "YT", "NC", "PF", "PM", "WF")
_SEVERAL_PHONES = re.compile(r"[,;|]| / | ou | et ")
_LOST_ZERO = re.compile(r"[1-9]\d{8}", re.ASCII)
_EMAIL = re.compile(r"[^@\s,;<>\"']{1,64}@[^@\s,;<>\"']+\.[^@\s.,;<>\"']{2,}")
_EMAIL_LENGTH = 254
_REACHED_BY_TEXT = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)
_FT_ID = re.compile(r"\d{7}[0-9A-Z]|\d{11}", re.ASCII)


def read_phones(text: str, note: Callable[..., None], _today: date) -> tuple[str, ...] | None:
    """Every valid number of the cell in international form, in order, each once."""
    numbers: dict[str, None] = {}
    for part in filter(None, (piece.strip() for piece in _SEVERAL_PHONES.split(text))):
        number = international(part)
        if number:
            numbers[number] = None
        else:
            note(sentence("“%(value)s” is not a telephone number. It is ignored."), value=shown(part))
    return tuple(numbers) or None


def read_email(text: str, note: Callable[..., None], _today: date) -> str | None:
    """One address, in lower case."""
    if len(text) <= _EMAIL_LENGTH and _EMAIL.fullmatch(text):
        return text.lower()
    note(sentence("“%(value)s” is not an e-mail address. It is ignored."), value=shown(text))
    return None


def read_emails(text: str, note: Callable[..., None], today: date) -> tuple[str, ...] | None:
    """Several addresses, separated by commas, semicolons or spaces."""
    found = (read_email(part, note, today) for part in re.split(r"[,;\s]+", text) if part)
    return tuple(dict.fromkeys(address for address in found if address)) or None


def read_ft_id(text: str, note: Callable[..., None], _today: date) -> str | None:
    """7 digits and a digit or letter, or 11 digits; the placeholder 00000000 is none (domain.md §4.8)."""
    code = text.replace(" ", "").upper()
    if _FT_ID.fullmatch(code) and code.strip("0"):
        return code
    note(
        sentence("“%(value)s” is not a France Travail identifier (8 characters, or 11 digits). It is ignored."),
        value=shown(text),
    )
    return None


def mobile(text: str) -> str | None:
    """The number as +33… when text messages reach it; None for a landline, or for what is no number."""
    number = international(text)
    kind = phonenumbers.number_type(phonenumbers.parse(number)) if number else None
    return number if kind in _REACHED_BY_TEXT else None


def as_dialled(number: str) -> str:
    """A number in international form as one dials it in its own country: 06 12 34 56 78."""
    return str(phonenumbers.format_number(phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.NATIONAL))


@lru_cache(maxsize=1024)
def international(text: str) -> str | None:
    """The number as +33…, when one of the French numbering plans accepts it."""
    digits = text.replace(" ", "")
    written = f"0{digits}" if _LOST_ZERO.fullmatch(digits) else text
    for plan in _PLANS:
        try:
            number = phonenumbers.parse(written, plan)
        except phonenumbers.NumberParseException:
            return None
        if phonenumbers.is_valid_number(number):
            return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return None
