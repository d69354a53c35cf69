"""The facts of passing a case on."""

from __future__ import annotations

from workflows.engine import Attempt
from workflows.episode import Segment
from workflows.guards.reading import day
from workflows.standing import Handover, Standing


def requested_handover(standing: Standing, attempt: Attempt) -> None:
    """Nothing changes hands yet: the sender stays responsible."""
    data = attempt.data
    standing.handovers.append(
        Handover(
            data["to_organisation"],
            data.get("to_region"),
            data.get("to_counsellor"),
            attempt.on,
            day(attempt, "temporary_until"),
            standing.organisation,
        )
    )


def accepted_handover(standing: Standing, attempt: Attempt) -> None:
    """The right to act passes; a running episode goes on in a new segment."""
    handover = standing.pending_handover
    if handover is None:
        return
    handover.state, handover.decided_on = "accepted", attempt.on
    standing.organisation, standing.organisation_region = handover.to_organisation, handover.to_region
    standing.referent = handover.to_counsellor or attempt.data.get("referent")
    for episode in standing.in_progress:
        if episode.segments:
            episode.segments[-1].until = attempt.on
        episode.segments.append(Segment(standing.organisation, standing.organisation_region, attempt.on))


def declined_handover(standing: Standing, attempt: Attempt) -> None:
    """The sender keeps the case."""
    handover = standing.pending_handover
    if handover is not None:
        handover.state, handover.decided_on = "declined", attempt.on
