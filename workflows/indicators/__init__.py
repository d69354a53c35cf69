"""Indicators: named, numbered definitions with a numerator and a denominator, computed from replayed standings.

A family tells the units (an entry, a seam, an exit…) of one person on a day, each in one state; an indicator says which
units make its numerator and which its denominator. Nothing here reads a clock or a database.
"""

from workflows.indicators.evaluation import GROUND, Evaluation, Row, count, evaluate
from workflows.indicators.indicator import Indicator, Measure
from workflows.indicators.profile import BREAKDOWNS, DIMENSIONS, MOTIVE, Profile
from workflows.indicators.register import REGISTER, VERSIONS, earlier, indicator_named, name_of
from workflows.indicators.unit import State, Unit

__all__ = [
    "BREAKDOWNS",
    "DIMENSIONS",
    "GROUND",
    "MOTIVE",
    "REGISTER",
    "VERSIONS",
    "Evaluation",
    "Indicator",
    "Measure",
    "Profile",
    "Row",
    "State",
    "Unit",
    "count",
    "earlier",
    "evaluate",
    "indicator_named",
    "name_of",
]
