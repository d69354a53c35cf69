"""The terms of passing a case on: one request at a time, to somebody else."""

from __future__ import annotations

from workflows.engine import Guard, sentence

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
