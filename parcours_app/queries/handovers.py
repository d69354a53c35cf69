"""Handovers as one organisation sees them: those it is asked to take, those it asked others to take. Never writes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import aliased

from parcours_app.extensions import db
from parcours_app.models import Account, Case, HandoverRow, Organisation, Person
from parcours_app.scope import Viewer, visible_to

LONGEST = 200
# An alias, so that the wall's own look at handovers stays apart from the lines that are listed.
Line = aliased(HandoverRow)


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """One request: of whom, between which organisations, since when, and what became of it."""

    case_id: str
    number: str
    given_name: str | None
    family_name: str | None
    stage: str
    from_name: str | None
    to_name: str
    counsellor: str | None
    state: str
    requested_on: date
    decided_on: date | None


def received(viewer: Viewer) -> list[HandoverLine]:
    """What the viewer's organisation is asked to take over, the oldest first."""
    asked = and_(Line.to_organisation == viewer.organisation, Line.state == "requested")
    return _lines(_statement(viewer, asked).order_by(Line.requested_on, Case.number))


def sent(viewer: Viewer) -> list[HandoverLine]:
    """What the viewer's organisation asked others to take over: the waiting first, then the latest answers."""
    mine = Line.from_organisation == viewer.organisation
    order = (Line.state != "requested", Line.requested_on.desc(), Case.number)
    return _lines(_statement(viewer, mine).order_by(*order))


def requested_since() -> ColumnElement[Any]:
    """For a case of the outer query, the day its handover that waits was asked for."""
    asked = aliased(HandoverRow)
    return (
        select(func.min(asked.requested_on))
        .where(asked.case_id == Case.id, asked.state == "requested")
        .correlate(Case)
        .scalar_subquery()
    )


def waiting(viewer: Viewer) -> int:
    """How many requests wait for the viewer's organisation to answer."""
    query = select(func.count()).where(Line.to_organisation == viewer.organisation, Line.state == "requested")
    return db.session.scalar(query) or 0


def _statement(viewer: Viewer, condition: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    sender, receiver = aliased(Organisation), aliased(Organisation)
    columns = (
        Case.id,
        Case.number,
        Person.given_name,
        Person.family_name,
        Case.stage,
        sender.name,
        receiver.name,
        Account.display_name,
        Line.state,
        Line.requested_on,
        Line.decided_on,
    )
    return (
        visible_to(viewer)
        .with_only_columns(*columns)
        .join(Line, Line.case_id == Case.id)
        .join(Person, Person.id == Case.person_id)
        .outerjoin(sender, sender.id == Line.from_organisation)
        .join(receiver, receiver.id == Line.to_organisation)
        .outerjoin(Account, Account.id == Line.to_counsellor)
        .where(condition)
        .limit(LONGEST)
    )


def _lines(statement: Select[*tuple[Any, ...]]) -> list[HandoverLine]:
    return [HandoverLine(*row) for row in db.session.execute(statement).all()]
