"""Walks people through real moves, for tests: everything goes through the services, as a counsellor would do it."""

from collections.abc import Mapping
from copy import copy
from datetime import date
from typing import Any

from parcours_app.clock import Clock
from parcours_app.extensions import db
from parcours_app.models import Account, Person
from parcours_app.scope import Viewer, viewer_of
from parcours_app.services import cases, corrections, moves, people
from parcours_app.services.once import Written
from tests.copies import copies

PERSON: Mapping[str, Any] = {
    "given_name": "Élodie",
    "family_name": "Martin",
    "birth_date": "2000-05-17",
    "postcode": "59000",
    "level": {"scheme": "rncp2019", "code": "3"},
}


class Walk:
    """One person's case, driven by one account; `case_id` and `episodes` (by kind, the last one) are kept."""

    def __init__(self, account: Account, clock: Clock, **person: Any) -> None:
        self.account, self.clock = account, clock
        self.person, _ = people.create_person(self.viewer, {**PERSON, **person})
        self.case_id = ""
        self.episodes: dict[str, str] = {}
        self.last: Written | None = None

    @property
    def viewer(self) -> Viewer:
        return viewer_of(self.account, self.clock)

    def open(self, on: str, **facts: Any) -> "Walk":
        answers = facts.pop("eligibility", {"registered_jobseeker": True})
        facts.setdefault("referent", self.account.email)
        request = cases.OpenRequest(self.person.id, date.fromisoformat(on), answers, **facts)
        self.last = cases.open_case(self.viewer, request)
        self.case_id = self.last.case_id
        return self

    def move(self, move: str, on: str, by: Account | None = None, override: str | None = None, **data: Any) -> "Walk":
        viewer = viewer_of(by, self.clock) if by else self.viewer
        request = moves.MoveRequest(move, date.fromisoformat(on), data, override)
        self.last = moves.make_move(viewer, self.case_id, request)
        return self

    def orient(self, begin: str, end: str, *, refresher: bool = False, support: bool = False) -> "Walk":
        self.move(
            "begin_orientation",
            begin,
            decision_on=begin,
            notified_on=begin,
            channel="email",
            referent=self.account.email,
        )
        needs = {"refresher": refresher, "domains": ["french"] if refresher else [], "support": support}
        return self.move("complete_orientation", end, needs=needs, reason="" if refresher else "Niveau vérifié")

    def prescribe(self, kind: str, on: str, start: str, end: str, provider: str = "Greta", **data: Any) -> "Walk":
        self.move("prescribe", on, kind=kind, provider=provider, planned_start=start, planned_end=end, **data)
        assert self.last is not None
        self.episodes[kind] = self.last.entry.data["episode"]
        return self

    def start(self, kind: str, on: str, **more: Any) -> "Walk":
        return self.move("start", on, episode=self.episodes[kind], **more)

    def complete(self, kind: str, on: str) -> "Walk":
        return self.move("complete", on, episode=self.episodes[kind])

    def end(self, move: str, kind: str, on: str, **data: Any) -> "Walk":
        return self.move(move, on, episode=self.episodes[kind], **data)

    def correct(self, entry: str, *, by: Account | None = None, **change: Any) -> "Walk":
        viewer = viewer_of(by, self.clock) if by else self.viewer
        change.setdefault("reason", "Erreur de saisie")
        self.last = corrections.correct(viewer, self.case_id, corrections.CorrectionRequest(entry, **change))
        return self

    def alike(self, number: int) -> "list[Walk]":
        """This walk and copies of it: so many people in all, each to be driven further alone."""
        return [self, *(self._copied(names) for names in copies(self.case_id, number - 1))]

    def _copied(self, names: Mapping[str, str]) -> "Walk":
        other = copy(self)
        other.case_id, other.last = names[self.case_id], None
        other.episodes = {kind: names[episode] for kind, episode in self.episodes.items()}
        other.person = db.session.get_one(Person, names[self.person.id])
        return other
