"""What calls for an act today, for one counsellor: counts with their oldest, questions unanswered, dates of the week.

Three statements whatever the size of the caseload. Never writes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_

from parcours_app.extensions import db
from parcours_app.models import Case, Person, Question
from parcours_app.queries.appointments import counted, declined, overdue
from parcours_app.queries.caseload_filters import (
    SILENCE_DAYS,
    asked,
    check_due,
    gap_open,
    mine,
    offered_to_us,
    passed_on_by_us,
    pressing,
    silent,
    to_book,
    urgent,
)
from parcours_app.queries.freed_places import place_to_give, waits_since
from parcours_app.queries.handovers import requested_since
from parcours_app.queries.missing import ANY, GAPS, lacks
from parcours_app.scope import Viewer, offered_to, visible_to

WEEK = 7
SHOWN = 6
LONGEST_WEEK = 40


@dataclass(frozen=True, slots=True)
class Backlog:
    """A pile of cases that call for the same act: how many, and the date of the one that has waited longest."""

    count: int
    oldest: date | None


@dataclass(frozen=True, slots=True)
class Day:
    """The piles of one counsellor by name, those that lack a datum by its code, and the organisation's unassigned."""

    piles: Mapping[str, Backlog]
    missing: Mapping[str, int]
    unassigned: int


def day(viewer: Viewer, silence: int = SILENCE_DAYS) -> Day:
    """Every count of the page in one statement. `silence` is the number of days without contact that calls for news."""
    piles = _piles(viewer, silence)
    gaps = {gap.code: lacks(gap.code) for gap in GAPS}
    columns: list[ColumnElement[Any]] = []
    for condition, oldest in piles.values():
        columns += [func.count().filter(condition), func.min(oldest).filter(condition)]
    columns += [func.count().filter(mine(viewer), condition) for condition in gaps.values()]
    columns += [
        func.count().filter(Case.organisation_id == viewer.organisation, Case.referent_id.is_(None)),
        *counted(viewer, overdue(viewer)),
        *counted(viewer, declined(viewer)),
    ]
    concerned = or_(mine(viewer), Case.referent_id.is_(None), offered_to(viewer))
    statement = visible_to(viewer).join(Person, Person.id == Case.person_id).where(Case.live, concerned)
    found = db.session.execute(statement.with_only_columns(*columns)).one()
    *counts, unassigned, to_close, first_to_close, to_move, first_to_move = found
    pairs = zip(counts[0 : 2 * len(piles) : 2], counts[1 : 2 * len(piles) : 2], strict=False)
    return Day(
        piles={
            **{name: Backlog(count, oldest) for name, (count, oldest) in zip(piles, pairs, strict=True)},
            "to_close": Backlog(to_close, first_to_close),
            "to_move": Backlog(to_move, first_to_move),
        },
        missing=dict(zip(gaps, counts[2 * len(piles) :], strict=True)),
        unassigned=unassigned,
    )


def _piles(viewer: Viewer, silence: int) -> dict[str, tuple[ColumnElement[bool], Any]]:
    """Each pile: which cases are in it, and the date that says since when (or until when)."""
    own = mine(viewer)
    return {
        "open": (and_(own, gap_open(viewer)), Case.seam_since),
        "to_book": (and_(own, to_book(viewer)), Case.current_planned_end),
        "pressing": (and_(own, pressing(viewer)), Case.sew_by),
        "urgent": (and_(own, urgent(viewer)), Case.sew_by),
        "place": (and_(own, place_to_give(viewer)), waits_since(viewer)),
        "no_contact": (and_(own, silent(silence, viewer)), func.coalesce(Case.last_contact_on, Case.opened_on)),
        "question": (and_(own, asked(viewer)), Case.opened_on),
        "handover_in": (offered_to_us(viewer), requested_since()),
        "handover_out": (and_(own, passed_on_by_us(viewer)), requested_since()),
        "check": (and_(own, check_due(viewer)), Case.check_due_on),
        "missing": (and_(own, lacks(ANY)), Case.opened_on),
    }


def questions(viewer: Viewer) -> list[Row[Any]]:
    """The oldest unanswered questions of the people I follow: case, name, what it is about, text, when."""
    statement = (
        visible_to(viewer)
        .join(Person, Person.id == Case.person_id)
        .join(Question, Question.case_id == Case.id)
        .where(mine(viewer), Case.live, Question.answered_at.is_(None))
        .with_only_columns(
            Case.id, Person.given_name, Person.family_name, Question.about, Question.text, Question.asked_at
        )
        .order_by(Question.asked_at, Case.id, Question.n)
    )
    return list(db.session.execute(statement.limit(SHOWN)))


def week(viewer: Viewer) -> list[Row[Any]]:
    """The cases I follow on which something is planned from today to seven days on: a start, an end, a return."""
    first, last = viewer.today, viewer.today + timedelta(days=WEEK)
    dates = (Case.next_on, Case.current_planned_end, Case.paused_until)
    statement = (
        visible_to(viewer)
        .join(Person, Person.id == Case.person_id)
        .where(mine(viewer), Case.live, or_(*(column.between(first, last) for column in dates)))
        .with_only_columns(
            Case.id,
            Person.given_name,
            Person.family_name,
            Case.next_kind,
            Case.next_on,
            Case.next_provider,
            Case.current_kind,
            Case.current_planned_end,
            Case.paused_until,
        )
        .order_by(func.coalesce(Case.next_on, Case.current_planned_end, Case.paused_until), Case.id)
    )
    return list(db.session.execute(statement.limit(LONGEST_WEEK)))
