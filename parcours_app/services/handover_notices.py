"""Tells people that a case changes hands: the receivers, the sender, the person, the colleague who stands in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from parcours_app.models import Account, Case
from parcours_app.scope import Viewer
from parcours_app.services.notices import Notice, tell
from parcours_app.services.recipients import PERSON
from workflows.engine import Role
from workflows.journal import Entry


@dataclass(frozen=True, slots=True)
class Change:
    """A move just written: by whom, on which case, the entries before it.

    acted, named: who acted on the case until then, and who was its referent. in_bulk: colleagues are told elsewhere.
    """

    session: Session
    viewer: Viewer
    case: Case
    entry: Entry
    before: tuple[Entry, ...]
    acted: str | None
    named: str | None
    in_bulk: bool = False

    def tell(self, kind: str, to: str | None, **facts: str | int) -> None:
        """Write a notice; nobody is told of what they have just done themselves, nor twice when many cases move."""
        if to and to != self.viewer.account and (to == PERSON or not self.in_bulk):
            tell(self.session, self.viewer, Notice(kind, self.case.id, to, facts))


def receivers(session: Session, organisation: str, named: str | None) -> list[str]:
    """Who may answer a handover: the counsellor asked for, else every counsellor of the organisation."""
    if named:
        return [named]
    team = (Account.organisation_id == organisation, Account.role == Role.COUNSELLOR, Account.active)
    return list(session.scalars(select(Account.id).where(*team).order_by(Account.id)))


def _requested(change: Change) -> None:
    data = change.entry.data
    for to in receivers(change.session, data["to_organisation"], data.get("to_counsellor")):
        change.tell("handover_requested", to)


def _accepted(change: Change) -> None:
    for to in _senders(change):
        change.tell("handover_accepted", to)
    change.tell("case_assigned", change.case.referent_id)
    change.tell("referent_changed", PERSON)


def _declined(change: Change) -> None:
    for to in _senders(change):
        change.tell("handover_declined", to)


def _senders(change: Change) -> Iterable[str | None]:
    """Who acted on the case, and who sent the request when it was somebody else."""
    asked = [entry.actor.account for entry in change.before if entry.move == "request_handover"]
    return dict.fromkeys([change.acted, *asked[-1:]])


def _assigned(change: Change) -> None:
    until, to = change.entry.data.get("until"), change.entry.data["referent"]
    if until:
        change.tell("stand_in_begins", to, count=1, until=until)
    elif change.named == to:
        change.tell("stand_in_ended", to, count=1)
    else:
        change.tell("case_assigned", to)
        change.tell("referent_changed", PERSON)


# What each move that changes hands makes known; the other moves tell nobody here.
TOLD: Mapping[str, Callable[[Change], None]] = {
    "request_handover": _requested,
    "accept_handover": _accepted,
    "decline_handover": _declined,
    "assign": _assigned,
}


def make_known(change: Change) -> None:
    """Tell whoever is concerned by the move, in its transaction."""
    if change.entry.move in TOLD:
        TOLD[change.entry.move](change)
