"""How the seam ledger is narrowed: each filter, as data, becomes one SQL condition. Decides no order."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select
from sqlalchemy.orm import aliased

from parcours_app.models import Case, PausedDay, SeamRow
from parcours_app.queries.pact_terms import days_between, threshold, within_notice
from parcours_app.scope import acted_on_by
from workflows.ledger import STATES

NOBODY = "none"
WEEK = "week"
DUE = (WEEK,)
SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked; empty (or None) means no matter. organisation and owner are keys, owner may be “none”.

    state: a state of workflows.ledger. cause: a code, or “none” for those nobody has explained. due: what must be acted
    on this week. min_days counts calendar days of the gap.
    """

    state: str = ""
    cause: str = ""
    due: str = ""
    owner: str = ""
    organisation: str = ""
    region: str = ""
    min_days: int | None = None

    @property
    def in_force(self) -> dict[str, Any]:
        """The filters that narrow the list, by name."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value not in ("", None)}


def listed(today: date) -> ColumnElement[bool]:
    """What the ledger shows: everything but the ends that are too far away to call for an act, unless booked."""
    return or_(~SeamRow.ahead, SeamRow.accepted, within_notice(SeamRow.since, today))


def to_sew(today: date) -> ColumnElement[bool]:
    """An end near enough, and no next step accepted."""
    return and_(SeamRow.ahead, ~SeamRow.accepted, ~SeamRow.not_a_gap, within_notice(SeamRow.since, today))


def broken(_today: date) -> ColumnElement[bool]:
    """A gap open now, and no next step accepted."""
    return and_(SeamRow.open, ~SeamRow.accepted, ~SeamRow.not_a_gap)


STATE_CONDITIONS: Mapping[str, Callable[[date], ColumnElement[bool]]] = {
    "to_sew": to_sew,
    "booked": lambda _today: and_(or_(SeamRow.open, SeamRow.ahead), SeamRow.accepted, ~SeamRow.not_a_gap),
    "open": broken,
    "closed": lambda _today: and_(~SeamRow.open, ~SeamRow.ahead, ~SeamRow.not_a_gap),
    "not_a_gap": lambda _today: and_(SeamRow.not_a_gap),
}
assert tuple(STATE_CONDITIONS) == STATES  # noqa: S101 - the two tables are one


def due_this_week(today: date) -> ColumnElement[bool]:
    """An act is due by Sunday: an end to sew, overdue ones too, or a gap whose last seamless day falls in the week."""
    monday = today - timedelta(days=today.weekday())
    left = threshold() - net_so_far(today)
    falls = left.between((monday - today).days, (monday - today).days + SUNDAY)
    ends = and_(to_sew(today), SeamRow.since <= monday + timedelta(days=SUNDAY))
    return or_(ends, and_(broken(today), falls))


def net_so_far(today: date) -> ColumnElement[int]:
    """The days of an open gap up to today, pauses left out."""
    return days_between(SeamRow.since, today) - paused_so_far(today)


def paused_so_far(today: date) -> ColumnElement[int]:
    """Paused days of an open gap, after its first day and up to today, in whichever of the person's cases."""
    own = aliased(Case)
    counted = (
        select(func.count(PausedDay.day.distinct()))
        .select_from(PausedDay)
        .join(own, own.id == PausedDay.case_id)
        .where(
            own.person_id == Case.person_id,
            or_(own.counts, own.merged_into.is_not(None)),
            PausedDay.day > SeamRow.since,
            PausedDay.day <= today,
        )
        .correlate(Case, SeamRow)
        .scalar_subquery()
    )
    return case((SeamRow.open, counted), else_=0)


def _at_least(days: int, today: date) -> ColumnElement[bool]:
    open_long = and_(SeamRow.open, SeamRow.since <= today - timedelta(days=days))
    return or_(open_long, and_(~SeamRow.open, SeamRow.days >= days))


CONDITIONS: Mapping[str, Callable[[Any, date], ColumnElement[bool]]] = {
    "state": lambda state, today: STATE_CONDITIONS[state](today) if state in STATE_CONDITIONS else false(),
    "cause": lambda code, _today: SeamRow.cause.is_(None) if code == NOBODY else SeamRow.cause == code,
    "due": lambda _what, today: due_this_week(today),
    "owner": lambda who, today: Case.referent_id.is_(None) if who == NOBODY else acted_on_by(who, today),
    "organisation": lambda key, _today: Case.organisation_id == key,
    "region": lambda code, _today: Case.region == code,
    "min_days": _at_least,
}


def conditions(filters: Filters, today: date) -> Iterator[ColumnElement[bool]]:
    """The filters in force, as SQL."""
    yield listed(today)
    for name, value in filters.in_force.items():
        yield CONDITIONS[name](value, today)
