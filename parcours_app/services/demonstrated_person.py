"""The person who signs in to a demonstration: walked by real moves into a refresher, with a qualification booked.

Chance may put nobody there among a few simulated people; these dates always do. Everything goes through the services.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from parcours_app.models import Account, Person
from parcours_app.scope import Viewer
from parcours_app.services.cases import OpenRequest, place_case
from parcours_app.services.moves import MoveRequest, place
from parcours_app.services.people import place_person
from workflows.engine import Role

IDENTITY: Mapping[str, Any] = {
    "given_name": "Yasmine",
    "family_name": "Lefèvre",
    "birth_date": "1998-03-14",
    "sex": "f",
    "level": {"scheme": "rncp2019", "code": "0"},
    "diploma_obtained": False,
}
NEEDS = {"refresher": True, "domains": ["french", "digital"], "support": True}
REFRESHER = {"kind": "refresher", "provider": "Greta des Deux Rives", "programme": "CléA, socle de connaissances"}
QUALIFICATION = {"kind": "qualification", "provider": "Afpa", "programme": "Agent logistique", "rncp": "RNCP38417"}


def walk(session: Session, viewer: Viewer, counsellor: Account, postcode: str) -> Person:
    """Record the person and walk her to today, each move signed by `counsellor` and recorded on its day."""
    follow = _Following(session, viewer, counsellor)
    person, _alike = place_person(session, follow.at(viewer.today), {**IDENTITY, "postcode": postcode})
    follow.open(person, 95)
    told = follow.ago(85).isoformat()
    decided = {"decision_on": told, "notified_on": told, "channel": "in_person", "referent": counsellor.email}
    follow.move(85, "begin_orientation", **decided)
    follow.move(62, "complete_orientation", needs=NEEDS)
    follow.move(62, "start_support", level="reinforced", referent=counsellor.email)
    follow.book(58, REFRESHER, 45, -16)
    follow.move(45, "start", episode=follow.episode)
    follow.book(12, QUALIFICATION, -23, -170)
    follow.move(5, "admit", episode=follow.episode)
    return person


class _Following:
    """One counsellor following one case; days are counted back from today, a negative number being ahead."""

    def __init__(self, session: Session, viewer: Viewer, counsellor: Account) -> None:
        self._session, self._viewer, self._counsellor = session, viewer, counsellor
        self._case = ""
        self.episode = ""

    def ago(self, days: int) -> date:
        """The day `days` before today."""
        return self._viewer.today - timedelta(days=days)

    def at(self, day: date) -> Viewer:
        """The counsellor, on that day."""
        now = min(self._viewer.now, datetime.combine(day, time(9), tzinfo=UTC))
        organisation = self._counsellor.organisation_id
        return replace(
            self._viewer,
            role=Role.COUNSELLOR,
            now=now,
            today=day,
            account=self._counsellor.id,
            organisation=organisation,
        )

    def open(self, person: Person, days: int) -> None:
        """Open the case, as a jobseeker."""
        facts = {"registered_jobseeker": True}
        request = OpenRequest(person.id, self.ago(days), facts, referent=self._counsellor.email)
        self._case = place_case(self._session, self.at(self.ago(days)), request).case_id

    def move(self, days: int, move: str, **data: Any) -> None:
        """Make one move on its day."""
        written = place(self._session, self.at(self.ago(days)), self._case, MoveRequest(move, self.ago(days), data))
        self.episode = written.entry.data.get("episode", self.episode)

    def book(self, days: int, training: Mapping[str, Any], start: int, end: int) -> None:
        """Prescribe a training planned from `start` to `end`."""
        planned = {"planned_start": self.ago(start).isoformat(), "planned_end": self.ago(end).isoformat()}
        self.move(days, "prescribe", **training, **planned)
