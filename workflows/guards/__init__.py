"""The guards of the pathway, as data: code, sentence, remedy, who may override, and a pure test.

A module per theme; the table of moves reads them as `g.NAME`. The page, the API, the imports and the tests evaluate
these same objects. Sentences are English msgids.
"""

from __future__ import annotations

from workflows.guards.acting import IN_CHARGE, NOT_IN_FUTURE, NOT_PAUSED, RECEIVING
from workflows.guards.alongside import (
    LIVE_SUPPORT,
    NO_LIVE_SUPPORT,
    NO_OVERLAPPING_PAUSE,
    PAUSE_DATES,
    PAUSE_LENGTH,
    PAUSE_MAXIMUM,
    PAUSED,
)
from workflows.guards.assigning import ASSIGNING, TAKER_NAMED
from workflows.guards.booking import (
    NEW_DATES,
    PLACES_KNOWN,
    SEAT_LEFT,
    SESSION_HELD,
    SESSION_NAMED,
    WAITING_FIRST,
)
from workflows.guards.cases import ELIGIBLE, MERGEABLE, NO_LIVE_CASE, REOPENABLE, STILL_COUNTS
from workflows.guards.endings import BLOCS_AIMED, BLOCS_NAMED, DROPOUT_ENTERED, REPAYMENT_SUPERVISED, RESULT_AWAITED
from workflows.guards.episodes import (
    EPISODE_READY,
    ONE_AT_A_TIME,
    ORIENTATION_COMPLETED,
    REFRESHER_COMPLETED,
    REFRESHER_NEEDED,
)
from workflows.guards.handovers import (
    HANDING_OVER,
    LOAN_AHEAD,
    LOAN_OVER,
    PENDING_HANDOVER,
)
from workflows.guards.leaving import CHECK_DUE, CHECK_ONCE, ENDS_ITSELF, EPISODE_ENDED, JOB_DESCRIBED, NOT_ALREADY_LEFT
from workflows.guards.orientation import (
    DECISION_NOTIFIED,
    NOT_ORIENTED,
    REFERENT_NAMED,
    REFRESHER_DOMAINS,
    REFRESHER_SKIP_ARGUED,
)
from workflows.guards.prescribing import (
    BLOCS_TARGETED,
    NOT_ORIENTATION,
    ORIENTATION_BEGUN,
    PLANNED_DATES,
    PRESCRIBED_ON,
)
from workflows.guards.seams import NOT_A_GAP_ARGUED, SEAM_EXISTS, SEAM_SAID

__all__ = [
    "ASSIGNING",
    "BLOCS_AIMED",
    "BLOCS_NAMED",
    "BLOCS_TARGETED",
    "CHECK_DUE",
    "CHECK_ONCE",
    "DECISION_NOTIFIED",
    "DROPOUT_ENTERED",
    "ELIGIBLE",
    "ENDS_ITSELF",
    "EPISODE_ENDED",
    "EPISODE_READY",
    "HANDING_OVER",
    "IN_CHARGE",
    "JOB_DESCRIBED",
    "LIVE_SUPPORT",
    "LOAN_AHEAD",
    "LOAN_OVER",
    "MERGEABLE",
    "NEW_DATES",
    "NOT_ALREADY_LEFT",
    "NOT_A_GAP_ARGUED",
    "NOT_IN_FUTURE",
    "NOT_ORIENTATION",
    "NOT_ORIENTED",
    "NOT_PAUSED",
    "NO_LIVE_CASE",
    "NO_LIVE_SUPPORT",
    "NO_OVERLAPPING_PAUSE",
    "ONE_AT_A_TIME",
    "ORIENTATION_BEGUN",
    "ORIENTATION_COMPLETED",
    "PAUSED",
    "PAUSE_DATES",
    "PAUSE_LENGTH",
    "PAUSE_MAXIMUM",
    "PENDING_HANDOVER",
    "PLACES_KNOWN",
    "PLANNED_DATES",
    "PRESCRIBED_ON",
    "RECEIVING",
    "REFERENT_NAMED",
    "REFRESHER_COMPLETED",
    "REFRESHER_DOMAINS",
    "REFRESHER_NEEDED",
    "REFRESHER_SKIP_ARGUED",
    "REOPENABLE",
    "REPAYMENT_SUPERVISED",
    "RESULT_AWAITED",
    "SEAM_EXISTS",
    "SEAM_SAID",
    "SEAT_LEFT",
    "SESSION_HELD",
    "SESSION_NAMED",
    "STILL_COUNTS",
    "TAKER_NAMED",
    "WAITING_FIRST",
]
