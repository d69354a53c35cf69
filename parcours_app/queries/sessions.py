"""The sessions of the catalogue: one page by keyset, and one by one. Never writes; says of people only how many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, Row, Select, func, literal, select, tuple_

from parcours_app import seats
from parcours_app.extensions import db
from parcours_app.models import Case, EpisodeRow, Offer, OfferCode, Person, TrainingSession
from parcours_app.queries.session_filters import Filters, in_list, lists_in_force, narrowed
from parcours_app.scope import Viewer, visible_to

PAGE = 50
FAR = date(9999, 12, 31)
STARTS = func.coalesce(TrainingSession.starts_on, FAR, type_=Date)
_PUBLIC = {"key", "line_digest", "search_text", "source", "created_at", "updated_at", "id"}


@dataclass(frozen=True, slots=True)
class SessionPage:
    """Some sessions, how many fit in all, and the (start, key) after which the next page begins."""

    lines: Sequence[Row[Any]]
    count: int
    next: tuple[date, str] | None


def session_page(
    viewer: Viewer, filters: Filters, after: tuple[date, str] | None = None, size: int = PAGE
) -> SessionPage:
    """The sessions that fit, the soonest first, in three statements."""
    lists = lists_in_force(viewer.today)
    wanted = narrowed(filters, lists, viewer.today)
    base = select(func.count()).select_from(TrainingSession).join(Offer, Offer.id == TrainingSession.offer_id)
    count = db.session.scalar(base.where(wanted)) or 0
    query = session_lines(lists).where(wanted)
    if after is not None:
        query = query.where(tuple_(STARTS, TrainingSession.id) > tuple_(literal(after[0], Date), literal(after[1])))
    rows = db.session.execute(query.order_by(STARTS, TrainingSession.id).limit(size + 1)).all()
    more = len(rows) > size
    return SessionPage(rows[:size], count, (rows[size - 1].starts, rows[size - 1].id) if more else None)


def one_session(viewer: Viewer, key: str) -> Row[Any] | None:
    """One session with its offer and its places."""
    query = session_lines(lists_in_force(viewer.today)).where(TrainingSession.id == key)
    return db.session.execute(query).one_or_none()


def codes_of(offer_id: str) -> list[tuple[str, str]]:
    """The codes of an offer, by nomenclature."""
    query = select(OfferCode.scheme, OfferCode.code).where(OfferCode.offer_id == offer_id)
    rows = db.session.execute(query.order_by(OfferCode.scheme, OfferCode.code))
    return [(scheme, code) for scheme, code in rows]


def people_on(viewer: Viewer, key: str) -> list[Row[Any]]:
    """The viewer's own people on a session: those who hold a place, then those who wait, by age of asking."""
    query = (
        visible_to(viewer)
        .join(EpisodeRow, EpisodeRow.case_id == Case.id)
        .join(Person, Person.id == Case.person_id)
        .where(EpisodeRow.session == key, seats.holds() | seats.waits(), Case.organisation_id == viewer.organisation)
        .with_only_columns(
            Case.id.label("case_id"),
            Case.number,
            Person.given_name,
            Person.family_name,
            EpisodeRow.id.label("episode"),
            EpisodeRow.state,
            EpisodeRow.seat,
            EpisodeRow.prescribed_on,
        )
        .order_by(EpisodeRow.seat.desc(), EpisodeRow.prescribed_on, EpisodeRow.id)
    )
    return list(db.session.execute(query))


def waiting_ages(key: str) -> list[tuple[str, date | None]]:
    """Everybody who waits, whoever follows them: (episode, day of asking), the oldest first. No name."""
    query = select(EpisodeRow.id, EpisodeRow.prescribed_on).join(Case, Case.id == EpisodeRow.case_id)
    waiting = query.where(EpisodeRow.session == key, seats.waits())
    rows = db.session.execute(waiting.order_by(EpisodeRow.prescribed_on, EpisodeRow.id))
    return [(episode, asked) for episode, asked in rows]


def session_lines(lists: dict[str, list[str]]) -> Select[Any]:
    """A session, its offer, the places taken, the people waiting and since when, and what its trade is."""
    return select(
        *(column for column in TrainingSession.__table__.c if column.name not in _PUBLIC - {"id"}),
        *(column for column in Offer.__table__.c if column.name not in _PUBLIC),
        STARTS.label("starts"),
        seats.number_of(seats.holds()).label("taken"),
        seats.number_of(seats.waits()).label("waiting"),
        seats.oldest_waiting().label("waiting_since"),
        *(in_list(kind, lists).label(kind) for kind in ("shortage", "green", "digital")),
    ).join(Offer, Offer.id == TrainingSession.offer_id)
