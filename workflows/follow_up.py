"""What follows an exit: the checks on employment, when each is due, and what became of it. Pure; asks nobody.

Due 3, 6 and 12 months after the exit (domain.md §2, sustained employment), each to be made within the month that begins
that day. An answer that is not known is an answer, counted apart from one that was never asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workflows.calendar import add_months, last_day_of
from workflows.stage import Stage
from workflows.standing import Standing

CHECK_MONTHS = (3, 6, 12)
WINDOW_MONTHS = 1


class CheckState(StrEnum):
    """Where a check stands on a day."""

    TO_COME = "to_come"
    DUE = "due"
    OVERDUE = "overdue"
    DONE = "done"
    UNKNOWN = "unknown"
    NEVER_ASKED = "never_asked"


@dataclass(frozen=True, slots=True)
class DueCheck:
    """One check: at how many months, from which day to which it is to be made, how it stands, what was learnt."""

    at_months: int
    due_on: date
    until: date
    state: CheckState
    employed: str | None = None
    done_on: date | None = None


def due_checks(standing: Standing, on: date) -> list[DueCheck]:
    """The three checks of the present exit as they stand on a day; none before an exit, nor after a death."""
    left = standing.exit
    if left is None or left.motive == "death":
        return []
    return [_check(standing, left.on, months, on) for months in CHECK_MONTHS]


def next_check(standing: Standing) -> tuple[int, date] | None:
    """The first check still to be made, at how many months and due on which day; None when nothing is awaited."""
    left = standing.exit
    if left is None or standing.stage != Stage.FOLLOW_UP:
        return None
    waiting = [months for months in CHECK_MONTHS if months not in standing.checks]
    return (waiting[0], add_months(left.on, waiting[0])) if waiting else None


def _check(standing: Standing, left: date, months: int, on: date) -> DueCheck:
    due = add_months(left, months)
    until = last_day_of(due, WINDOW_MONTHS)
    done = standing.checks.get(months)
    if done is not None:
        state = CheckState.UNKNOWN if done.employed == "unknown" else CheckState.DONE
        return DueCheck(months, due, until, state, done.employed, done.on)
    if standing.stage != Stage.FOLLOW_UP:
        return DueCheck(months, due, until, CheckState.NEVER_ASKED)
    if on < due:
        return DueCheck(months, due, until, CheckState.TO_COME)
    return DueCheck(months, due, until, CheckState.DUE if on <= until else CheckState.OVERDUE)
