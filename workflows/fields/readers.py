"""How a datum of each type is read from what was typed; what does not read says what to type instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from workflows.engine import Field, sentence
from workflows.fields.codes import CONTRACTS, DOMAINS

LONGEST_TEXT = 2000
LONGEST_CODE = 200
# Said as they are by the sentences that refuse what is beyond.
GREATEST, MOST_CODES = 99_999, 200
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)


NO_DATE = sentence(
    "Write the date of “%(field)s” as year-month-day, for example 2022-03-31: a day that the calendar has."
)


class Invalid(ValueError):
    """What was typed is not of the expected form; carries the sentence that says what to type."""


def _date(value: object, _field: Field) -> str:
    try:
        day = date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise Invalid(NO_DATE) from None
    if not EARLIEST <= day <= LATEST:
        raise Invalid(sentence("Check the year of “%(field)s”: it is too far from today."))
    return day.isoformat()


def _text(value: object, field: Field) -> str:
    longest = LONGEST_TEXT if field.free_text else LONGEST_CODE
    if not isinstance(value, str) or not value.strip() or len(value) > longest or not _storable(value):
        raise Invalid(sentence("Write “%(field)s” as plain text, neither empty nor too long."))
    return value.strip()


def _storable(value: str) -> bool:
    return "\x00" not in value and not any("\ud800" <= char <= "\udfff" for char in value)


def _choice(value: object, field: Field) -> str:
    # A number is only read as text when short: one of thousands of digits would not even print.
    number = isinstance(value, int) and not isinstance(value, bool) and 0 < value < LONGEST_CODE
    text = str(value) if isinstance(value, str) or number else ""
    if text not in field.choices:
        raise Invalid(sentence("Choose “%(field)s” among: %(choices)s."))
    return text


def _number(value: object, field: Field) -> int:
    return int(_choice(value, field))


def _boolean(value: object, _field: Field) -> bool:
    if not isinstance(value, bool):
        raise Invalid(sentence("Answer “%(field)s” with yes or no (true or false)."))
    return value


def _integer(value: object, _field: Field) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value <= 0:
        raise Invalid(sentence("Write “%(field)s” as a whole number above 0."))
    if value > GREATEST:
        raise Invalid(sentence("Check “%(field)s”: it is 99999 at most."))
    return value


def _codes(value: object, field: Field) -> list[str]:
    if not isinstance(value, list | tuple):
        raise Invalid(sentence("Give “%(field)s” as a list of codes."))
    if len(value) > MOST_CODES:
        raise Invalid(sentence("Give 200 codes at most in “%(field)s”."))
    codes = [_text(item, field) for item in value]
    return list(dict.fromkeys(codes))


def _needs(value: object, field: Field) -> dict[str, Any]:
    answers = [value.get("refresher"), value.get("support") or False] if isinstance(value, Mapping) else [None]
    if not isinstance(value, Mapping) or not all(isinstance(answer, bool) for answer in answers):
        raise Invalid(sentence("Say whether a refresher is needed and whether support is needed (true or false)."))
    domains = _codes(value.get("domains") or [], field)
    if unknown := [code for code in domains if code not in DOMAINS]:
        raise Invalid(sentence("Choose “%(field)s” among: %(choices)s.")) from ValueError(unknown)
    return {"refresher": answers[0], "domains": domains, "support": answers[1]}


def _job(value: object, _field: Field) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise Invalid(sentence("Describe the job: contract, first day, last day."))
    contract = _choice(value.get("contract"), Field("contract", "choice", choices=CONTRACTS))
    job = {"contract": contract}
    for key in ("starts_on", "ends_on"):
        if value.get(key) not in (None, ""):
            job[key] = _date(value[key], Field(key, "date"))
    if job.get("ends_on", "9999") < job.get("starts_on", ""):
        raise Invalid(sentence("The job ends before it starts: check both dates."))
    return job


def _legitimate(value: object, _field: Field) -> dict[str, Any]:
    if not isinstance(value, Mapping) or not isinstance(value.get("decision"), bool) or not value.get("by"):
        raise Invalid(sentence("Say whether the motive is legitimate and who decided it."))
    return {"decision": value["decision"], "by": _text(value["by"], Field("by", "account"))}


READERS: Mapping[str, Callable[[object, Field], Any]] = {
    "date": _date,
    "choice": _choice,
    "number": _number,
    "boolean": _boolean,
    "integer": _integer,
    "codes": _codes,
    "needs": _needs,
    "job": _job,
    "legitimate": _legitimate,
}


def read(value: object, field: Field) -> Any:
    """The datum as its type reads it. Raises Invalid with what to type instead."""
    return READERS.get(field.type, _text)(value, field)
