"""How simulated people leave, for a job or otherwise, and what is learnt of them later. Part of the simulation."""

from datetime import timedelta
from typing import Any

from parcours_app.services.simulated_journey import Journey
from parcours_app.services.simulation_rates import EXIT_MOTIVES
from workflows.calendar import add_months


def leave(journey: Journey, employed: float) -> None:
    """The person leaves, for a job or otherwise; what was booked is cancelled by the rules."""
    journey.wait(0, 45)
    if journey.happens(journey.rates.dies):
        journey.move("leave", motive="death")
        return
    if not journey.happens(employed):
        journey.move("leave", motive=journey.one_of(EXIT_MOTIVES))
        return
    journey.move("leave", motive="employment", job=_job(journey))


def _job(journey: Journey) -> dict[str, Any]:
    contract = journey.one_of(journey.rates.contracts)
    job = {"contract": contract, "starts_on": journey.day.isoformat()}
    if contract not in ("cdi", "creation", "public"):
        months = journey.rng.choice((1, 3, 5, 6, 6, 8, 12))
        job["ends_on"] = (add_months(journey.day, months) - timedelta(days=1)).isoformat()
    return job


def employed_then(journey: Journey) -> str:
    """What a check finds: yes, no, or unknown."""
    if journey.happens(journey.rates.employment_unknown):
        return "unknown"
    return "yes" if journey.happens(journey.rates.still_employed) else "no"
