"""The rates of organisations against that of all, with what chance explains: no league table. Never writes.

The rates are those of an indicator's rows as the viewer may read them; whoever is masked there is not placed here.
"""

from dataclasses import dataclass
from decimal import Decimal

from parcours_app.queries.indicators import Answer
from parcours_app.queries.shown_rates import ShownRow, shown
from parcours_app.queries.together import everybody
from parcours_app.scope import Viewer
from workflows.cohorts import Band, Verdict, limits, verdict
from workflows.indicators import REGISTER, Indicator, Measure

# Who may be compared: the organisation responsible, or the one that trains.
COMPARED = ("organisation", "provider")
SHARES = tuple(code for code, indicator in REGISTER.items() if indicator.measure is Measure.SHARE)


@dataclass(frozen=True, slots=True)
class Placed:
    """One organisation: what it has of how many, its rate, the limits for its size, and where it lies."""

    key: str | None
    numerator: int
    denominator: int
    rate: Decimal
    band: Band
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Funnel:
    """The funnel of an indicator: the overall row, who is placed, largest first, and who is not, for too few units.

    overall: None when there is nothing to divide, or when it is masked.
    """

    indicator: Indicator
    overall: ShownRow | None
    placed: tuple[Placed, ...]
    apart: tuple[str | None, ...]


def funnel(viewer: Viewer, answer: Answer) -> Funnel:
    """The funnel of the answer to one indicator by one of COMPARED."""
    overall = everybody(viewer, answer)
    rows = shown(viewer, answer)
    if overall is None or overall.numerator is None or not overall.denominator:
        return Funnel(answer.indicator, None, (), tuple(_key(row) for row in rows))
    whole = overall.numerator / overall.denominator
    placed = [found for row in rows if (found := _placed(row, whole)) is not None]
    apart = tuple(_key(row) for row in rows if row.rate is None)
    return Funnel(answer.indicator, overall, tuple(sorted(placed, key=_by_size)), apart)


def _placed(row: ShownRow, whole: float) -> Placed | None:
    if row.numerator is None or not row.denominator or row.rate is None:
        return None
    band = limits(whole, row.denominator)
    return Placed(_key(row), row.numerator, row.denominator, row.rate, band, verdict(row.numerator, band))


def _key(row: ShownRow) -> str | None:
    (value,) = row.dimensions.values()
    return None if value is None else str(value)


def _by_size(placed: Placed) -> tuple[int, str]:
    return -placed.denominator, str(placed.key)
