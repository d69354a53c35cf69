"""Tells people that a case changes hands: the receivers, the sender, the person, the colleague who stands in."""

from collections.abc import Callable, Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from parcours_app.models import Account, Case
from parcours_app.scope import Viewer
from parcours_app.services.moved import Change
from parcours_app.services.notices import Notice, tell
from parcours_app.services.recipients import PERSON
from workflows.engine import Role
from workflows.journal import Entry


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


def _given_back(change: Change) -> None:
    """Those whose case it is again learn it, and whoever had it for a time; the person when they are followed."""
    for to in receivers(change.session, change.case.organisation_id or "", change.case.referent_id):
        change.tell("case_given_back", to)
    change.tell("loan_over", change.acted)
    if change.case.referent_id and change.case.referent_id != change.named:
        change.tell("referent_changed", PERSON)


def corrected(session: Session, viewer: Viewer, case: Case, old: Entry, entry: Entry) -> None:
    """A request that waited is withdrawn or addressed to somebody else: those who have no answer to give learn it."""
    if old.move != "request_handover":
        return
    before = receivers(session, old.data["to_organisation"], old.data.get("to_counsellor"))
    data = {"to_organisation": "", **(entry.data if not entry.void else {})}
    after = receivers(session, data["to_organisation"], data.get("to_counsellor"))
    told = [("handover_withdrawn", set(before) - set(after)), ("handover_requested", set(after) - set(before))]
    for kind, readers in told:
        for to in sorted(readers - {viewer.account}):
            tell(session, viewer, Notice(kind, case.id, to))


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
    "give_back": _given_back,
    "assign": _assigned,
}
