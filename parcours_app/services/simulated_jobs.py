"""The working lives of simulated people once they have left, and what somebody who asks for news writes down of them.

Contracts follow one another: some are renewed, a few broken off, and between two of them people look for the next.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from parcours_app.services.employment_rates import EmploymentRates
from workflows.calendar import ONE_DAY, add_months
from workflows.exits import LASTING, Exit, Job

FOLLOWED_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract as signed, the last day really worked, and the first day of the unbroken run of contracts it ends."""

    job: Job
    until: date
    since: date


def signed(rng: random.Random, rates: EmploymentRates, kind: str, day: date) -> Job:
    """A contract of a kind that begins on a day; open-ended ones have no last day."""
    if kind in LASTING:
        return Job(kind, day)
    days, months = rng.choices(list(rates.terms[kind]), list(rates.terms[kind].values()))[0]
    return Job(kind, day, add_months(day, months) + timedelta(days=days - 1))


def any_contract(rng: random.Random, rates: EmploymentRates) -> str:
    """The kind of contract somebody finds."""
    return rng.choices(list(rates.contracts), list(rates.contracts.values()))[0]


def working_life(rng: random.Random, rates: EmploymentRates, left: Exit, *, qualified: bool) -> list[Contract]:
    """Every contract from an exit to the last check, in order, the job of the exit first."""
    search = rates.search_days_qualified if qualified else rates.search_days
    job = left.job or _found(rng, rates, left.on, search)
    begins, last_day = job.starts_on or left.on, add_months(left.on, FOLLOWED_MONTHS)
    since = begins
    contracts: list[Contract] = []
    while begins <= last_day:
        until = _really_until(rng, rates, job, begins)
        contracts.append(Contract(job, until, since))
        if until == job.ends_on and rng.random() < rates.renewed:
            kind = "cdi" if rng.random() < rates.renewed_open_ended else job.contract
            begins = until + ONE_DAY
            job = signed(rng, rates, kind, begins)
        elif until < last_day:
            job = _found(rng, rates, until, rates.search_days_again)
            begins = since = job.starts_on or until
        else:
            break
    return contracts


def _found(rng: random.Random, rates: EmploymentRates, after: date, search: float) -> Job:
    begins = after + timedelta(days=1 + int(rng.expovariate(1 / search)))
    return signed(rng, rates, any_contract(rng, rates), begins)


def _really_until(rng: random.Random, rates: EmploymentRates, job: Job, begins: date) -> date:
    """The last day worked: most contracts run to their term, a few are broken off within the year."""
    if rng.random() >= rates.broken_off:
        return job.ends_on or date.max
    latest = min(job.ends_on or date.max, add_months(begins, FOLLOWED_MONTHS))
    return begins + timedelta(days=rng.randint(0, (latest - begins).days))


def at_work(contracts: list[Contract], day: date) -> Contract | None:
    """The contract that runs on a day; None for somebody without a job."""
    return next((c for c in contracts if c.job.starts_on and c.job.starts_on <= day <= c.until), None)


def told(rng: random.Random, rates: EmploymentRates, contract: Contract) -> Job | None:
    """The job as written down at a check: a renewal told apart or as one job, an end not known, sometimes nothing."""
    if rng.random() < rates.undescribed:
        return None
    job = contract.job
    begins = contract.since if rng.random() < rates.renewals_told_as_one else job.starts_on
    return Job(job.contract, begins, None if rng.random() < rates.end_unknown else job.ends_on)
