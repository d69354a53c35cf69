"""Records people: identity and contact.

What the pathway counts on is frozen by an opening, so an edit changes no past figure.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from parcours_app.models import Person
from parcours_app.readers.names import search_name
from parcours_app.reference.regions import UNLOCATED, region_of
from parcours_app.scope import Viewer, people_visible_to
from parcours_app.services.person_fields import bad_field, read
from parcours_app.services.refusals import Invisible, SamePerson
from parcours_app.services.unit import unit_of_work
from workflows.engine import Refused, Role, sentence


def create_person(viewer: Viewer, data: Mapping[str, Any]) -> tuple[Person, list[Person]]:
    """Record a person: the person, and those who are probably the same. Raises Refused (bad fields) or SamePerson."""
    with unit_of_work() as session:
        return place_person(session, viewer, data)


def place_person(session: Session, viewer: Viewer, data: Mapping[str, Any]) -> tuple[Person, list[Person]]:
    """The work of create_person inside a caller's transaction."""
    if viewer.role not in (Role.COUNSELLOR, Role.OPERATOR):
        raise Refused(bad_field("role", sentence("Your role may not record people.")))
    values = read(data, required=("given_name", "family_name", "birth_date"), today=viewer.today)
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
        _change(session, viewer, person, read(data, required=(), today=viewer.today))
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
