"""Indicators that count the same units, and the part of each that a unit is in. Pure.

The indicators of a family count the same units, each in its own parts (numerator, rest, not judged): a unit changes all
of its parts at once. What lies between two of its counts is a part as well (between.py).
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from typing import cast

from workflows.indicators import gaps, trainings
from workflows.indicators.between import between
from workflows.indicators.evaluation import GROUND, Kind
from workflows.indicators.indicator import Indicator, Measure, began_within, judged, not_known
from workflows.indicators.profile import Profile
from workflows.indicators.register import REGISTER
from workflows.indicators.unit import State, Unit

NUMERATOR, REST = "numerator", "rest"
OPEN, *STOPPED = APART = ("open", "paused", "immature")
ELSEWHERE = "elsewhere"
# The families that have one unit for each entry of the totals.
OF_ENTRIES = (trainings.entries, trainings.outcomes)
# What belongs to a period that nothing precedes is all that began by its end.
FROM_THE_FIRST = (began_within, REGISTER["stock_during"].within)
# What runs on a day, whatever the period before it.
ON_THE_LAST_DAY = REGISTER["stock_last_day"].within
# Two lengths of the same gaps, whose units say alike where they stand.
OF_GAPS = (gaps.gross_seams, gaps.net_seams)
# Which part a unit is in depends on its state and detail only.
NOBODY = cast("Profile", None)
Family = tuple[Indicator, ...]
Parts = tuple[str, ...]
Waits = Callable[[Unit], bool]


def family_of(indicator: Indicator) -> Family:
    """Those that count the same units over the same period, this one among them; persons are counted apart."""
    if indicator.measure is Measure.PERSONS:
        return (indicator,)
    families = OF_GAPS if indicator.family in OF_GAPS else (indicator.family,)
    alike = [
        each
        for each in REGISTER.values()
        if each.family in families and each.within is indicator.within and each.measure is not Measure.PERSONS
    ]
    return (*alike,) if indicator in alike else (*alike, indicator)


def of_cohorts(indicator: Indicator) -> bool:
    """Whether each of its units is in one period only, so that those of several years are those of each, added up."""
    return indicator.within is began_within and indicator.measure is not Measure.PERSONS


def since_ever(indicator: Indicator) -> Indicator:
    """An indicator that counts all the units that one counts some of, each once, where and when it began."""
    return replace(
        indicator, measure=Measure.COUNT, within=began_within, counts=judged, waits=not_known, detailed=False
    )


def counted_in_totals(indicator: Indicator) -> str | None:
    """The measure of the totals that counts the units of a row when the period leaves none out; None when none does."""
    if indicator.within not in FROM_THE_FIRST or indicator.family not in OF_ENTRIES:
        return None
    return "trained" if indicator.measure is Measure.PERSONS else "entries"


def side_of(by: tuple[str, ...]) -> tuple[str, ...]:
    """The dimensions that are decided together when this one is asked for."""
    return GROUND if by and by[0] in GROUND else by


def motives_of(family: Family, kinds: Collection[Kind]) -> dict[Kind, str]:
    """The motives of the kinds of units whose motive one of the family tells."""
    return {kind: str(kind[-1]) for kind in kinds if any(e.detailed and e.counts(_unit(kind)) for e in family)}


def parts_of(family: Family, kinds: Collection[Kind]) -> dict[Kind, Parts]:
    """Where a unit of each kind stands: in each of the family, between two of them, and among those not judged.

    These last are a part for each way of the family to tell them apart, in the order of `waits_of`.
    """
    parts = {kind: tuple(_part(each, _unit(kind)) for each in family) for kind in sorted(kinds, key=str)}
    beside = between(parts, (NUMERATOR, REST), ELSEWHERE)
    waits = waits_of(family)
    return {kind: (*parts[kind], *beside[kind], *(_not_judged(kind, each) for each in waits)) for kind in kinds}


def waits_of(family: Family) -> tuple[Waits, ...]:
    """The ways of a family to tell what is not known yet: one for all its indicators, nearly always."""
    return tuple(dict.fromkeys(each.waits for each in family))


def _unit(kind: Kind) -> Unit:
    return Unit(date.min, State(str(kind[-2])), NOBODY, str(kind[-1]))


def _part(indicator: Indicator, unit: Unit) -> str:
    if indicator.counts(unit):
        return NUMERATOR
    return REST if indicator.measure is Measure.SHARE and indicator.out_of(unit) else ELSEWHERE


def _not_judged(kind: Kind, waits: Waits) -> str:
    if waits(_unit(kind)):
        return OPEN
    return str(kind[-2]) if kind[-2] in STOPPED else ELSEWHERE
