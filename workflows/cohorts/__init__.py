"""Cohorts: those who began in a period, followed until a day: where they went, how soon, and what chance explains.

A flow counts the stays of their cases in each stage. A curve tells the share reached by a first event since a start,
whoever is not seen long enough left out as they go. A funnel tells how far a rate may lie from the whole by chance.
"""

from workflows.cohorts.curve import Estimate, Observation, Point, curve
from workflows.cohorts.events import CAUSES, ENDINGS, STARTS, Followed, follow, mature_until
from workflows.cohorts.flow import INSIDE, LEFT, MOVED, Flow, Flowing, StageFlow, flow
from workflows.cohorts.funnel import Band, Verdict, limits, verdict
from workflows.cohorts.members import Member, members
from workflows.cohorts.stays import Stay, stays

__all__ = [
    "CAUSES",
    "ENDINGS",
    "INSIDE",
    "LEFT",
    "MOVED",
    "STARTS",
    "Band",
    "Estimate",
    "Flow",
    "Flowing",
    "Followed",
    "Member",
    "Observation",
    "Point",
    "StageFlow",
    "Stay",
    "Verdict",
    "curve",
    "flow",
    "follow",
    "limits",
    "mature_until",
    "members",
    "stays",
    "verdict",
]
