"""Records the offers and sessions of an LHEO file: created, updated, unchanged or rejected, every one accounted for.

A session that a newer file leaves out is kept as it is: a file tells what its publisher had to say that day, and only
somebody who says so cancels a session. Dates that change move everybody who is on the session.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from parcours_app.models import Offer, OfferCode, TrainingSession
from parcours_app.readers.names import search_name
from parcours_app.readers.offers import OfferItem, SessionItem, read_offers
from parcours_app.readers.problems import ERROR, Problem
from parcours_app.readers.report import CREATED, REJECTED, UNCHANGED, UPDATED, Outcome, Report
from parcours_app.scope import Viewer
from parcours_app.services.session_changes import Change, apply_changes
from workflows.engine import sentence

COLUMNS = ("formation", "action", "title", "provider", "siret", "kind", "rncp", "certifying", "hours", "funder")
PLACE = ("postcode", "commune", "department", "region")
LONGEST_SEARCH = 700
TWICE = sentence("This number is in the file twice for the same provider: only the first one is kept.")
ORPHAN = sentence("The training of this session is rejected: see its own line.")


@dataclass(slots=True)
class Catalogue:
    """One file being recorded: what it says so far, the keys it has used, the sessions it changes."""

    source: str
    report: Report = field(default_factory=Report)
    seen: set[str] = field(default_factory=set)
    changes: list[Change] = field(default_factory=list)


def take_offers(session: Session, viewer: Viewer, content: bytes, source: str) -> Report:
    """Record every offer and session of a file, then move or cancel who is on those that changed."""
    catalogue = Catalogue(source)
    record(session, viewer, read_offers(content), catalogue)
    apply_changes(session, viewer, catalogue.changes)
    return catalogue.report


def record(session: Session, viewer: Viewer, items: Iterator[OfferItem], catalogue: Catalogue) -> None:
    """Record these offers with their sessions; what changes for people is left in `catalogue.changes`."""
    for item in items:
        key = _digest(catalogue.source, item.siret or search_name(item.provider), item.formation, item.action)
        problems = item.problems if item.rejected else _once(catalogue, key)
        if problems:
            _reject(catalogue, item, problems)
            continue
        offer, status = _offer(session, viewer, item, key, catalogue.source)
        catalogue.report.add(Outcome(item.number, status, item.reference, item.problems))
        for one in item.sessions:
            catalogue.report.add(_session(session, viewer, offer, one, catalogue))


def _once(catalogue: Catalogue, key: str) -> tuple[Problem, ...]:
    """Nothing the first time a key is met in the file."""
    if key in catalogue.seen:
        return (Problem("numero", ERROR, TWICE),)
    catalogue.seen.add(key)
    return ()


def _reject(catalogue: Catalogue, item: OfferItem, problems: tuple[Problem, ...]) -> None:
    catalogue.report.add(Outcome(item.number, REJECTED, item.reference, problems))
    for one in item.sessions:
        reason = Problem("action", ERROR, ORPHAN)
        catalogue.report.add(Outcome(one.number, REJECTED, _reference(item.reference, one), (*one.problems, reason)))


def _offer(session: Session, viewer: Viewer, item: OfferItem, key: str, source: str) -> tuple[Offer, str]:
    """The stored offer brought to what the item says, and what became of it."""
    said = _said(item)
    digest = _digest(said, item.codes)
    offer = session.scalars(select(Offer).where(Offer.key == key)).first()
    if offer is not None and offer.line_digest == digest:
        return offer, UNCHANGED
    status = UPDATED if offer is not None else CREATED
    if offer is None:
        offer = Offer(id=viewer.new_id(), key=key, source=source, created_at=viewer.now)
        session.add(offer)
    for name, value in said.items():
        setattr(offer, name, value)
    offer.line_digest, offer.updated_at = digest, viewer.now
    session.flush()
    session.execute(delete(OfferCode).where(OfferCode.offer_id == offer.id))
    session.add_all(OfferCode(offer_id=offer.id, scheme=scheme, code=code) for scheme, code in item.codes)
    return offer, status


def _said(item: OfferItem) -> dict[str, Any]:
    words = search_name(f"{item.title} {item.provider} {item.place.commune or ''}")
    return {
        **{name: getattr(item, name) for name in COLUMNS},
        **{name: getattr(item.place, name) for name in PLACE},
        "permanent": item.permanent,
        "search_text": words[:LONGEST_SEARCH],
    }


def _session(session: Session, viewer: Viewer, offer: Offer, item: SessionItem, catalogue: Catalogue) -> Outcome:
    reference = _reference(f"{offer.formation} / {offer.action}", item)
    key = _digest(offer.key, item.key)
    problems = item.problems if item.rejected else _once(catalogue, key)
    if problems:
        return Outcome(item.number, REJECTED, reference, problems)
    digest = _digest(item.starts_on, item.ends_on, item.state, item.cancelled, item.places)
    row = session.scalars(select(TrainingSession).where(TrainingSession.key == key)).first()
    if row is None:
        session.add(_new(viewer, offer, item, key, digest))
        return Outcome(item.number, CREATED, reference, item.problems)
    if row.line_digest == digest:
        return Outcome(item.number, UNCHANGED, reference, item.problems)
    catalogue.changes.append(_change(row, item, digest))
    return Outcome(item.number, UPDATED, reference, item.problems)


def _new(viewer: Viewer, offer: Offer, item: SessionItem, key: str, digest: str) -> TrainingSession:
    return TrainingSession(
        id=viewer.new_id(),
        offer_id=offer.id,
        key=key,
        line_digest=digest,
        number=item.key,
        starts_on=item.starts_on,
        ends_on=item.ends_on,
        state="cancelled" if item.cancelled else item.state,
        places=item.places,
        version=1,
        cancelled_at=viewer.now if item.cancelled else None,
        created_at=viewer.now,
        updated_at=viewer.now,
    )


def _change(row: TrainingSession, item: SessionItem, digest: str) -> Change:
    """What the file now says of a session: a number of places it does not say, or a date, erases nothing."""
    return Change(
        session_id=row.id,
        starts_on=item.starts_on or row.starts_on,
        ends_on=item.ends_on or row.ends_on,
        state="cancelled" if item.cancelled or row.state == "cancelled" else item.state,
        places=item.places if item.places is not None else row.places,
        places_by=row.places_by if item.places is None else None,
        line_digest=digest,
    )


def _reference(of_offer: str, item: SessionItem) -> str:
    return f"{of_offer} / {item.key}"


def _digest(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()
