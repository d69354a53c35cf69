"""Stand-ins: a colleague acts in the referent's place until a day, then it ends by itself. The referent stays named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from workflows.calendar import ONE_DAY

LONGEST_MONTHS = 12


@dataclass(slots=True)
class StandIn:
    """Who acts from `since` to `until`, both inclusive; `until` before `since` when it was ended the same day."""

    account: str
    since: date
    until: date

    def covers(self, day: date) -> bool:
        """Whether this colleague acts on `day`."""
        return self.since <= day <= self.until


def standing_in(stand_ins: Iterable[StandIn], day: date) -> StandIn | None:
    """The stand-in in force on `day`, if any: two never share a day."""
    return next((s for s in stand_ins if s.covers(day)), None)


def end(stand_ins: Iterable[StandIn], day: date) -> None:
    """End what is in force on `day`: the eve is its last day."""
    for stand_in in stand_ins:
        if stand_in.covers(day):
            stand_in.until = day - ONE_DAY
