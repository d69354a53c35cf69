"""Appointments as they may be seen: of one case, of a counsellor's days, of the person. Never writes.

An appointment is seen with its case: every question but the person's own starts from `visible_to`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from parcours_app.extensions import db
from parcours_app.models import Account, Appointment, Case, Organisation, Person
from parcours_app.scope import Invisible, Viewer, own_cases, visible_to
from workflows.appointments import HELD, NO_SHOW, PLANNED

WEEK = timedelta(days=7)
LONGEST = 200
# What a column of whole numbers holds.
LARGEST = 2**31


@dataclass(frozen=True, slots=True)
class Meeting:
    """An appointment, with the names around it: its case and person, the account that holds it, the organisation."""

    appointment: Appointment
    number: str
    given_name: str | None
    family_name: str | None
    held_by: str | None
    organisation: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Which appointments of an agenda: those of one account, or of the whole organisation when it is empty."""

    account: str = ""


def meetings(cases: Select[Any]) -> Select[*tuple[Any, ...]]:
    """The appointments of these cases, with the names around them; to narrow and to put in order."""
    return (
        cases.join(Appointment, Appointment.case_id == Case.id)
        .join(Person, Person.id == Case.person_id)
        .outerjoin(Account, Account.id == Appointment.account_id)
        .outerjoin(Organisation, Organisation.id == Case.organisation_id)
        .with_only_columns(
            Appointment,
            Case.number,
            Person.given_name,
            Person.family_name,
            Account.display_name,
            Organisation.name,
        )
    )


def found(statement: Select[*tuple[Any, ...]]) -> list[Meeting]:
    """What a query made by `meetings` finds."""
    return [Meeting(*row) for row in db.session.execute(statement)]


def of_case(viewer: Viewer, case_id: str) -> list[Meeting]:
    """Every appointment of a case the viewer may see, the latest first."""
    statement = meetings(visible_to(viewer)).where(Case.id == case_id)
    return found(statement.order_by(Appointment.at.desc(), Appointment.n.desc()))


def appointment(viewer: Viewer, case_id: str, n: int) -> Meeting:
    """One appointment of a case the viewer may see. Raises Invisible."""
    if n >= LARGEST:
        raise Invisible(case_id)
    lines = found(meetings(visible_to(viewer)).where(Case.id == case_id, Appointment.n == n))
    if not lines:
        raise Invisible(case_id)
    return lines[0]


def to_close(viewer: Viewer, asked: Asked) -> list[Meeting]:
    """The appointments whose time has passed and of which nobody said what came, the oldest first."""
    statement = meetings(visible_to(viewer)).where(_whose(viewer, asked), overdue(viewer))
    return found(statement.order_by(Appointment.at, Case.id, Appointment.n).limit(LONGEST))


def counted(viewer: Viewer, condition: ColumnElement[bool]) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """For a statement about anything else: how many appointments of the viewer fit a condition, and the first day."""
    of_mine = (
        visible_to(viewer)
        .join(Appointment, Appointment.case_id == Case.id)
        .where(to_hold(viewer), condition)
        .correlate(None)
    )
    return (
        of_mine.with_only_columns(func.count()).scalar_subquery(),
        of_mine.with_only_columns(func.min(Appointment.on)).scalar_subquery(),
    )


def overdue(viewer: Viewer) -> ColumnElement[bool]:
    """Its time has passed and its outcome is not told."""
    return and_(Appointment.state == PLANNED, Appointment.at <= viewer.now)


def declined(viewer: Viewer) -> ColumnElement[bool]:
    """It is still to come, and the person said they cannot: to be moved or cancelled."""
    return and_(Appointment.state == PLANNED, Appointment.at > viewer.now, Appointment.unable_at.is_not(None))


def to_move(viewer: Viewer, asked: Asked) -> list[Meeting]:
    """The appointments to come that the person declined, the nearest first."""
    statement = meetings(visible_to(viewer)).where(_whose(viewer, asked), declined(viewer))
    return found(statement.order_by(Appointment.at, Case.id, Appointment.n).limit(LONGEST))


def coming(viewer: Viewer, asked: Asked, first: date, last: date) -> list[Meeting]:
    """The appointments of these days, in order of time: to come, or already told; not those cancelled or moved."""
    statement = meetings(visible_to(viewer)).where(
        _whose(viewer, asked),
        Appointment.on.between(first, last),
        or_(Appointment.state.in_((HELD, NO_SHOW)), and_(Appointment.state == PLANNED, Appointment.at > viewer.now)),
    )
    return found(statement.order_by(Appointment.at, Case.id, Appointment.n).limit(LONGEST))


def to_hold(viewer: Viewer) -> ColumnElement[bool]:
    """Those the viewer holds, and those of a colleague they replace today, on the cases they act on."""
    replaced = and_(
        Case.stand_in_id == viewer.account,
        Case.stand_in_until >= viewer.today,
        Appointment.account_id == Case.referent_id,
    )
    return or_(Appointment.account_id == viewer.account, replaced)


def _whose(viewer: Viewer, asked: Asked) -> ColumnElement[bool]:
    if asked.account == viewer.account:
        return to_hold(viewer)
    if asked.account:
        return Appointment.account_id == asked.account
    return Case.organisation_id == viewer.organisation


def own(viewer: Viewer) -> list[Meeting]:
    """The appointments of the person who looks, of the case they live now, in order of time; moved ones left out."""
    case = own_cases(viewer).with_only_columns(Case.id).limit(1)
    key = db.session.scalars(case).first()
    if key is None:
        return []
    statement = meetings(select(Case).where(Case.id == key)).where(Appointment.moved_to.is_(None))
    return found(statement.order_by(Appointment.at, Appointment.n))


def next_of(meetings: Sequence[Meeting], viewer: Viewer) -> Meeting | None:
    """The first appointment that is still to come."""
    return next((m for m in meetings if m.appointment.state == PLANNED and m.appointment.at > viewer.now), None)
