"""The cases a viewer may see, for programs: narrowed, in order of key, one page at a time. No name leaves it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, func

from parcours_app.extensions import db
from parcours_app.models import Account, Case, Person
from parcours_app.queries.caseload_filters import SEAM_STATES, matches
from parcours_app.readers.case_numbers import case_number
from parcours_app.scope import Viewer, visible_to
from workflows.engine import Role

__all__ = ["SEAM_STATES", "Wanted", "case_page"]

# Supervisors know people by case number: a search by name would tell them who is followed.
SEARCH_BY_NAME = (Role.COUNSELLOR, Role.BENEFICIARY, Role.OPERATOR)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the list; empty (or None) means no matter. organisation is a key, referent an e-mail."""

    stage: str = ""
    seam: str = ""
    q: str = ""
    person_id: str = ""
    organisation: str = ""
    region: str = ""
    referent: str = ""
    live: bool | None = None


def case_page(viewer: Viewer, wanted: Wanted, size: int, after: str = "") -> tuple[Sequence[Any], str | None]:
    """One page of cases in order of opening in the system, and the key the next page begins after (None at the end)."""
    # The case keeps its last pause when it is over: only the one that lasts is told.
    paused = case((Case.paused_until >= viewer.today, Case.paused_until)).label("paused_until")
    columns = [column for column in Case.__table__.c if column.name != paused.name]
    statement = (
        visible_to(viewer)
        .join(Person, Person.id == Case.person_id)
        .outerjoin(Account, Account.id == Case.referent_id)
        .with_only_columns(*columns, paused, Account.email.label("referent"))
        .where(Case.id > after, *_conditions(viewer, wanted))
        .order_by(Case.id)
        .limit(size + 1)
    )
    rows = db.session.execute(statement).all()
    return rows[:size], rows[size - 1].id if len(rows) > size else None


def _conditions(viewer: Viewer, wanted: Wanted) -> list[ColumnElement[bool]]:
    plain = {
        Case.stage: wanted.stage,
        Case.person_id: wanted.person_id,
        Case.organisation_id: wanted.organisation,
        Case.region: wanted.region,
        func.lower(Account.email): wanted.referent.strip().lower(),
    }
    conditions = [column == value for column, value in plain.items() if value]
    if wanted.seam:
        conditions.append(SEAM_STATES[wanted.seam](viewer))
    if wanted.live is not None:
        conditions.append(Case.live.is_(wanted.live))
    if wanted.q.strip():
        by_number = Case.number == case_number(wanted.q)
        conditions.append(matches(wanted.q) if viewer.role in SEARCH_BY_NAME else by_number)
    return conditions
