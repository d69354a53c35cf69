"""The terms of passing a case on: one request at a time, to somebody else; what is lent only goes back."""

from __future__ import annotations

from workflows.engine import Attempt, Guard, sentence
from workflows.guards.reading import day
from workflows.standing import Standing

NO_PENDING_HANDOVER = Guard(
    "no_pending_handover",
    sentence("A handover is already waiting for an answer."),
    sentence("Wait for the answer or for the day it expires, or withdraw the request."),
    lambda s, a: s.pending_handover(a.on) is None,
)
PENDING_HANDOVER = Guard(
    "pending_handover",
    sentence("No handover is waiting for an answer on this date."),
    sentence("Check the date, or ask for a handover first."),
    lambda s, a: s.pending_handover(a.on) is not None,
)
HANDOVER_ELSEWHERE = Guard(
    "handover_elsewhere",
    sentence("The case is already with this organisation."),
    sentence("Choose another organisation, or name the colleague who takes over."),
    lambda s, a: a.data["to_organisation"] != s.organisation or bool(a.data.get("to_counsellor")),
    needs=("to_organisation",),
)


def _goes_back(standing: Standing, attempt: Attempt) -> bool:
    loan = standing.loan
    back = loan is None or attempt.data["to_organisation"] == loan.from_organisation
    return back and (loan is None or not attempt.data.get("temporary_until"))


LENT_GOES_BACK = Guard(
    "lent_goes_back",
    sentence("The case is with this organisation for a time only: it may be given back, not passed on."),
    sentence("Choose the organisation that lent it, for good, or wait for the day it goes back by itself."),
    _goes_back,
    needs=("to_organisation",),
    world=True,
)
TERM_AHEAD = Guard(
    "term_ahead",
    sentence("The last day of this handover is over before it begins."),
    sentence("Give a later last day, or leave it empty to pass the case on for good."),
    lambda _s, a: (day(a, "temporary_until") or a.on) >= a.on,
    world=True,
)
LOAN_AHEAD = Guard(
    "loan_ahead",
    sentence("The time for which this handover was asked is over."),
    sentence("Decline it, or ask the sender for another one."),
    lambda s, a: (asked := s.pending_handover(a.on)) is None or not asked.over(a.on),
    world=True,
)
LOAN_OVER = Guard(
    "loan_over",
    sentence("No handover for a time is over on this date."),
    sentence("A case goes back the day after the last day of its handover."),
    lambda s, a: s.loan is not None and s.loan.over(a.on),
)
RECEIVER_NAMED = Guard(
    "receiver_named",
    sentence("The person who is to take over is not an active counsellor of the organisation that receives the case."),
    sentence("Name one of its counsellors, or nobody: whoever accepts will choose."),
    lambda _s, a: a.world is None or a.data.get("to_counsellor") in {None, *a.world.colleagues},
    world=True,
)
HANDING_OVER = (NO_PENDING_HANDOVER, HANDOVER_ELSEWHERE, LENT_GOES_BACK, TERM_AHEAD, RECEIVER_NAMED)
