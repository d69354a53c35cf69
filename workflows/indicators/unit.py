"""A unit: the one thing an indicator counts (an entry, a seam, an exit…), in exactly one state on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workflows.indicators.profile import Profile


class State(StrEnum):
    """Where a unit stands for its indicator: counted for or against it, or not to be judged yet.

    met, unmet: judged.  open: nothing is known yet, and its time has come or is not set.  paused: stopped clocks.
    immature: what is known may not be judged before its window ends, or successes would come in before failures.
    """

    MET = "met"
    UNMET = "unmet"
    OPEN = "open"
    PAUSED = "paused"
    IMMATURE = "immature"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of one person. cohort: the day that places it in a period; until: its last day, when it lasts.

    detail: a code that tells units of one state apart (a motive, a result).  days: a length, for durations.
    """

    cohort: date
    state: State
    profile: Profile
    detail: str = ""
    days: int | None = None
    until: date | None = None
