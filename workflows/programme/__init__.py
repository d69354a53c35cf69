"""The programme against its targets: how many persons were to be trained, how many were, where the pace leads.

`targets` is dated data; `pace` is the arithmetic. Nothing here reads a clock or a database.
"""

from workflows.programme.pace import MONTHS, Projection, full_months, pace, pace_needed, projection
from workflows.programme.targets import EXTENDED_UNTIL, SINCE, TARGETS, UNTIL, Target, end_of_programme

__all__ = [
    "EXTENDED_UNTIL",
    "MONTHS",
    "SINCE",
    "TARGETS",
    "UNTIL",
    "Projection",
    "Target",
    "end_of_programme",
    "full_months",
    "pace",
    "pace_needed",
    "projection",
]
