"""Disclosure control: which counts to withhold so that no reader of every table works one of them out.

A count is withheld only with a doubt: another world, a few people elsewhere, in which everything shown is the same,
every withheld count is still one or more, and this one differs. So whatever a reader computes from the tables, both
worlds answer to it, and no withheld count has a single value. Pure: knows no dimension by name, no storage, no clock.
"""

from workflows.disclosure.bound import NOBODY, Above, Below, Everybody, close
from workflows.disclosure.decisions import Decision, decision, drawn_again
from workflows.disclosure.parts import Parts
from workflows.disclosure.records import Cell, Places, Record, Units
from workflows.disclosure.since import Earlier
from workflows.disclosure.spans import unsettled
from workflows.disclosure.until import Later
from workflows.disclosure.veil import Known, Veil, veil
from workflows.disclosure.within import Wider
from workflows.disclosure.world import LARGEST, SMALLEST, Doubt

__all__ = [
    "LARGEST",
    "NOBODY",
    "SMALLEST",
    "Above",
    "Below",
    "Cell",
    "Decision",
    "Doubt",
    "Earlier",
    "Everybody",
    "Known",
    "Later",
    "Parts",
    "Places",
    "Record",
    "Units",
    "Veil",
    "Wider",
    "close",
    "decision",
    "drawn_again",
    "unsettled",
    "veil",
]
