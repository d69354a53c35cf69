"""Records people: identity and contact.

What the pathway counts on is frozen by an opening, so an edit changes no past figure.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from parcours_app.models import Person
from parcours_app.readers.names import search_name
from parcours_app.reference.regions import REGIONS, UNLOCATED, region_of
from parcours_app.scope import Viewer, people_visible_to
from parcours_app.services.refusals import Invisible, SamePerson
from parcours_app.services.unit import unit_of_work
from workflows.engine import Reason, Refused, Role, sentence
from workflows.fields import EARLIEST
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


class _Invalid(ValueError):
    """What was typed is not of the expected form; carries the sentence that says what to type."""


def create_person(viewer: Viewer, data: Mapping[str, Any]) -> tuple[Person, list[Person]]:
    """Record a person: the person, and those who are probably the same. Raises Refused (bad fields) or SamePerson."""
    with unit_of_work() as session:
        return place_person(session, viewer, data)


def place_person(session: Session, viewer: Viewer, data: Mapping[str, Any]) -> tuple[Person, list[Person]]:
    """The work of create_person inside a caller's transaction."""
    if viewer.role not in (Role.COUNSELLOR, Role.OPERATOR):
        raise Refused(_reason("role", sentence("Your role may not record people.")))
    values = read(data, required=("given_name", "family_name", "birth_date"))
    same = _same(session, values.get("ft_id"), values["birth_date"])
    if same is not None:
        raise SamePerson(same)
    person = new_person(viewer, values)
    duplicates = alike(session, viewer, person)
    session.add(person)
    session.flush()
    return person, duplicates


def new_person(viewer: Viewer, values: Mapping[str, Any]) -> Person:
    """A person row from values already read; the region follows the postcode unless it is given."""
    region = values.get("region") or region_of(values.get("postcode") or "") or UNLOCATED
    names = f"{values.get('given_name') or ''} {values.get('family_name') or ''}"
    return Person(
        id=viewer.new_id(),
        search_name=search_name(names),
        created_at=viewer.now,
        created_by=viewer.account,
        organisation_id=viewer.organisation,
        **{"situations": [], **values, "region": region},
    )


def alike(session: Session, viewer: Viewer, person: Person) -> list[Person]:
    """The people this viewer may see with the same comparable names and birth date."""
    if person.birth_date is None or not person.search_name:
        return []
    query = people_visible_to(viewer).where(
        Person.search_name == person.search_name, Person.birth_date == person.birth_date, Person.id != person.id
    )
    return list(session.scalars(query.order_by(Person.created_at, Person.id).limit(20)))


def update_contact(viewer: Viewer, person_id: str, data: Mapping[str, Any]) -> Person:
    """Change contact and identity only; the facts an opening froze do not move.

    Raises Invisible, Refused, SamePerson.
    """
    with unit_of_work() as session:
        person = session.scalars(people_visible_to(viewer).where(Person.id == person_id).with_for_update()).first()
        if person is None or viewer.role not in (Role.COUNSELLOR, Role.OPERATOR):
            raise Invisible(person_id)
        _change(session, viewer, person, read(data, required=()))
        return person


def _change(session: Session, viewer: Viewer, person: Person, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(person, name, value)
    if person.birth_date is not None:
        same = _same(session, person.ft_id, person.birth_date, but=person.id)
        if same is not None:
            raise SamePerson(same)
    person.search_name = search_name(f"{person.given_name or ''} {person.family_name or ''}")
    person.to_complete = not (person.given_name and person.family_name and person.birth_date)
    person.updated_at = viewer.now
    session.flush()


def _same(session: Session, ft_id: str | None, birth_date: date, but: str | None = None) -> Person | None:
    if not ft_id:
        return None
    query = select(Person).where(Person.ft_id == ft_id, Person.birth_date == birth_date, Person.id != (but or ""))
    return session.scalars(query.limit(1)).first()


def _text(longest: int) -> Reader:
    def reader(value: Any) -> str:
        clean = value.strip() if isinstance(value, str) else ""
        if not clean or len(clean) > longest or any(c < " " or "\ud800" <= c <= "\udfff" for c in clean):
            raise _Invalid(sentence("Write “%(field)s” as plain text, neither empty nor too long."))
        return clean

    return reader


def _day(value: Any) -> date:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        day = None
    if day is None or day < EARLIEST or day > date.today():  # noqa: DTZ011 - a coarse bound: nobody is born tomorrow
        raise _Invalid(sentence("Write the date of “%(field)s” as year-month-day, for example 2022-03-31."))
    return day


def _one_of(*codes: str) -> Reader:
    def reader(value: Any) -> str:
        if not isinstance(value, str) or value not in codes:
            raise _Invalid(sentence("“%(field)s” is not one of the codes in use."))
        return value

    return reader


def _situations(value: Any) -> list[str]:
    if not isinstance(value, list) or any(item not in SITUATIONS for item in value if isinstance(item, str)):
        raise _Invalid(sentence("“%(field)s” is not one of the codes in use."))
    if not all(isinstance(item, str) for item in value):
        raise _Invalid(sentence("“%(field)s” is not one of the codes in use."))
    return sorted(set(value))


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Invalid(sentence("Answer “%(field)s” with yes or no (true or false)."))
    return value


def _email(value: Any) -> str:
    text: str = _text(254)(value)
    if text.count("@") != 1 or text.startswith("@") or text.endswith("@") or " " in text:
        raise _Invalid(sentence("Write a whole e-mail address, for example name@example.org."))
    return text


def _ft_id(value: Any) -> str:
    text: str = _text(11)(value)
    old, new = (len(text) == 8 and text[:7].isdecimal() and text.isalnum()), (len(text) == 11 and text.isdecimal())  # noqa: PLR2004
    if not text.isascii() or not (old or new) or not text.strip("0"):
        raise _Invalid(sentence("A France Travail identifier has 8 characters (7 digits and one more) or 11 digits."))
    return text.upper()


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
}
LEVEL = ("scheme", "code")


def read(data: Mapping[str, Any], required: Sequence[str]) -> dict[str, Any]:
    """The values of a person, read; keys nobody knows are dropped. Raises Refused with one reason per bad field."""
    values: dict[str, Any] = {}
    reasons = [_reason(name, sentence("“%(field)s” is missing.")) for name in required if data.get(name) in (None, "")]
    for name, reader in READERS.items():
        if data.get(name) in (None, ""):
            continue
        try:
            values[name] = reader(data[name])
        except _Invalid as error:
            reasons.append(_reason(name, str(error)))
    try:
        values |= _level(data.get("level"))
    except _Invalid as error:
        reasons.append(_reason("level", str(error)))
    if isinstance(data.get("needs"), Mapping):
        values["needs"] = {key: data["needs"].get(key) is True for key in ("refresher", "support")}
    if reasons:
        raise Refused(*reasons)
    return values


def _level(value: Any) -> dict[str, str]:
    if value in (None, "", {}):
        return {}
    if not isinstance(value, Mapping) or not all(isinstance(value.get(key), str) for key in LEVEL):
        raise _Invalid(sentence("Give the level with its nomenclature: {scheme, code}."))
    if value["code"] not in LEVELS.get(value["scheme"], {}):
        raise _Invalid(sentence("This level code is not in the nomenclature given with it."))
    return {"level_scheme": value["scheme"], "level_code": value["code"]}


def _reason(name: str, explanation: str) -> Reason:
    return Reason(f"data:{name}", explanation, CORRECT, evidence={"field": name})
