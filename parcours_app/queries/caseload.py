"""The caseload: one page of cases by keyset, and how many there are. Three statements at any size; never writes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Row,
    Select,
    String,
    and_,
    case,
    exists,
    func,
    literal,
    select,
    tuple_,
)

from parcours_app.extensions import db
from parcours_app.models import Account, Case, PausedDay, Person, Question
from parcours_app.queries.caseload_filters import Filters, mine, narrowed, within_tab
from parcours_app.queries.missing import ANY, lacks
from parcours_app.scope import Viewer, acting, visible_to
from workflows.engine import Role
from workflows.stage import Stage

PAGE = 50
FAR = date(9999, 12, 31)
_RANKS = {stage.value: rank for rank, stage in enumerate(Stage)}

# What the list can be sorted by; a missing date comes last. The database computes the key, so it also compares it.
SORTS: Mapping[str, ColumnElement[Any]] = {
    "name": func.lower(
        func.coalesce(Person.family_name, "") + " " + func.coalesce(Person.given_name, ""), type_=String
    ),
    "stage": case(_RANKS, value=Case.stage, else_=len(_RANKS)).cast(Integer),
    "planned_end": func.coalesce(Case.current_planned_end, FAR, type_=Date),
    "next": func.coalesce(Case.next_on, FAR, type_=Date),
    "contact": func.coalesce(Case.last_contact_on, Case.opened_on, type_=Date),
    "seam": func.coalesce(Case.seam_since, FAR, type_=Date),
}
_READERS: Mapping[type, Callable[[str], Any]] = {Date: date.fromisoformat, Integer: int, String: str}


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page begins: just after (or, going back, just before) a line, told by its sort key and its case."""

    key: str
    case: str
    back: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines of the list, and where to go from them; None at an end."""

    lines: list[Row[Any]]
    previous: Cursor | None
    next: Cursor | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cases fit the filters: in each tab, and by stage in the present tab (the stage filter left aside)."""

    mine: int
    organisation: int
    by_stage: Mapping[str, int]


def page(viewer: Viewer, filters: Filters, sort: str = "name", cursor: Cursor | None = None) -> Page:
    """One page of the visible cases that fit, in one statement. `sort` is a key of SORTS, with “-” to reverse it.

    Raises ValueError when the cursor does not fit the sort.
    """
    order = SORTS[sort.lstrip("-")]
    down = sort.startswith("-") != bool(cursor and cursor.back)
    statement = _lines(viewer, order).where(within_tab(filters, viewer), narrowed(filters, viewer))
    if cursor:
        statement = statement.where(_beyond(order, cursor, down=down))
    keys = (order.desc(), Case.id.desc()) if down else (order, Case.id)
    rows = list(db.session.execute(statement.order_by(*keys).limit(PAGE + 1)))
    return _turned(rows, cursor)


def counts(viewer: Viewer, filters: Filters) -> Counts:
    """How many cases fit, in one statement."""
    everywhere = within_tab(replace(filters, tab="organisation"), viewer)
    statement = (
        visible_to(viewer)
        .join(Person, Person.id == Case.person_id)
        .where(everywhere, narrowed(filters, viewer, besides="stage" if filters.stage else ""))
        .with_only_columns(Case.stage, func.count(), func.count().filter(mine(viewer)))
        .group_by(Case.stage)
    )
    by_stage = {stage: (all_, own) for stage, all_, own in db.session.execute(statement)}
    kept = [found for stage, found in by_stage.items() if not filters.stage or stage == filters.stage]
    tab = 1 if filters.tab == "mine" and filters.waiting != "handover_in" else 0
    return Counts(
        mine=sum(own for _all, own in kept),
        organisation=sum(all_ for all_, _own in kept),
        by_stage={stage: found[tab] for stage, found in by_stage.items()},
    )


def referents(viewer: Viewer) -> list[tuple[str, str]]:
    """The counsellors of the viewer's organisation: (account, name), in order of name."""
    statement = (
        select(Account.id, Account.display_name)
        .where(Account.organisation_id == viewer.organisation, Account.role == Role.COUNSELLOR, Account.active)
        .order_by(Account.display_name, Account.id)
    )
    return [(account, name) for account, name in db.session.execute(statement)]


def _lines(viewer: Viewer, order: ColumnElement[Any]) -> Select[Any]:
    question = exists().where(Question.case_id == Case.id, Question.answered_at.is_(None))
    still = (
        select(func.count())
        .where(PausedDay.case_id == Case.id, PausedDay.day > Case.seam_since, PausedDay.day <= viewer.today)
        .scalar_subquery()
    )
    return (
        visible_to(viewer)
        .join(Person, Person.id == Case.person_id)
        .outerjoin(Account, Account.id == acting(viewer.today))
        .with_only_columns(
            *(column for column in Case.__table__.c if column.name not in _UNUSED),
            Person.given_name,
            Person.family_name,
            Account.display_name.label("referent"),
            question.label("question"),
            lacks(ANY).label("lacking"),
            still.label("still"),
            order.label("sort_key"),
        )
    )


_UNUSED = frozenset({"person_id", "programme", "version", "counts", "public", "exit_motive", "merged_into"})


def _beyond(order: ColumnElement[Any], cursor: Cursor, *, down: bool) -> ColumnElement[bool]:
    """The lines after the cursor's, in the direction of the query."""
    key = literal(_READERS[type(order.type)](cursor.key), order.type)
    here, there = tuple_(order, Case.id), tuple_(key, literal(cursor.case))
    return and_(here < there) if down else and_(here > there)


def _turned(rows: list[Row[Any]], cursor: Cursor | None) -> Page:
    """The page in the order asked for, with a way back and a way on where there are lines."""
    more, back = len(rows) > PAGE, bool(cursor and cursor.back)
    lines = rows[:PAGE][:: -1 if back else 1]
    if not lines:
        return Page([], None, None)
    first, last = lines[0], lines[-1]
    return Page(
        lines,
        Cursor(str(first.sort_key), first.id, back=True) if (more if back else cursor) else None,
        Cursor(str(last.sort_key), last.id) if (back or more) else None,
    )
