"""Tells people that a case changes hands: the receivers, the sender, the person, the colleague who stands in."""

from collections.abc import Callable, Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from parcours_app.models import Account
from parcours_app.services.moved import Change
from parcours_app.services.recipients import PERSON
from workflows.engine import Role


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


# What each move that changes hands makes known.
HANDOVERS: Mapping[str, Callable[[Change], None]] = {
    "request_handover": _requested,
    "accept_handover": _accepted,
    "decline_handover": _declined,
    "assign": _assigned,
}
