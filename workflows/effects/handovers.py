"""The facts of passing a case on."""

from __future__ import annotations

from workflows.engine import Attempt
from workflows.episode import Segment
from workflows.guards.reading import day
from workflows.handovers import ACCEPTED, DECLINED, Handover
from workflows.pacts import pact_of
from workflows.stand_ins import end
from workflows.standing import Standing


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
            clock=pact_of(standing.facts.get("pact")).handover,
        )
    )


def accepted_handover(standing: Standing, attempt: Attempt) -> None:
    """The right to act passes; a running episode goes on in a new segment."""
    handover = standing.pending_handover(attempt.on)
    if handover is None:
        return
    handover.state, handover.decided_on = ACCEPTED, attempt.on
    standing.organisation, standing.organisation_region = handover.to_organisation, handover.to_region
    standing.referent = attempt.data.get("referent") or handover.to_counsellor
    end(standing.stand_ins, attempt.on)
    for episode in standing.in_progress:
        if episode.segments:
            episode.segments[-1].until = attempt.on
        episode.segments.append(Segment(standing.organisation, standing.organisation_region, attempt.on))


def declined_handover(standing: Standing, attempt: Attempt) -> None:
    """The sender keeps the case, with the reason and what the receiver proposes instead."""
    handover = standing.pending_handover(attempt.on)
    if handover is None:
        return
    handover.state, handover.decided_on = DECLINED, attempt.on
    for key in ("motive", "reason", "alternative", "alternative_organisation"):
        setattr(handover, key, attempt.data.get(key))
