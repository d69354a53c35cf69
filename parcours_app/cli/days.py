"""The days a command is asked about: how one is written, and the two that every figure is of."""

from datetime import date
from typing import Any

import click


class Day(click.ParamType[date]):
    """A civil day, written 2022-03-31."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; one that the calendar does not have is a usage error."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(
                f"{value!r} is no day of the calendar: write it as year-month-day, for example 2022-03-31.", param, ctx
            )


DAY = Day()
ON = click.option("--on", type=DAY, metavar="DATE", help="The situation on this day; today by default.")
KNOWN = click.option("--known", type=DAY, metavar="DATE", help="As known at the end of this day; today by default.")
