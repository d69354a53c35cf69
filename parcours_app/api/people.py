"""People: recorded, read, and their contact changed."""

from http import HTTPStatus
from typing import Any

from parcours_app.api.caller import viewer
from parcours_app.api.routes import answers, takes
from parcours_app.api.schemas.people import ContactAsked, PersonAsked, PersonMade, PersonSchema
from parcours_app.models import Person
from parcours_app.queries.people import visible_person
from parcours_app.services.people import create_person, update_contact


@takes(PersonAsked)
@answers(PersonMade, HTTPStatus.CREATED, problems=(409, 422))
def create(asked: dict[str, Any]) -> Any:
    """Record a person; those who are probably the same come back with them."""
    person, duplicates = create_person(viewer(), asked)
    return {**person_json(person), "possible_duplicates": duplicates}


@answers(PersonSchema, problems=(404,))
def show(person_id: object) -> Any:
    """A person."""
    return person_json(visible_person(viewer(), str(person_id)))


@takes(ContactAsked)
@answers(PersonSchema, problems=(404, 409, 422))
def change(asked: dict[str, Any], person_id: object) -> Any:
    """Change identity or contact; what the journal froze does not move."""
    return person_json(update_contact(viewer(), str(person_id), asked))


def person_json(person: Person) -> dict[str, Any]:
    """The person, ready for its schema."""
    level = {"scheme": person.level_scheme, "code": person.level_code} if person.level_scheme else None
    plain = {name: getattr(person, name) for name in PersonSchema().fields if name not in ("level", "situations")}
    return {**plain, "level": level, "situations": person.situations or []}
