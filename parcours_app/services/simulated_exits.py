"""How simulated people leave, for a job or otherwise, and what is learnt of them later. Part of the simulation."""

from datetime import timedelta
from typing import Any

from parcours_app.services.simulated_journey import Journey
from workflows.calendar import add_months

OPEN_ENDED = ("cdi", "creation", "public")


def leave(journey: Journey, employed: float) -> None:
    """The person leaves, for a job or otherwise; what was booked is cancelled by the rules."""
    journey.wait(*journey.rates.before_leaving)
    if journey.happens(journey.rates.dies):
        journey.move("leave", motive="death")
        return
    if not journey.happens(employed):
        journey.move("leave", motive=journey.one_of(journey.rates.exits))
        return
    journey.move("leave", motive="employment", job=_job(journey))


def _job(journey: Journey) -> dict[str, Any]:
    contract = journey.one_of(journey.rates.contracts)
    job = {"contract": contract, "starts_on": journey.day.isoformat()}
    if contract not in OPEN_ENDED:
        months = int(journey.one_of(journey.rates.contract_months))
        job["ends_on"] = (add_months(journey.day, months) - timedelta(days=1)).isoformat()
    return job


def check(journey: Journey, months: int) -> None:
    """What somebody finds that many months after the exit: a job, none, or nothing known."""
    employed = "yes" if journey.happens(journey.rates.still_employed) else "no"
    if journey.happens(journey.rates.employment_unknown):
        employed = "unknown"
    journey.move("check_employment", at_months=months, employed=employed)
