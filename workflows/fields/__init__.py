"""The data each move carries: names, types, codes, and the reading of what was typed.

Judges form only, never the case. table.py says which data, codes.py among what, readers.py how a value is read.
"""

from __future__ import annotations

from workflows.fields.checking import checked
from workflows.fields.codes import (
    AUTHORITIES,
    CANCEL,
    CHANNELS,
    CONTRACTS,
    DECLINE_HANDOVER,
    DOMAINS,
    DROP_OUT,
    END_SUPPORT,
    EXCLUDE,
    FUNDERS,
    INTERRUPT,
    KINDS,
    LEAVE,
    LEVELS,
    PAUSE,
    REDIRECT,
    RESULTS,
    SEAM_CAUSES,
)
from workflows.fields.readers import EARLIEST, LATEST, LONGEST_CODE, LONGEST_TEXT, NO_DATE
from workflows.fields.table import FIELDS, choices_of

__all__ = [
    "AUTHORITIES",
    "CANCEL",
    "CHANNELS",
    "CONTRACTS",
    "DECLINE_HANDOVER",
    "DOMAINS",
    "DROP_OUT",
    "EARLIEST",
    "END_SUPPORT",
    "EXCLUDE",
    "FIELDS",
    "FUNDERS",
    "INTERRUPT",
    "KINDS",
    "LATEST",
    "LEAVE",
    "LEVELS",
    "LONGEST_CODE",
    "LONGEST_TEXT",
    "NO_DATE",
    "PAUSE",
    "REDIRECT",
    "RESULTS",
    "SEAM_CAUSES",
    "checked",
    "choices_of",
]
