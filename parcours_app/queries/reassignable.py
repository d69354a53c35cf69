"""Whom one may entrust to somebody else: the people a counsellor follows; the replacements in force. Never writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func

from parcours_app.extensions import db
from parcours_app.models import Account, Case, Person
from parcours_app.queries.caseload_filters import followed_by
from parcours_app.queries.load import needs_an_act
from parcours_app.scope import Viewer, visible_to

PAGE = 50


@dataclass(frozen=True, slots=True)
class StandInLine:
    """A replacement in force: who is absent, who acts, until when, for how many people."""

    referent: str
    referent_name: str
    stand_in: str
    stand_in_name: str
    until: date
    people: int


def people_of(viewer: Viewer, source: str, page: int) -> tuple[Sequence[Any], int]:
    """One page of the live cases somebody (NOBODY: no one) acts on, those due first, and how many there are."""
    due = needs_an_act(viewer).label("due")
    statement = (
        _followed(viewer, source)
        .join(Person, Person.id == Case.person_id)
        .with_only_columns(
            Case.id,
            Case.number,
            Case.version,
            Case.stage,
            Case.seam_since,
            Case.current_planned_end,
            Case.next_on,
            Case.last_contact_on,
            Person.given_name,
            Person.family_name,
            due,
            func.count().over().label("whole"),
        )
        .order_by(due.desc(), Case.number)
    )
    rows = db.session.execute(statement.limit(PAGE).offset((page - 1) * PAGE)).all()
    return rows, int(rows[0].whole) if rows else 0


def all_of(viewer: Viewer, source: str) -> list[tuple[str, int, bool]]:
    """Every live case somebody acts on, in order of number: key, version, whether it needs an act."""
    columns = (Case.id, Case.version, needs_an_act(viewer))
    statement = _followed(viewer, source).with_only_columns(*columns).order_by(Case.number)
    return [(key, version, bool(due)) for key, version, due in db.session.execute(statement)]


def picked(viewer: Viewer, cases: Sequence[str]) -> list[tuple[str, int, bool]]:
    """The same of these cases, those the viewer may act on only."""
    columns = (Case.id, Case.version, needs_an_act(viewer))
    ours = visible_to(viewer).where(Case.organisation_id == viewer.organisation, Case.id.in_(cases), Case.live)
    statement = ours.with_only_columns(*columns).order_by(Case.number)
    return [(key, version, bool(due)) for key, version, due in db.session.execute(statement)]


def numbers_of(viewer: Viewer, cases: Sequence[str]) -> Mapping[str, str]:
    """The numbers of these cases, by key."""
    statement = visible_to(viewer).where(Case.id.in_(cases)).with_only_columns(Case.id, Case.number)
    return {key: number for key, number in db.session.execute(statement)}  # noqa: C416 - typed rows, not tuples


def stand_ins(viewer: Viewer, referent: str = "") -> list[StandInLine]:
    """The replacements in force today in the viewer's organisation, or those of one absent counsellor."""
    absent, acts = Account.__table__.alias("absent"), Account.__table__.alias("acts")
    grouped = (Case.referent_id, absent.c.display_name, Case.stand_in_id, acts.c.display_name, Case.stand_in_until)
    ours = [Case.live, Case.organisation_id == viewer.organisation, Case.stand_in_until >= viewer.today]
    statement = (
        visible_to(viewer)
        .where(*ours, *([Case.referent_id == referent] if referent else []))
        .join(absent, absent.c.id == Case.referent_id)
        .join(acts, acts.c.id == Case.stand_in_id)
        .with_only_columns(*grouped, func.count())
        .group_by(*grouped)
        .order_by(absent.c.display_name, Case.stand_in_until, acts.c.display_name)
    )
    return [StandInLine(*row) for row in db.session.execute(statement)]


def _followed(viewer: Viewer, source: str) -> Select[Any]:
    ours = (Case.live, Case.organisation_id == viewer.organisation)
    return visible_to(viewer).where(*ours, followed_by(source, viewer))
