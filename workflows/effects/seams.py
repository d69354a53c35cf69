"""What somebody says of a seam; the last word on each counts."""

from __future__ import annotations

from workflows.engine import Attempt
from workflows.settlement import Settlement
from workflows.standing import Standing


def settled_seam(standing: Standing, attempt: Attempt) -> None:
    """The seam after a step has a cause, or is no gap; an earlier cause stays when none is given."""
    data = attempt.data
    before = standing.settlements.get(data["after"])
    cause = data.get("cause") or (before.cause if before else None)
    standing.settlements[data["after"]] = Settlement(cause, bool(data.get("not_a_gap")), attempt.on)
