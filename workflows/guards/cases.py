"""The life of the case itself: opening it, reopening it, merging it."""

from __future__ import annotations

from workflows.engine import Guard, sentence
from workflows.guards.reading import HISTORY

NO_LIVE_CASE = Guard(
    "no_live_case",
    sentence("This person already has a live case in the programme."),
    sentence("Work on the live case: one person, one live case."),
    lambda _s, a: a.world is None or not a.world.live_elsewhere,
    world=True,
)
ELIGIBLE = Guard(
    "eligible",
    sentence("The person is not eligible on this date under the rule set %(rule_set)s."),
    sentence("Check the level, the birth date and the situation on the day the case opens."),
    lambda _s, a: bool((a.data.get("eligibility") or {}).get("eligible")),
    override_by=HISTORY,
    evidence=lambda _s, a: {"rule_set": str((a.data.get("eligibility") or {}).get("rule_set") or "")},
    less=(sentence("The person is not eligible on this date."),),
)
REOPENABLE = Guard(
    "reopenable",
    sentence("This case may not be reopened: the person died, or the case was voided or merged."),
    sentence("If that is a mistake, void the entry that says so."),
    lambda s, _a: s.counts and (s.exit is None or s.exit.motive != "death"),
)
STILL_COUNTS = Guard(
    "still_counts",
    sentence("This case was voided or merged already."),
    sentence("If that is a mistake, void the entry that says so."),
    lambda s, _a: s.counts,
)
MERGEABLE = Guard(
    "mergeable",
    sentence("The other case may not receive this one: it must exist, count, and be another case of the programme."),
    sentence("Check the number of the case that stays."),
    lambda _s, a: a.world is None or a.world.mergeable,
    needs=("into_case",),
    world=True,
)
