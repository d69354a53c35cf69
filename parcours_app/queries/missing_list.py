"""Who lacks which datum, and the entry where it is to be completed. Three statements at any size; never writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import aliased

from parcours_app.extensions import db
from parcours_app.models import Case, EntryRow, Person
from parcours_app.queries.caseload_filters import mine
from parcours_app.queries.missing import ANY, BY_CODE, GAPS, lacks
from parcours_app.scope import Viewer, visible_to

LONGEST = 100
# The move whose entry holds the datum.
WRITTEN_IN: Mapping[str, str] = {
    "planned_end": "prescribe",
    "next_date": "prescribe",
    "exit_dates": "leave",
    "support_referent": "start_support",
}


@dataclass(frozen=True, slots=True)
class Lacking:
    """Somebody of whom some data are missing: their codes, and the entry that each is to be completed in."""

    case_id: str
    number: str
    person_id: str
    given_name: str | None
    family_name: str | None
    codes: tuple[str, ...]
    entries: Mapping[str, str]


def counts(viewer: Viewer, *, whole: bool = False) -> Mapping[str, int]:
    """How many cases lack each datum, among the people I follow or in the whole organisation."""
    columns = [func.count().filter(gap.condition) for gap in GAPS]
    found = db.session.execute(_ours(viewer, ANY, whole=whole).with_only_columns(*columns)).one()
    return dict(zip(BY_CODE, found, strict=True))


def lacking(viewer: Viewer, code: str = ANY, *, whole: bool = False) -> list[Lacking]:
    """The first of those who lack a datum (or any), by name."""
    statement = _ours(viewer, code, whole=whole).with_only_columns(
        Case.id,
        Case.number,
        Case.person_id,
        Person.given_name,
        Person.family_name,
        *(gap.condition.label(f"lacks_{gap.code}") for gap in GAPS),
    )
    order = (Person.search_name, Case.id)
    rows = db.session.execute(statement.order_by(*order).limit(LONGEST)).all()
    entries = _entries([row.id for row in rows])
    return [_read(row, entries.get(row.id, {})) for row in rows]


def _read(row: Row[*tuple[Any, ...]], entries: Mapping[str, str]) -> Lacking:
    codes = tuple(code for code in BY_CODE if row._mapping[f"lacks_{code}"])  # noqa: SLF001 - the documented name
    return Lacking(row.id, row.number, row.person_id, row.given_name, row.family_name, codes, entries)


def _ours(viewer: Viewer, code: str, *, whole: bool) -> Any:
    condition: ColumnElement[bool] = Case.organisation_id == viewer.organisation if whole else mine(viewer)
    return visible_to(viewer).join(Person, Person.id == Case.person_id).where(condition, lacks(code))


def _entries(cases: Sequence[str]) -> dict[str, dict[str, str]]:
    """By case, the last entry that holds of each move where a datum can be missing, and the opening."""
    later = aliased(EntryRow)
    superseded = select(later.id).where(later.case_id == EntryRow.case_id, later.supersedes == EntryRow.id).exists()
    statement = (
        select(EntryRow.case_id, EntryRow.move, EntryRow.id, EntryRow.data)
        .where(
            EntryRow.case_id.in_(cases),
            EntryRow.move.in_({*WRITTEN_IN.values(), "open"}),
            EntryRow.void.is_(False),
            ~superseded,
        )
        .order_by(EntryRow.case_id, EntryRow.effective_on, EntryRow.seq)
    )
    found: dict[str, dict[str, str]] = {}
    for case_id, move, entry, data in db.session.execute(statement):
        for code in _completed_in(move, data):
            found.setdefault(case_id, {})[code] = entry
    return found


def _completed_in(move: str, data: Mapping[str, Any]) -> list[str]:
    """The data that an entry of this move is where to complete; a prescription only when it lacks the date."""
    if move == "open":
        return ["open"]
    if move == "prescribe":
        return [c for c, key in (("planned_end", "planned_end"), ("next_date", "planned_start")) if not data.get(key)]
    return [code for code, written in WRITTEN_IN.items() if written == move]
