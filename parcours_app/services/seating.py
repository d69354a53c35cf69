"""Places in sessions, inside the transaction of a move: what a booking takes, and what must hold after it.

The lock order is person, case, session. A place is counted under the session's lock, never kept in a counter.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from parcours_app import seats
from parcours_app.models import EpisodeRow, Offer, TrainingSession
from parcours_app.scope import Viewer
from parcours_app.services.notices import Notice, tell
from workflows.engine import Attempt, Refused, SessionFacts, World
from workflows.episode import Kind
from workflows.guards import SEAT_LEFT
from workflows.standing import Standing

# Moves that name a session themselves, and the one that names it by its episode.
NAMING, PROMOTING = ("prescribe", "waitlist"), "promote"


def asked(session: Session, move: str, data: Mapping[str, Any]) -> tuple[Mapping[str, Any], SessionFacts | None]:
    """The data of a move completed from the session it names, locked, and how that session stands.

    The data as it is, and None, for a move that names no session of the catalogue.
    """
    if move == PROMOTING:
        waiting = session.scalars(select(EpisodeRow).where(EpisodeRow.id == str(data.get("episode")))).first()
        row = seats.found(session, waiting.session, lock=True) if waiting else None
        return data, seats.facts(session, row, waiting) if row else None
    row = seats.found(session, data.get("session"), lock=True) if move in NAMING else None
    if row is None:
        return data, None
    return _completed(session.get_one(Offer, row.offer_id), row, data), seats.facts(session, row)


def _completed(offer: Offer, row: TrainingSession, data: Mapping[str, Any]) -> dict[str, Any]:
    """What the catalogue knows comes from it; what it does not (the dates of permanent entries) from what was typed."""
    kind = offer.kind or data.get("kind")
    dates = {"planned_start": row.starts_on, "planned_end": row.ends_on}
    known: dict[str, Any] = {"provider": offer.provider, "kind": kind}
    if not offer.permanent:
        known |= {name: day.isoformat() for name, day in dates.items() if day}
    usual = {"hours": offer.hours, "funder": offer.funder, "programme": offer.title[:200]}
    if kind == Kind.QUALIFICATION:
        usual["rncp"] = offer.rncp
    return {**{name: value for name, value in usual.items() if value}, **data, **known}


def seat_of(move: str, facts: SessionFacts | None) -> dict[str, bool]:
    """The mark of a place in a session of ours; a waiting list gives none."""
    return {"seat": True} if facts is not None and move in ("prescribe", PROMOTING) else {}


def concerns(standing: Standing) -> bool:
    """Whether a case has ever held a place: the others cost no question."""
    return any(episode.seat for episode in standing.episodes.values())


def settled(session: Session, viewer: Viewer, case_id: str, before: set[str]) -> None:
    """After a case is written: no session it newly holds is oversold, and those it left are offered to who waits.

    Raises Refused when a correction would take a place that is no longer there.
    """
    after = seats.held(session, case_id)
    for key in sorted(after - before):
        row = seats.found(session, key, lock=True)
        facts = seats.facts(session, row) if row else None
        if facts and facts.places is not None and facts.taken > facts.places:
            attempt = Attempt(PROMOTING, viewer.today, viewer.actor, world=World(viewer.today, session=facts))
            raise Refused(SEAT_LEFT.reason(None, attempt))
    for key in sorted(before - after):
        offer_freed(session, viewer, key)


def offer_freed(session: Session, viewer: Viewer, key: str) -> None:
    """Tell the counsellor of whoever has waited longest that a place is free; giving it is theirs to do."""
    row, first = seats.found(session, key), seats.first_waiting(session, key)
    if row is None or first is None or row.starts_on is None or seats.facts(session, row).left == 0:
        return
    facts = {"on": row.starts_on.isoformat()}
    tell(session, viewer, Notice("waiting_list_seat", first.case_id, "stand_in_or_referent", facts))
