"""How simulated people leave, for a job or otherwise, and what is learnt of them later. Part of the simulation."""

from parcours_app.services.simulated_jobs import Contract, signed, told
from parcours_app.services.simulated_journey import Journey
from workflows.exits import as_data


def leave(journey: Journey, employed: float) -> None:
    """The person leaves, for a job or otherwise; what was booked is cancelled by the rules."""
    journey.wait(*journey.rates.before_leaving)
    if journey.happens(journey.rates.dies):
        journey.move("leave", motive="death")
        return
    if not journey.happens(employed):
        journey.move("leave", motive=journey.one_of(journey.rates.exits))
        return
    rates = journey.rates.employment
    job = signed(journey.rng, rates, journey.one_of(rates.contracts), journey.day)
    journey.move("leave", motive="employment", job=as_data(job))


def check(journey: Journey, months: int, contract: Contract | None) -> None:
    """What somebody finds that many months after the exit: a job, described or not, none, or nothing known."""
    employed = "no" if contract is None else "yes"
    if journey.happens(journey.rates.employment.unknown):
        employed = "unknown"
    job = told(journey.aside, journey.rates.employment, contract) if contract and employed == "yes" else None
    journey.move("check_employment", at_months=months, employed=employed, job=as_data(job) if job else None)
