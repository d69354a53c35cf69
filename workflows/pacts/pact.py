"""What a pact may change: an eligibility narrowing, its deadlines, names of episode kinds. Nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workflows.eligibility import Narrowing
from workflows.handovers import NATIONAL_CLOCK, HandoverClock
from workflows.seams import THRESHOLD

# From how many days before a planned end the next step should be booked, and the days at which it presses.
NOTICE = (60, 30, 15)


@dataclass(frozen=True, slots=True)
class Pact:
    """A region's variant.

    threshold: net days up to which a seam may be seamless. notice: the days before a planned end at which a next step
    that nobody has accepted is called for; the first opens the window. kinds: its own episode kinds, each mapped onto
    refresher, qualification or orientation.
    """

    code: str
    region: str | None
    name: str
    narrowing: Narrowing | None = None
    threshold: int = THRESHOLD
    notice: tuple[int, ...] = NOTICE
    kinds: Mapping[str, str] = field(default_factory=dict)
    handover: HandoverClock = NATIONAL_CLOCK


NATIONAL_PACT = Pact("national", None, "Axe 2")
