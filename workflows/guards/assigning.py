"""The terms of naming who follows a person: for good, or in the referent's place until a day."""

from __future__ import annotations

from workflows.engine import Attempt, Guard, sentence
from workflows.guards.reading import day
from workflows.pauses import within_months
from workflows.stand_ins import LONGEST_MONTHS
from workflows.standing import Standing


def _colleague(_standing: Standing, attempt: Attempt) -> bool:
    return attempt.world is None or attempt.data.get("referent") in attempt.world.colleagues


COLLEAGUE_NAMED = Guard(
    "colleague_named",
    sentence("This person is not an active counsellor of the organisation."),
    sentence("Choose the person in the list of the organisation’s counsellors."),
    _colleague,
    needs=("referent",),
    world=True,
)
TAKER_NAMED = Guard(
    "taker_named",
    COLLEAGUE_NAMED.sentence,
    COLLEAGUE_NAMED.remedy,
    lambda s, a: a.data.get("referent") is None or _colleague(s, a),
    world=True,
)
STAND_IN_DATES = Guard(
    "stand_in_dates",
    sentence("The last day of the replacement comes before its first day."),
    sentence("Give as last day the day of the move or a later one; leave it empty to assign for good."),
    lambda _s, a: (day(a, "until") or a.on) >= a.on,
)
STAND_IN_MAXIMUM = Guard(
    "stand_in_maximum",
    sentence("A replacement may not last more than 12 months."),
    sentence("Give an earlier last day, or assign the person for good."),
    lambda _s, a: within_months(a.on, day(a, "until") or a.on, LONGEST_MONTHS),
)
SOMEBODY_TO_STAND_IN_FOR = Guard(
    "somebody_to_stand_in_for",
    sentence("The case has no referent: nobody can stand in for them."),
    sentence("Leave the last day empty: the person named becomes the referent."),
    lambda s, a: s.referent is not None or not a.data.get("until"),
    world=True,
)


def _hands_change(standing: Standing, attempt: Attempt) -> bool:
    """Naming the referent again only makes sense to end what a stand-in does in their place."""
    gives_back = not attempt.data.get("until") and standing.stand_in(attempt.on) is not None
    return attempt.data["referent"] != standing.referent or gives_back


HANDS_CHANGE = Guard(
    "hands_change",
    sentence("This person is already the referent of the case."),
    sentence("Choose somebody else."),
    _hands_change,
    needs=("referent",),
    world=True,
)
ASSIGNING = (COLLEAGUE_NAMED, STAND_IN_DATES, STAND_IN_MAXIMUM, SOMEBODY_TO_STAND_IN_FOR, HANDS_CHANGE)
