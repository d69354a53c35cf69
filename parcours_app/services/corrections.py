"""Corrects the journal by an entry that supersedes an old one: nothing is overwritten, what follows must hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from parcours_app import seats
from parcours_app.journal.appending import recorded_after, write
from parcours_app.journal.loading import entry_of, rows_of
from parcours_app.journal.texts import taken_out
from parcours_app.models import Case, EntryRow, IdempotencyKey
from parcours_app.scope import Viewer, in_charge
from parcours_app.services import handover_notices, seating
from parcours_app.services.entitlement import entitlement_on
from parcours_app.services.moves import lives_elsewhere, locked
from parcours_app.services.naming import resolved
from parcours_app.services.once import Written, claim, settle
from parcours_app.services.opening_facts import corrected_facts
from parcours_app.services.refusals import Invisible
from parcours_app.services.unit import unit_of_work
from workflows.calendar import is_closed_month
from workflows.engine import Reason, Refused, Role, sentence
from workflows.fields import EARLIEST, FIELDS, LATEST, LONGEST_TEXT, checked
from workflows.guards import NO_LIVE_CASE
from workflows.journal import Entry, replay
from workflows.pacts import pact_of
from workflows.standing import Standing

# Kept from the corrected version whatever the correction says: keys made by the application.
KEPT = ("episode", "to_region", "seat")


@dataclass(frozen=True, slots=True)
class CorrectionRequest:
    """What somebody asks: the entry, a new day or new data (given keys replace the old), or to void it; why."""

    entry: str
    reason: str
    effective_on: date | None = None
    data: Mapping[str, Any] | None = None
    void: bool = False
    version: int | None = None
    key: str | None = None

    def body(self, case_id: str) -> list[Any]:
        """What identifies the request when it is repeated."""
        return [case_id, self.entry, self.reason, str(self.effective_on), dict(self.data or {}), self.void]


class Superseded(Exception):
    """The entry was already corrected; `live` is the version to correct now."""

    def __init__(self, live: str) -> None:
        """Keep the id of the live version."""
        super().__init__(live)
        self.live = live


def correct(viewer: Viewer, case_id: str, request: CorrectionRequest) -> Written:
    """Write a correction.

    Raises Invisible, Stale, KeyReused, Superseded, Refused (naming the entry that no longer holds).
    """
    with unit_of_work() as session:
        claimed = claim(session, viewer, request.key, request.body(case_id))
        if isinstance(claimed, Written):
            return claimed
        return place_correction(session, viewer, case_id, request, claimed)


def place_correction(
    session: Session, viewer: Viewer, case_id: str, request: CorrectionRequest, claimed: IdempotencyKey | None = None
) -> Written:
    """The work of correct inside a caller's transaction."""
    case = locked(session, viewer, case_id, request.version)
    rows = rows_of(session, case.id)
    old = _found(rows, request.entry)
    _allow(viewer, case, old, request)
    data, texts = taken_out(old.move, _data(session, case, old, request, viewer.today))
    entry = Entry(
        id=viewer.new_id(),
        seq=case.version + 1,
        move=old.move,
        effective_on=request.effective_on or old.effective_on,
        recorded_at=viewer.now,
        actor=viewer.actor,
        data=data,
        supersedes=old.id,
        void=request.void,
        overrides=old.overrides,
    )
    entry = recorded_after(rows, entry)
    standing = _replayed(rows, entry, request)
    if standing.live and not case.live and lives_elsewhere(session, case.person_id, case.programme, case.id):
        raise Refused(LIVE_ELSEWHERE)
    held = seats.held(session, case.id)
    waited = case.handover_expires_on is not None and case.handover_expires_on > viewer.today
    write(session, case, rows, entry, standing, texts)
    seating.settled(session, viewer, case.id, held)
    if waited:
        handover_notices.corrected(session, viewer, case, old, entry)
    return settle(claimed, Written(case.id, entry, case.version))


def _found(rows: Sequence[EntryRow], entry_id: str) -> Entry:
    """The entry to correct; raises Superseded when a later version took its place, Invisible when there is none."""
    successors = {row.supersedes: row.id for row in rows if row.supersedes}
    row = next((row for row in rows if row.id == entry_id), None)
    if row is None:
        raise Invisible(entry_id)
    live = entry_id
    while live in successors:
        live = successors[live]
    if live != entry_id:
        raise Superseded(live)
    return entry_of(row)


def _allow(viewer: Viewer, case: Case, old: Entry, request: CorrectionRequest) -> None:
    """Who may correct what (decisions.md, Moves): a closed month is a supervisor's; nobody corrects into the future."""
    days = [old.effective_on, request.effective_on or old.effective_on]
    if viewer.role not in (Role.COUNSELLOR, Role.SUPERVISOR, Role.OPERATOR) or not in_charge(viewer, case):
        raise Refused(IN_CHARGE)
    if not request.reason.strip():
        raise Refused(NO_REASON)
    if not EARLIEST <= max(days) <= min(viewer.today, LATEST):
        raise Refused(replace(IN_FUTURE, evidence={"on": max(days).isoformat()}))
    reserved = any(is_closed_month(day, viewer.today) for day in days) or old.move in ("void", "merge")
    if viewer.role is Role.COUNSELLOR and reserved:
        raise Refused(CLOSED_MONTH)
    if request.void and old.move == "open":
        raise Refused(NOT_VOIDABLE)


def _data(session: Session, case: Case, old: Entry, request: CorrectionRequest, today: date) -> dict[str, Any]:
    """The corrected data: what was given replaces, the rest stays. The facts of an opening are judged again."""
    data = dict(old.data)
    if request.data and old.move == "open":
        data |= corrected_facts(session, request.data, data, today)
    elif request.data and old.move in FIELDS:
        merged = {**{k: v for k, v in data.items() if k not in KEPT}, **request.data}
        kinds, history = pact_of(case.pact).kinds, old.actor.role is Role.OPERATOR
        named, _accounts = resolved(session, old.move, checked(old.move, merged, kinds, history=history))
        data = {**named, **{k: data[k] for k in KEPT if k in data and k not in named}}
        if "override_reason" in old.data:
            data["override_reason"] = old.data["override_reason"]
    if old.move == "open" and not request.void:
        data |= entitlement_on(session, case.person_id, data, request.effective_on or old.effective_on)
    return {**data, "correction_reason": request.reason.strip()[:LONGEST_TEXT]}


def _replayed(rows: Sequence[EntryRow], entry: Entry, request: CorrectionRequest) -> Standing:
    try:
        return replay([*(entry_of(row) for row in rows), entry])
    except Refused as refused:
        named = request.entry if refused.entry == entry.id else refused.entry
        raise Refused(*refused.reasons, entry=named) from refused


IN_CHARGE = Reason(
    "in_charge",
    sentence("Your organisation is not responsible for this case: you may read it, not act on it."),
    sentence("Ask the organisation responsible for the case, or ask it for a handover."),
)
NO_REASON = Reason(
    "data:reason",
    sentence("A correction needs its reason."),
    sentence("Write in one sentence why the entry is corrected."),
)
IN_FUTURE = Reason(
    "not_in_future",
    sentence("The date %(on)s is in the future: a move is recorded once it has happened."),
    sentence("Give the day it happened, today at the latest. Planned dates go in the planned-date fields."),
)
CLOSED_MONTH = Reason(
    "closed_month",
    sentence("This correction touches a closed month: its figures are published."),
    sentence("Ask a supervisor to correct this entry."),
    (Role.SUPERVISOR,),
)
LIVE_ELSEWHERE = Reason(
    NO_LIVE_CASE.code,
    NO_LIVE_CASE.sentence,
    sentence("Corrected so, this one would be in progress again. Close the other case first, or correct that one."),
)
NOT_VOIDABLE = Reason(
    "not_voidable",
    sentence("The opening of a case may not be voided by a correction."),
    sentence("If the whole case is a mistake, ask a supervisor to void the case (move “void”)."),
)
