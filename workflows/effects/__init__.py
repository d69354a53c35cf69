"""What each move writes on the standing once it is allowed: one function per move, a module per theme.

Judges nothing, stores nothing, tells nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workflows.effects.alongside import ended_support, paused, resumed, started_support
from workflows.effects.assigning import assigned
from workflows.effects.cases import merged, opened, reopened, voided
from workflows.effects.episodes import (
    ended,
    moved,
    prescribed,
    promoted,
    recorded_result,
    rescheduled,
    started,
    waitlisted,
)
from workflows.effects.handovers import accepted_handover, declined_handover, gave_back, requested_handover
from workflows.effects.leaving import LAST_CHECK, checked_employment, left
from workflows.effects.orientation import began_orientation, completed_orientation, redirected
from workflows.effects.seams import settled_seam
from workflows.engine import Attempt
from workflows.standing import Standing

__all__ = ["EFFECTS", "LAST_CHECK"]

EFFECTS: Mapping[str, Callable[[Standing, Attempt], None]] = {
    "open": opened,
    "begin_orientation": began_orientation,
    "complete_orientation": completed_orientation,
    "prescribe": prescribed,
    "waitlist": waitlisted,
    "promote": promoted,
    "reschedule": rescheduled,
    **dict.fromkeys(("admit", "decline", "refuse", "no_place", "no_show", "cancel"), moved),
    "start": started,
    **dict.fromkeys(("complete", "drop_out", "exclude", "interrupt"), ended),
    "record_result": recorded_result,
    "start_support": started_support,
    "end_support": ended_support,
    "pause": paused,
    "resume": resumed,
    "redirect": redirected,
    "request_handover": requested_handover,
    "accept_handover": accepted_handover,
    "decline_handover": declined_handover,
    "give_back": gave_back,
    "settle_seam": settled_seam,
    "assign": assigned,
    "leave": left,
    "check_employment": checked_employment,
    "reopen": reopened,
    "merge": merged,
    "void": voided,
}
