"""Those who have left and of whom news is to be asked: each with the check that awaits them. Never writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from parcours_app.extensions import db
from parcours_app.models import Case, EntryRow, Person
from parcours_app.queries.caseload_filters import mine
from parcours_app.scope import Viewer, visible_to

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Awaited:
    """Somebody of whom news is to be asked: since when they left and why, at how many months, from which day."""

    case_id: str
    number: str
    given_name: str | None
    family_name: str | None
    left_on: date
    motive: str
    at_months: int
    due_on: date


def awaited(viewer: Viewer, until: date, *, whole: bool = False) -> list[Awaited]:
    """The checks due up to a day among the people I follow (or the whole organisation), the oldest first."""
    statement: Select[*tuple[Any, ...]] = (
        _ours(viewer, whole=whole)
        .join(Person, Person.id == Case.person_id)
        .where(Case.live, Case.check_due_on <= until)
        .with_only_columns(
            Case.id,
            Case.number,
            Person.given_name,
            Person.family_name,
            Case.exit_on,
            Case.exit_motive,
            Case.check_months,
            Case.check_due_on,
        )
        .order_by(Case.check_due_on, Case.id)
    )
    return [Awaited(*row) for row in db.session.execute(statement.limit(LONGEST))]


def told(viewer: Viewer, since: date, *, whole: bool = False) -> Mapping[str, int]:
    """What the checks made since a day have told: how many by answer, the answer not known apart."""
    later = aliased(EntryRow)
    superseded = select(later.id).where(later.case_id == EntryRow.case_id, later.supersedes == EntryRow.id).exists()
    answer = EntryRow.data["employed"].as_string()
    statement = (
        _ours(viewer, whole=whole)
        .join(EntryRow, EntryRow.case_id == Case.id)
        .where(
            EntryRow.move == "check_employment",
            EntryRow.effective_on >= since,
            EntryRow.void.is_(False),
            ~superseded,
        )
        .with_only_columns(answer, func.count())
        .group_by(answer)
        .order_by(answer)
    )
    return {employed: count for employed, count in db.session.execute(statement)}  # noqa: C416 - typed rows


def _ours(viewer: Viewer, *, whole: bool) -> Select[Case]:
    condition = Case.organisation_id == viewer.organisation if whole else mine(viewer)
    return visible_to(viewer).where(condition)
