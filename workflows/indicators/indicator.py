"""What an indicator is: one entry of the register, from which page, API, command line, export and docs are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workflows.engine import sentence
from workflows.indicators.unit import State, Unit
from workflows.standing import Standing

Units = Callable[[Iterable[Standing], date], Iterator[Unit]]


class Measure(StrEnum):
    """What is made of the units: how many, how many persons, a share in percent, or a length in days."""

    COUNT = "count"
    PERSONS = "persons"
    SHARE = "share"
    MEDIAN = "median"
    NINTH_DECILE = "ninth_decile"


OF_COUNTS = sentence(
    "From supervisors and from the public, a count of 1 to %(largest)s is withheld, and any other that would give it "
    "back."
)
OF_SHARES = sentence(
    "From supervisors and from the public, a count of 1 to %(largest)s is withheld, and any other that would give it "
    "back. In public, a share rests on %(least)s units at least."
)


def met(unit: Unit) -> bool:
    """Units judged in favour."""
    return unit.state is State.MET


def judged(unit: Unit) -> bool:
    """Units judged one way or the other."""
    return unit.state in (State.MET, State.UNMET)


def not_known(unit: Unit) -> bool:
    """Units of which nothing is known yet, though their time has come or is not set."""
    return unit.state is State.OPEN


def began_within(unit: Unit, since: date, until: date) -> bool:
    """Whether the unit's cohort day lies in the period, both ends inclusive."""
    return since <= unit.cohort <= until


@dataclass(frozen=True, slots=True)
class Indicator:
    """A named and numbered definition. A changed definition is a new version beside the old one.

    family: the units of one person's cases on a day.  numerator, denominator: which of them count, in words and as
    tests; the denominator of a count is not used.  waits: which are shown as open.  within: which belong to a period.
    detailed: whether the numerator is told by motive, the detail of its units.  window, maturity, source and disclosure
    are sentences shown with every figure.
    """

    code: str
    version: int
    name: str
    definition: str
    family: Units
    measure: Measure
    numerator: str
    denominator: str = ""
    counts: Callable[[Unit], bool] = met
    out_of: Callable[[Unit], bool] = judged
    waits: Callable[[Unit], bool] = not_known
    within: Callable[[Unit, date, date], bool] = began_within
    detailed: bool = False
    window: str = ""
    maturity: str = ""
    source: str = ""

    @property
    def disclosure(self) -> str:
        """What is withheld of it, and from whom; `largest` and `least` are the thresholds (domain.md §2)."""
        return OF_SHARES if self.measure is Measure.SHARE else OF_COUNTS
