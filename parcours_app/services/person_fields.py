"""What is read of a person: each field with its form and the sentence said when it is not. Judges form only."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from parcours_app.reference.regions import REGIONS, UNLOCATED
from workflows.engine import Field, Reason, Refused, sentence
from workflows.fields import DOMAINS, EARLIEST, LATEST, NO_DATE
from workflows.fields.readers import Invalid
from workflows.fields.readers import read as read_datum
from workflows.levels import LEVELS

SEXES = ("f", "m", "x", "unknown")
SITUATIONS = (
    "rsa",
    "ass",
    "aah",
    "rqth",
    "qpv",
    "frr",
    "long_term",
    "very_long_term",
    "refugee",
    "single_parent",
    "ase",
    "justice",
    "french_below_a1",
    "mobility",
)
CORRECT = sentence("Correct “%(field)s” and send the form again.")
Reader = Callable[[Any], Any]


def _text(longest: int) -> Reader:
    def reader(value: Any) -> str:
        clean = value.strip() if isinstance(value, str) else ""
        if not clean or len(clean) > longest or any(c < " " or "\ud800" <= c <= "\udfff" for c in clean):
            raise Invalid(sentence("Write “%(field)s” as plain text, neither empty nor too long."))
        return clean

    return reader


def _day(value: Any) -> date:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        day = None
    if day is None:
        raise Invalid(NO_DATE)
    if not EARLIEST <= day <= LATEST:
        raise Invalid(sentence("Check the year of “%(field)s”: it lies between 1900 and today."))
    return day


def _one_of(*codes: str) -> Reader:
    def reader(value: Any) -> str:
        if not isinstance(value, str) or value not in codes:
            raise Invalid(sentence("“%(field)s” is not one of the codes in use."))
        return value

    return reader


def _situations(value: Any) -> list[str]:
    if not isinstance(value, list) or any(item not in SITUATIONS for item in value if isinstance(item, str)):
        raise Invalid(sentence("“%(field)s” is not one of the codes in use."))
    if not all(isinstance(item, str) for item in value):
        raise Invalid(sentence("“%(field)s” is not one of the codes in use."))
    return sorted(set(value))


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Invalid(sentence("Answer “%(field)s” with yes or no (true or false)."))
    return value


def _email(value: Any) -> str:
    text: str = _text(254)(value)
    if text.count("@") != 1 or text.startswith("@") or text.endswith("@") or " " in text:
        raise Invalid(sentence("Write a whole e-mail address, for example name@example.org."))
    return text


def _ft_id(value: Any) -> str:
    text: str = _text(11)(value)
    old, new = (len(text) == 8 and text[:7].isdecimal() and text.isalnum()), (len(text) == 11 and text.isdecimal())  # noqa: PLR2004
    if not text.isascii() or not (old or new) or not text.strip("0"):
        raise Invalid(sentence("A France Travail identifier has 8 characters (7 digits and one more) or 11 digits."))
    return text.upper()


def _needs(value: Any) -> dict[str, Any]:
    """What a diagnosis found, read as the end of an orientation reads it; domains nobody spoke of are not told."""
    needs: dict[str, Any] = read_datum(value, Field("needs", "needs"))
    return {key: found for key, found in needs.items() if key != "domains" or value.get(key) is not None}


READERS: Mapping[str, Reader] = {
    "given_name": _text(100),
    "family_name": _text(100),
    "birth_date": _day,
    "sex": _one_of(*SEXES),
    "ft_id": _ft_id,
    "email": _email,
    "phone": _text(20),
    "region": _one_of(*REGIONS, UNLOCATED),
    "postcode": _text(10),
    "diploma_obtained": _boolean,
    "situations": _situations,
    "needs": _needs,
}
CHOICES: Mapping[str, Sequence[str]] = {"needs": DOMAINS}
LEVEL = ("scheme", "code")


def read(data: Mapping[str, Any], required: Sequence[str], today: date) -> dict[str, Any]:
    """The values of a person, read; keys nobody knows are dropped. Raises Refused with one reason per bad field."""
    values: dict[str, Any] = {}
    reasons = [
        bad_field(name, sentence("“%(field)s” is missing.")) for name in required if data.get(name) in (None, "")
    ]
    for name, reader in READERS.items():
        if data.get(name) in (None, ""):
            continue
        try:
            values[name] = reader(data[name])
        except Invalid as error:
            reasons.append(bad_field(name, str(error)))
    try:
        values |= _level(data.get("level"))
    except Invalid as error:
        reasons.append(bad_field("level", str(error)))
    if values.get("birth_date", today) > today:
        reasons.append(bad_field("birth_date", sentence("“%(field)s” is in the future: check the year.")))
    if reasons:
        raise Refused(*reasons)
    return values


def _level(value: Any) -> dict[str, str]:
    if value in (None, "", {}):
        return {}
    if not isinstance(value, Mapping) or not all(isinstance(value.get(key), str) for key in LEVEL):
        raise Invalid(sentence("Give the level with its nomenclature: {scheme, code}."))
    if value["code"] not in LEVELS.get(value["scheme"], {}):
        raise Invalid(sentence("This level code is not in the nomenclature given with it."))
    return {"level_scheme": value["scheme"], "level_code": value["code"]}


def bad_field(name: str, explanation: str) -> Reason:
    """The reason a field is refused for."""
    return Reason(
        f"data:{name}", explanation, CORRECT, evidence={"field": name, "choices": ", ".join(CHOICES.get(name, ()))}
    )
