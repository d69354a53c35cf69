"""The cuboids: which dimensions the stocks of the counts hold together, from the smallest to the largest.

A question is read from the first that holds its dimensions: the totals of the nation by region and stage cost some
hundreds of rows, whatever the number of people. A question none of them holds is summed from the deltas. The monthly
ones tell a course month by month, and answer no other question. Two hold the counts as they were known on their own
day: what was learnt later of it changes them no more.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlalchemy.sql.elements import KeyedColumnElement

from parcours_app.journal.cells import COLUMN
from parcours_app.models import CountDelta, CountStock
from workflows.calendar import days_between, end_of_month


@dataclass(frozen=True, slots=True)
class Cuboid:
    """A name, the dimensions held together, and when stocks are kept: at each end of a week and of a month.

    A monthly one has nothing between the ends of two months. then: its stocks of a day are what was known by then of
    what had happened; those of the others, all that is known of it.
    """

    name: str
    dimensions: tuple[str, ...]
    monthly: bool = False
    then: bool = False

    @property
    def day(self) -> KeyedColumnElement[Any]:
        """The day since which its stocks hold a delta."""
        return CountDelta.__table__.c["known_on" if self.then else "effective_on"]

    def keeps(self, day: date) -> bool:
        """Whether its stocks of a day are kept for good."""
        if day == end_of_month(day):
            return True
        return not self.monthly and day == end_of_week(day)

    def standing(self, since: date, last: date) -> list[date]:
        """The days from one on that have stocks when `last` is the last one closed: those kept for good, and itself."""
        kept = [day for day in days_between(since, last) if self.keeps(day)]
        return kept if self.monthly or self.keeps(last) else [*kept, last]


WHOLE = ("region", "year", "public", "stage", "organisation", "pact")
CUBOIDS = (
    Cuboid("places", ("region", "public", "stage")),
    Cuboid("houses", ("organisation", "region", "stage")),
    Cuboid("cohorts", ("region", "year", "public", "stage", "pact")),
    Cuboid("then_places", ("region", "public", "stage"), then=True),
    Cuboid("then", WHOLE, then=True),
    Cuboid("whole", WHOLE),
    Cuboid("months", ("region", "public"), monthly=True),
    Cuboid("house_months", ("organisation", "public"), monthly=True),
)


def cuboid_of(dimensions: Collection[str], *, then: bool = False) -> Cuboid | None:
    """The smallest that holds these dimensions on any day; None when none does. then: as known on that day will do."""
    return _smallest(dimensions, monthly=False, then=then)


def monthly_cuboid_of(dimensions: Collection[str]) -> Cuboid | None:
    """The smallest that holds them at the end of each month."""
    return _smallest(dimensions, monthly=True, then=False)


def _smallest(dimensions: Collection[str], *, monthly: bool, then: bool) -> Cuboid | None:
    # As known then, a stock that says so needs no correction; what came late since grows with the people.
    held = (each for each in CUBOIDS if each.monthly is monthly and each.then is then)
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
