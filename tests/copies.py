"""People like one who was walked through real moves: the same rows under other names, for pages that count a crowd.

Walking a dozen people costs a dozen times the moves and proves nothing more about what counts them.
"""

import json
from typing import Any

from sqlalchemy import JSON, Table, insert, select

from parcours_app.extensions import db
from parcours_app.models import Case
from parcours_app.models.keys import new_id
from parcours_app.services.cases import number_of
from tests.frozen import START

# What is said of a person or sent to them is theirs: a copy has the pathway only.
LEFT_OUT = {"idempotency_keys", "notices", "person_sources", "reveals"}


def copies(case_id: str, number: int) -> list[dict[str, str]]:
    """So many people with the pathway of this case, recorded on the same days: of each, its id for every id."""
    if not number:
        return []
    person_id = db.session.scalars(select(Case.person_id).where(Case.id == case_id)).one()
    rows = {table: found for table in _tables() if (found := _rows(table, case_id, person_id))}
    ids = {person_id, case_id, *(row["id"] for found in rows.values() for row in found if "id" in row)}
    fresh = [{old: new_id(START) for old in ids} for _ in range(number)]
    for table, found in rows.items():
        db.session.execute(insert(table), [_renamed(table, row, names) for names in fresh for row in found])
    db.session.commit()
    return fresh


def _tables() -> list[Table]:
    return [table for table in db.metadata.sorted_tables if table.name not in LEFT_OUT]


def _rows(table: Table, case_id: str, person_id: str) -> list[dict[str, Any]]:
    """What a table holds of that case, or of that person."""
    if table.name in ("people", "cases"):
        mine = table.c.id == (person_id if table.name == "people" else case_id)
    elif "case_id" in table.c:
        mine = table.c.case_id == case_id
    else:
        return []
    return [dict(row) for row in db.session.execute(select(table).where(mine)).mappings()]


def _renamed(table: Table, row: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """A row in which each id of the pattern is that of the copy, inside its data too."""
    changed = {name: names.get(value, value) if isinstance(value, str) else value for name, value in row.items()}
    for column in table.columns:
        if isinstance(column.type, JSON) and row[column.name] is not None:
            changed[column.name] = json.loads(_replaced(json.dumps(row[column.name]), names))
    return changed | ({"number": number_of(changed["id"])} if table.name == "cases" else {})


def _replaced(text: str, names: dict[str, str]) -> str:
    for old, new in names.items():
        text = text.replace(old, new)
    return text
