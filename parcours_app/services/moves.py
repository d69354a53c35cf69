"""Moves a case: one request, one entry, one commit, or Refused and nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from parcours_app import seats
from parcours_app.journal.appending import recorded_after, write
from parcours_app.journal.loading import entry_of, lock_case, rows_of
from parcours_app.journal.texts import taken_out
from parcours_app.models import Case, IdempotencyKey
from parcours_app.scope import Viewer, acting_on, employer, in_charge, may_receive, receiving, visible_to
from parcours_app.services import seating
from parcours_app.services.announcing import make_known
from parcours_app.services.following import follow
from parcours_app.services.moved import Change
from parcours_app.services.naming import colleagues, resolved, taker_of
from parcours_app.services.once import Written, claim, settle
from parcours_app.services.refusals import Invisible, Stale
from parcours_app.services.unit import unit_of_work
from workflows.engine import Reason, Refused, Role, World, sentence
from workflows.fields import EARLIEST, FIELDS, LATEST, LONGEST_TEXT, checked
from workflows.journal import Entry, admitted
from workflows.pacts import pact_of
from workflows.pathway import NATIONAL

# Moves that open an episode: its key is made here and kept in the entry's data.
OPENING = ("begin_orientation", "prescribe", "waitlist", "redirect")
# The reason under which an import of the past passes over the guards that only history may miss.
HISTORICAL = "historical_record"
LIVE = select(Case.id).where(Case.person_id == bindparam("person"), Case.programme == bindparam("programme"), Case.live)


@dataclass(frozen=True, slots=True)
class MoveRequest:
    """What somebody asks: move, day it happened, data as typed, the version they read, a key if it may be repeated."""

    move: str
    effective_on: date
    data: Mapping[str, Any] = field(default_factory=dict)
    override_reason: str | None = None
    version: int | None = None
    key: str | None = None

    def body(self, case_id: str) -> list[Any]:
        """What identifies the request when it is repeated."""
        return [case_id, self.move, self.effective_on.isoformat(), dict(self.data), self.override_reason]


def make_move(viewer: Viewer, case_id: str, request: MoveRequest) -> Written:
    """Record one move on a case.

    Raises Invisible, Stale (when request.version is given and old), KeyReused, Refused with the reasons.
    """
    with unit_of_work() as session:
        claimed = claim(session, viewer, request.key, request.body(case_id))
        if isinstance(claimed, Written):
            return claimed
        return place(session, viewer, case_id, request, claimed)


def place(
    session: Session,
    viewer: Viewer,
    case_id: str,
    request: MoveRequest,
    claimed: IdempotencyKey | None = None,
    *,
    in_bulk: bool = False,
) -> Written:
    """The work of make_move inside a caller's transaction. in_bulk: the caller tells its colleagues once for all."""
    case = locked(session, viewer, case_id, request.version)
    acted, named = acting_on(case, viewer.today), case.referent_id
    rows = rows_of(session, case.id)
    draft, world = drafted(session, viewer, case, request)
    data, texts = taken_out(request.move, draft)
    entry = Entry(
        id=viewer.new_id(),
        seq=case.version + 1,
        move=request.move,
        effective_on=request.effective_on,
        recorded_at=viewer.now,
        actor=viewer.actor,
        data=data,
    )
    entries = [entry_of(row) for row in rows]
    entry, standing = admitted(entries, recorded_after(rows, entry), world, override=bool(request.override_reason))
    held = seats.held(session, case.id) if seating.concerns(standing) else None
    write(session, case, rows, entry, standing, texts)
    if held is not None:
        seating.settled(session, viewer, case.id, held)
    change = Change(session, viewer, case, entry, tuple(entries), standing, acted, named, in_bulk)
    follow(change)
    make_known(change)
    return settle(claimed, Written(case.id, entry, case.version))


def locked(session: Session, viewer: Viewer, case_id: str, version: int | None) -> Case:
    """The case under its lock, at the version the caller read. Raises Invisible or Stale."""
    person = session.scalar(visible_to(viewer).where(Case.id == case_id).with_only_columns(Case.person_id))
    if person is None:
        raise Invisible(case_id)
    case = lock_case(session, case_id, person)
    if version is not None and version != case.version:
        raise Stale(case.version)
    return case


def drafted(session: Session, viewer: Viewer, case: Case, request: MoveRequest) -> tuple[dict[str, Any], World]:
    """The data read, named and completed, and what the guards need to know of the world. Raises Refused."""
    if request.move not in FIELDS or not EARLIEST <= request.effective_on <= LATEST:
        raise Refused(_impossible(request))
    NATIONAL.check_role(request.move, viewer.actor)
    history = viewer.role is Role.OPERATOR and request.override_reason == HISTORICAL
    kinds = pact_of(case.pact).kinds
    asked, facts = seating.asked(session, request.move, request.data)
    told = checked(request.move, asked, kinds, history=history)
    data, accounts = resolved(session, request.move, told, case.organisation_id)
    data |= seating.seat_of(request.move, facts)
    if request.move in OPENING:
        data["episode"] = viewer.new_id()
    if request.move == "accept_handover" and (taker := taker_of(session, viewer, case)):
        data.setdefault("referent", taker)
    if request.move == "decline_handover":
        data.setdefault("motive", "other")
    if request.override_reason:
        data["override_reason"] = request.override_reason.strip()[:LONGEST_TEXT]
    return data, World(
        today=viewer.today,
        in_charge=in_charge(viewer, case),
        receiving=receiving(viewer, case),
        live_elsewhere=lives_elsewhere(session, case.person_id, case.programme, case.id),
        accounts=accounts,
        mergeable=_mergeable(session, viewer, case, data.get("into_case")),
        session=facts,
        colleagues=_colleagues(session, viewer, case, request.move, data),
    )


def _colleagues(session: Session, viewer: Viewer, case: Case, move: str, data: Mapping[str, Any]) -> frozenset[str]:
    """Whom the move names, when they are a counsellor of the organisation that is to have the case."""
    if move == "request_handover":
        return colleagues(session, data["to_organisation"], data.get("to_counsellor"))
    return colleagues(session, employer(viewer, move, case), data.get("referent"))


def lives_elsewhere(session: Session, person_id: str, programme: str, but: str | None = None) -> bool:
    """Whether the person has a live case of the programme, `but` apart."""
    return any(found != but for found in session.scalars(LIVE, {"person": person_id, "programme": programme}))


def _mergeable(session: Session, viewer: Viewer, case: Case, into: str | None) -> bool:
    return isinstance(into, str) and session.scalar(may_receive(viewer, case).where(Case.id == into)) is not None


def _impossible(request: MoveRequest) -> Reason:
    if request.move == "open":
        return Reason(
            "move",
            sentence("This case is already open: a case is opened once, by POST /cases."),
            sentence("Choose one of the moves listed for this case."),
        )
    if request.move not in FIELDS:
        return Reason(
            "move",
            sentence("There is no move called “%(move)s”."),
            sentence("Choose one of the moves listed for this case."),
            evidence={"move": request.move},
        )
    return Reason(
        "data:effective_on",
        sentence("Check the year of “%(field)s”: it is too far from today."),
        sentence("Correct “%(field)s” and send the form again."),
        evidence={"field": "effective_on"},
    )
