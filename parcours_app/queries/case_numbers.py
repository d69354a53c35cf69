"""The cases behind a number, by case number: never a name (decisions.md). Pages by keyset; never writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select

from parcours_app.extensions import db
from parcours_app.models import Account, Case, CountDelta, Organisation, Person
from parcours_app.queries.case_file import visible_case
from parcours_app.queries.counted import COLUMNS, Value
from parcours_app.queries.team import WHAT, grouping, ours
from parcours_app.queries.territory import territory
from parcours_app.readers.case_numbers import case_number
from parcours_app.scope import Viewer, acting, may_receive, visible_to

PAGE = 50
NOBODY = "none"
FACTS = (
    Case.id,
    Case.number,
    Case.stage,
    Case.stage_since,
    Case.seam_since,
    Case.current_planned_end,
    Case.next_kind,
    Case.next_on,
    Case.last_contact_on,
    Case.region,
    Account.display_name.label("referent"),
    Organisation.name.label("organisation"),
)


@dataclass(frozen=True, slots=True)
class Numbers:
    """One page of cases in order of number, how many there are in all, and after which number the next page begins."""

    lines: Sequence[Row[Any]]
    count: int
    after: str | None


@dataclass(frozen=True, slots=True)
class CellPage:
    """People behind a count: (row of case facts or None when out of sight, amount), and the last of them if more come.

    How many they are is not counted again: the page has come from that number.
    """

    lines: list[tuple[Row[Any] | None, int]]
    after: str | None


def behind_team(viewer: Viewer, what: str, member: str = "", after: str = "") -> Numbers:
    """The cases behind a number of the team board; member is a key, NOBODY, or empty for the whole board."""
    conditions = [ours(viewer), WHAT[what](viewer)]
    if member:
        column = grouping(viewer)[1]
        conditions.append(column.is_(None) if member == NOBODY else column == member)
    wanted = visible_to(viewer).join(Person, Person.id == Case.person_id).where(*conditions)
    count = db.session.scalar(wanted.with_only_columns(func.count())) or 0
    rows = db.session.execute(
        _facts(viewer, wanted.where(Case.number > after)).order_by(Case.number).limit(PAGE + 1)
    ).all()
    return Numbers(rows[:PAGE], count, rows[PAGE - 1].number if len(rows) > PAGE else None)


def behind_cell(
    viewer: Viewer, measure: str, on: date, known: date, cell: dict[str, Value], after: str = ""
) -> CellPage:
    """The people a count of the totals is made of, on that day, as known on that other, with how much each counts."""
    amount = func.sum(CountDelta.amount)
    wanted = (
        select(CountDelta.person_id, amount.label("amount"))
        .where(
            CountDelta.person_id > after,
            CountDelta.measure == measure,
            CountDelta.effective_on <= on,
            CountDelta.recorded_on <= known,
            territory(viewer),
            *(_is(name, value) for name, value in cell.items()),
        )
        .group_by(CountDelta.person_id)
        .having(amount != 0)
    )
    people = db.session.execute(wanted.order_by(CountDelta.person_id).limit(PAGE + 1)).all()
    seen = _latest(viewer, [person for person, _amount in people[:PAGE]], on)
    lines = [(seen.get(person), int(number)) for person, number in people[:PAGE]]
    return CellPage(lines, people[PAGE - 1].person_id if len(people) > PAGE else None)


def _is(name: str, value: Value) -> ColumnElement[bool]:
    column = COLUMNS[name]
    return column.is_(None) if value is None else column == value


def _latest(viewer: Viewer, people: Sequence[str], on: date) -> dict[str, Row[Any]]:
    """The latest counting case of each of these people that the viewer may see."""
    wanted = visible_to(viewer).where(Case.person_id.in_(people), Case.counts, Case.opened_on <= on)
    rows = db.session.execute(_facts(viewer, wanted, Case.person_id).order_by(Case.opened_on, Case.id))
    return {row.person_id: row for row in rows}


def cases_of(viewer: Viewer, people: Sequence[str]) -> dict[str, Row[Any]]:
    """The case of each of these people that the viewer may see: the latest that counts, else the latest of all."""
    wanted = visible_to(viewer).where(Case.person_id.in_(people))
    rows = db.session.execute(_facts(viewer, wanted, Case.person_id).order_by(Case.counts, Case.opened_on, Case.id))
    return {row.person_id: row for row in rows}


def _facts(viewer: Viewer, cases: Select[Any], *more: Any) -> Select[*tuple[Any, ...]]:
    named = cases.outerjoin(Account, Account.id == acting(viewer.today))
    return named.outerjoin(Organisation, Organisation.id == Case.organisation_id).with_only_columns(*FACTS, *more)


def receiver(viewer: Viewer, case_id: str, named: str) -> str | None:
    """The key of the case named, by its number or its key, if this one may be merged into it. Raises Invisible."""
    case = visible_case(db.session(), viewer, case_id)
    its = or_(Case.number == case_number(named), Case.id == named.strip())
    return db.session.scalar(may_receive(viewer, case).where(its).with_only_columns(Case.id))
