"""How late a change was recorded, as a class: what was learnt after a day is found without reading all that was not.

Class 0 was recorded the same day, class c from 2^(c-1) to 2^c - 1 days after it happened. What was recorded after a day
and is of class c happened less than 2^c days before: one short range of days per class, however many people there are.
"""

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select
from sqlalchemy.orm import aliased

from parcours_app.models import CountDelta

# Recorded before it happened: a clock went back, or an overseas day began before the one of Paris.
AHEAD = -1
# Recorded later than any class tells.
LATEST = 15
# After the last of all days.
NEVER = literal(date.max)


def lag(effective_on: date, recorded_on: date) -> int:
    """The class of a change."""
    days = (recorded_on - effective_on).days
    return AHEAD if days < 0 else min(days.bit_length(), LATEST)


def learning(effective_on: date, recorded_on: date) -> dict[str, Any]:
    """The columns of a delta that say when the change happened, and when it was learnt."""
    known_on = max(effective_on, recorded_on)
    days = {"effective_on": effective_on, "recorded_on": recorded_on, "known_on": known_on}
    return {**days, "lag": lag(effective_on, recorded_on)}


@lru_cache(maxsize=64)
def recorded_after(known: date) -> ColumnElement[bool]:
    """Whether a delta was recorded after a day; the classes only say where to look, the newest delta whether to.

    When nothing was recorded since, each range is empty: SQLite would read them all before it tests a term of its own.
    Made once for a day: a page asks it of all its tables.
    """
    newest = select(func.max(aliased(CountDelta).known_on)).scalar_subquery()
    ranges = [
        and_(CountDelta.lag == each, CountDelta.effective_on > case((newest > known, _since(known, each)), else_=NEVER))
        for each in _classes()
    ]
    return and_(CountDelta.recorded_on > known, or_(*ranges))


def _classes() -> range:
    return range(AHEAD, LATEST + 1)


def _since(known: date, each: int) -> date:
    """After which day what is of a class and was recorded after `known` happened."""
    if each == AHEAD:
        return known
    days = 2**each
    return known - timedelta(days=days) if each < LATEST and known.toordinal() > days else date.min
