"""The cuboids: which dimensions the stocks of the counts hold together, from the smallest to the largest.

A question is read from the first that holds its dimensions: the totals of the nation by region and stage cost some
hundreds of rows, whatever the number of people. A question none of them holds is summed from the deltas. The monthly
ones tell a course month by month, and answer no other question.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func

from parcours_app.journal.cells import COLUMN
from parcours_app.models import CountDelta, CountStock
from workflows.calendar import ONE_DAY, end_of_month

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Cuboid:
    """A name, the dimensions held together, and when stocks are kept: every so many weeks, or at each end of a month.

    A large one takes room.
    """

    name: str
    dimensions: tuple[str, ...]
    every: int = 1
    monthly: bool = False

    def closed_with(self, week: date) -> list[tuple[date, date]]:
        """The days whose stocks are kept once a week is closed, told by its Sunday, each after the one kept before."""
        if self.monthly:
            day = end_of_month(week - WEEK + ONE_DAY)
            return [(day.replace(day=1) - ONE_DAY, day)] if day <= week else []
        return [(week - WEEK * self.every, week)] if week.toordinal() // 7 % self.every == 0 else []

    def first_kept(self, day: date) -> date:
        """The first day kept from this one on."""
        if self.monthly:
            return end_of_month(day)
        week = end_of_week(day)
        return week + WEEK * (-(week.toordinal() // 7) % self.every)

    def kept_from(self, day: date, last: date) -> Iterator[date]:
        """The days kept from one on, up to the last week that is closed."""
        kept = self.first_kept(day)
        while kept <= last:
            yield kept
            kept = end_of_month(kept + ONE_DAY) if self.monthly else kept + WEEK * self.every


CUBOIDS = (
    Cuboid("places", ("region", "public", "stage")),
    Cuboid("houses", ("organisation", "region", "stage")),
    Cuboid("cohorts", ("region", "year", "public", "stage", "pact")),
    Cuboid("whole", ("region", "year", "public", "stage", "organisation", "pact"), every=2),
    Cuboid("months", ("region", "public"), monthly=True),
    Cuboid("house_months", ("organisation", "public"), monthly=True),
)


def cuboid_of(dimensions: Collection[str]) -> Cuboid | None:
    """The smallest that holds these dimensions on any day; None when none does."""
    return _smallest(dimensions, monthly=False)


def monthly_cuboid_of(dimensions: Collection[str]) -> Cuboid | None:
    """The smallest that holds them at the end of each month."""
    return _smallest(dimensions, monthly=True)


def _smallest(dimensions: Collection[str], *, monthly: bool) -> Cuboid | None:
    held = (each for each in CUBOIDS if each.monthly is monthly)
    return next((each for each in held if set(dimensions) <= set(each.dimensions)), None)


def end_of_week(day: date) -> date:
    """The Sunday of a day's week."""
    return day + timedelta(days=6 - day.weekday())


def stored(name: str) -> ColumnElement[Any]:
    """The value of a dimension as a stock stores it, from a delta."""
    column = CountDelta.__table__.c[COLUMN[name]]
    return func.coalesce(column, "") if column.nullable else column


def read(name: str) -> ColumnElement[Any]:
    """The value of a dimension as a delta has it, from a stock."""
    column = CountStock.__table__.c[COLUMN[name]]
    return func.nullif(column, "") if CountDelta.__table__.c[COLUMN[name]].nullable else column
