"""The cuboids: which dimensions the stocks of the counts hold together, from the smallest to the largest.

A question is read from the first that holds its dimensions: the totals of the nation by region and stage cost some
hundreds of rows, whatever the number of people. A question none of them holds is summed from the deltas.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func

from parcours_app.journal.cells import COLUMN
from parcours_app.models import CountDelta, CountStock

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Cuboid:
    """A name, the dimensions held together, and every how many weeks stocks are kept: a large one takes room."""

    name: str
    dimensions: tuple[str, ...]
    every: int = 1

    def keeps(self, week: date) -> bool:
        """Whether its stocks of a week, told by its Sunday, are kept."""
        return week.toordinal() // 7 % self.every == 0

    def first_kept(self, week: date) -> date:
        """The first week kept from this one on."""
        return week + WEEK * (-(week.toordinal() // 7) % self.every)


CUBOIDS = (
    Cuboid("places", ("region", "public", "stage")),
    Cuboid("houses", ("organisation", "region", "stage")),
    Cuboid("cohorts", ("region", "year", "public", "stage", "pact")),
    Cuboid("whole", ("region", "year", "public", "stage", "organisation", "pact"), every=2),
)


def cuboid_of(dimensions: Collection[str]) -> Cuboid | None:
    """The smallest that holds these dimensions; None when none does."""
    return next((each for each in CUBOIDS if set(dimensions) <= set(each.dimensions)), None)


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
