"""Handovers as one organisation sees them: those it is asked to take, those it asked others to take. Never writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, not_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from parcours_app.extensions import db
from parcours_app.models import Account, Case, EntryText, HandoverRow, Organisation, Person
from parcours_app.queries.caseload_filters import asked_by_oneself
from parcours_app.scope import Viewer, acting, visible_to
from workflows.handovers import EXPIRED, REQUESTED

PAGE = 50
# An alias, so that the wall's own look at handovers stays apart from the lines that are listed.
Line = aliased(HandoverRow)


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """One request: of whom, between which organisations, its clock, and what became of it."""

    case_id: str
    number: str
    given_name: str | None
    family_name: str | None
    stage: str
    from_name: str | None
    asker: str | None
    asker_email: str | None
    to_name: str
    counsellor: str | None
    state: str
    requested_on: date
    remind_on: date
    expires_on: date
    decided_on: date | None
    readable_until: date | None
    temporary_until: date | None
    returned_on: date | None
    motive: str | None
    alternative_organisation: str | None
    alternative_name: str | None
    reason: str | None
    alternative: str | None
    still_ours: bool
    asked_again: bool


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """One page of requests, and how many there are in all."""

    lines: Sequence[HandoverLine]
    count: int


def received(viewer: Viewer, page: int = 1) -> HandoverPage:
    """What the viewer's organisation can answer today, the nearest to its expiry first; not what the viewer asked."""
    asked = and_(Line.to_organisation == viewer.organisation, _waiting(viewer), not_(asked_by_oneself(viewer)))
    return _page(_statement(viewer, asked).order_by(Line.expires_on, Case.number, Line.n), page)


def sent(viewer: Viewer, page: int = 1) -> HandoverPage:
    """What the viewer's organisation asked others to take over: the waiting first, then the latest."""
    mine = Line.from_organisation == viewer.organisation
    order = (_waiting(viewer).desc(), Line.requested_on.desc(), Case.number, Line.n.desc())
    return _page(_statement(viewer, mine).order_by(*order), page)


def requested_since() -> ColumnElement[Any]:
    """For a case of the outer query, the day its handover that waits was asked for."""
    asked = aliased(HandoverRow)
    return (
        select(func.min(asked.requested_on))
        .where(asked.case_id == Case.id, asked.state == "requested")
        .correlate(Case)
        .scalar_subquery()
    )


def _waiting(viewer: Viewer) -> ColumnElement[bool]:
    return and_(Line.state == REQUESTED, Line.expires_on > viewer.today)


def _state(viewer: Viewer) -> ColumnElement[str]:
    """The state of a request today: an unanswered one expires by itself."""
    return case((and_(Line.state == REQUESTED, Line.expires_on <= viewer.today), EXPIRED), else_=Line.state)


def _statement(viewer: Viewer, condition: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    sender, receiver, proposed = aliased(Organisation), aliased(Organisation), aliased(Organisation)
    why, instead, later = aliased(EntryText), aliased(EntryText), aliased(HandoverRow)
    follows = aliased(Account)
    columns = (
        Case.id,
        Case.number,
        Person.given_name,
        Person.family_name,
        Case.stage,
        sender.name,
        follows.display_name,
        follows.email,
        receiver.name,
        Account.display_name,
        _state(viewer),
        Line.requested_on,
        Line.remind_on,
        Line.expires_on,
        Line.decided_on,
        Line.readable_until,
        Line.temporary_until,
        Line.returned_on,
        Line.motive,
        Line.alternative_organisation,
        proposed.name,
        why.text,
        instead.text,
        (Case.organisation_id == viewer.organisation),
        exists().where(later.case_id == Line.case_id, later.n > Line.n),
    )
    return (
        visible_to(viewer)
        .with_only_columns(*columns, func.count().over())
        .join(Line, Line.case_id == Case.id)
        .join(Person, Person.id == Case.person_id)
        .outerjoin(sender, sender.id == Line.from_organisation)
        .join(receiver, receiver.id == Line.to_organisation)
        .outerjoin(proposed, proposed.id == Line.alternative_organisation)
        .outerjoin(Account, Account.id == Line.to_counsellor)
        .outerjoin(follows, follows.id == acting(viewer.today))
        .outerjoin(why, _said(why, Line.reason))
        .outerjoin(instead, _said(instead, Line.alternative))
        .where(condition)
    )


def _said(text: Any, digest: InstrumentedAttribute[str | None]) -> ColumnElement[bool]:
    return and_(text.case_id == Line.case_id, text.digest == digest)


def _page(statement: Select[*tuple[Any, ...]], page: int) -> HandoverPage:
    rows = db.session.execute(statement.limit(PAGE).offset((page - 1) * PAGE)).all()
    return HandoverPage([HandoverLine(*row[:-1]) for row in rows], rows[0][-1] if rows else 0)
