"""What runs beside the episodes: support and pauses, one at a time, within their lengths."""

from __future__ import annotations

from workflows.engine import Attempt, Guard, sentence
from workflows.guards.reading import SUPERVISING, day
from workflows.pauses import within_months
from workflows.standing import Standing

NO_LIVE_SUPPORT = Guard(
    "no_live_support",
    sentence("Support is already running since %(since)s."),
    sentence("End the running support first; there is one at a time."),
    lambda s, _a: s.support is None,
    evidence=lambda s, _a: {"since": s.support.started_on.isoformat() if s.support else ""},
    less=(sentence("Support is already running."),),
)
LIVE_SUPPORT = Guard(
    "live_support",
    sentence("No support is running on this date."),
    sentence("Check the date, or start the support first."),
    lambda s, _a: s.support is not None,
)
PAUSE_DATES = Guard(
    "pause_dates",
    sentence("The last day of the pause comes before its first day."),
    sentence("Give as last day the day of the pause's first day or a later one."),
    lambda _s, a: (day(a, "until") or a.on) >= a.on,
    needs=("until",),
)
NO_OVERLAPPING_PAUSE = Guard(
    "no_overlapping_pause",
    sentence("Another pause already covers part of these days."),
    sentence("Correct the other pause, or give dates that do not overlap it."),
    lambda s, a: not any(p.overlaps(a.on, day(a, "until") or a.on) for p in s.pauses),
    needs=("until",),
)


def _pause_allowed(_standing: Standing, attempt: Attempt) -> bool:
    until = day(attempt, "until") or attempt.on
    return attempt.actor.role in SUPERVISING or within_months(attempt.on, until, 6)


PAUSE_LENGTH = Guard(
    "pause_length",
    sentence("A pause longer than six months is decided by a supervisor."),
    sentence("Shorten the pause to six months, or ask a supervisor to record it."),
    _pause_allowed,
    override_by=SUPERVISING,
    needs=("until",),
)
PAUSE_MAXIMUM = Guard(
    "pause_maximum",
    sentence("A pause may not last more than 36 months."),
    sentence("Shorten the pause; if the person will not come back before, record that they leave."),
    lambda _s, a: within_months(a.on, day(a, "until") or a.on, 36),
    override_by=SUPERVISING,
    needs=("until",),
)
PAUSED = Guard(
    "paused",
    sentence("The case is not paused on this date."),
    sentence("Check the date: the return is recorded inside the pause, and only shortens it."),
    lambda s, a: s.paused(a.on) is not None,
)
