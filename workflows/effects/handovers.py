"""The facts of passing a case on."""

from __future__ import annotations

from datetime import date

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
            from_region=standing.organisation_region,
        )
    )


def accepted_handover(standing: Standing, attempt: Attempt) -> None:
    """The right to act passes; a running episode goes on in a new segment."""
    handover = standing.pending_handover(attempt.on)
    if handover is None:
        return
    if standing.loan is not None:
        standing.loan.returned_on = attempt.on
    handover.state, handover.decided_on, handover.from_referent = ACCEPTED, attempt.on, standing.referent
    _pass(standing, attempt.on, handover.to_organisation, handover.to_region)
    standing.referent = attempt.data.get("referent") or handover.to_counsellor


def gave_back(standing: Standing, attempt: Attempt) -> None:
    """The time of a handover is over: organisation and right to act go back, to the referent named, else to nobody.

    What the receiver had asked the sender to take back is answered by it.
    """
    loan, asked = standing.loan, standing.pending_handover(attempt.on)
    if loan is None:
        return
    loan.returned_on = attempt.on
    if asked is not None and asked.to_organisation == loan.from_organisation:
        asked.state, asked.decided_on = ACCEPTED, attempt.on
    _pass(standing, attempt.on, loan.from_organisation, loan.from_region)
    standing.referent = attempt.data.get("referent")


def _pass(standing: Standing, on: date, organisation: str | None, region: str | None) -> None:
    """Another organisation is responsible from this day: nobody stands in any more, a running episode is cut in two."""
    standing.organisation, standing.organisation_region = organisation, region
    end(standing.stand_ins, on)
    for episode in standing.in_progress:
        if episode.segments:
            episode.segments[-1].until = on
        episode.segments.append(Segment(organisation, region, on))


def declined_handover(standing: Standing, attempt: Attempt) -> None:
    """The sender keeps the case, with the reason and what the receiver proposes instead."""
    handover = standing.pending_handover(attempt.on)
    if handover is None:
        return
    handover.state, handover.decided_on = DECLINED, attempt.on
    for key in ("motive", "reason", "alternative", "alternative_organisation"):
        setattr(handover, key, attempt.data.get(key))
