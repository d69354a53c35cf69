"""Welcomes somebody new: records the person and opens their case in one commit, or refuses and writes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from parcours_app.models.people import Person
from parcours_app.scope import Viewer
from parcours_app.services.cases import OpenRequest, place_case
from parcours_app.services.entitlement import judged
from parcours_app.services.once import Written, claim, settle
from parcours_app.services.people import new_person, place_person
from parcours_app.services.person_fields import read
from parcours_app.services.unit import unit_of_work
from workflows.eligibility import Facts, Verdict

REQUIRED = ("given_name", "family_name", "birth_date")


@dataclass(frozen=True, slots=True)
class Registration:
    """What is known of somebody new: identity and level as POST /people takes them, eligibility answers, the day."""

    person: Mapping[str, Any]
    opened_on: date
    eligibility: Mapping[str, Any] = field(default_factory=dict)
    pact: str | None = None
    referent: str | None = None
    key: str | None = None

    def body(self) -> list[Any]:
        """What identifies the request when it is repeated."""
        return [dict(self.person), self.opened_on.isoformat(), dict(self.eligibility), self.pact, self.referent]

    def opening(self, person_id: str) -> OpenRequest:
        """The opening this registration asks for."""
        return OpenRequest(person_id, self.opened_on, self.eligibility, pact=self.pact, referent=self.referent)


def foresee(viewer: Viewer, registration: Registration) -> tuple[Person, Facts, Verdict]:
    """The person as they would be recorded, the facts and the verdict of that day; writes nothing.

    Raises Refused when a field cannot be read.
    """
    person = new_person(viewer, read(registration.person, REQUIRED, viewer.today))
    return person, *judged(person, registration.eligibility, registration.opened_on, registration.pact)


def register(viewer: Viewer, registration: Registration) -> Written:
    """Record the person and open the case.

    Raises Refused (bad fields, not eligible), SamePerson (same France Travail id and birth date), KeyReused.
    """
    with unit_of_work() as session:
        claimed = claim(session, viewer, registration.key, registration.body())
        if isinstance(claimed, Written):
            return claimed
        person, _alike = place_person(session, viewer, registration.person)
        return settle(claimed, place_case(session, viewer, registration.opening(person.id)))
