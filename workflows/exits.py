"""Exits: why a person leaves, and what makes a job a lasting one.

Two named definitions, never mixed (domain.md §1.6).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from workflows.calendar import ONE_DAY, last_day_of

LASTING = frozenset({"cdi", "creation", "public"})
SIX_MONTHS = 6
EMPLOYMENT = "employment"


@dataclass(frozen=True, slots=True)
class Job:
    """A job found: contract code (cdi, cdd, interim, creation, public, apprenticeship), first and last day."""

    contract: str
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Exit:
    """The end of the time on the pathway: coded motive, day, job when there is one."""

    motive: str
    on: date
    job: Job | None = None

    @property
    def durable(self) -> dict[str, bool | None]:
        """Whether it is to a lasting job, under both definitions; None when nobody described the job it is to."""
        if self.job is not None:
            return durable(self.job)
        return dict.fromkeys(("P102", "IAE"), None if self.motive == EMPLOYMENT else False)


def as_data(job: Job) -> dict[str, str]:
    """A job as the data of a move say it."""
    dates = {"starts_on": job.starts_on, "ends_on": job.ends_on}
    return {"contract": job.contract, **{name: day.isoformat() for name, day in dates.items() if day}}


def durable(job: Job) -> dict[str, bool | None]:
    """Whether the job is lasting, under both definitions; None when a date is missing to say.

    P102 (budget programme 102): contract of at least six calendar months. IAE: of more than six. An open-ended
    contract, the creation of a business and a permanent public post are lasting under both. Dates are inclusive.
    """
    if job.contract in LASTING:
        return {"P102": True, "IAE": True}
    if job.starts_on is None or job.ends_on is None:
        return {"P102": None, "IAE": None}
    six_months = last_day_of(job.starts_on, SIX_MONTHS)
    return {"P102": job.ends_on >= six_months, "IAE": job.ends_on > six_months}


def held_on(job: Job, day: date) -> bool:
    """Whether the job is known to have run on that day; without its first day it does not say."""
    if job.starts_on is None or job.starts_on > day:
        return False
    return job.contract in LASTING or job.ends_on is None or day <= job.ends_on


def renewed(job: Job | None, told: Iterable[Job | None]) -> Job | None:
    """The job as it turned out: the one of the exit, made longer by those told later that go on from it.

    One goes on from the other when no day lies between them; an open-ended contract that follows makes it open-ended.
    What cannot be said, for want of a date, changes nothing. Whether it lasts is then judged again, by `durable`.
    """
    for later in told:
        if job is not None and later is not None and _goes_on(job, later):
            job = replace(job, contract=later.contract if later.contract in LASTING else job.contract)
            job = replace(job, ends_on=later.ends_on)
    return job


def _goes_on(job: Job, later: Job) -> bool:
    """Whether a job told later follows the other without a day between, and ends after it."""
    if job.contract in LASTING or job.ends_on is None or later.starts_on is None:
        return False
    longer = later.contract in LASTING or (later.ends_on is not None and later.ends_on > job.ends_on)
    return longer and later.starts_on <= job.ends_on + ONE_DAY


def exit_type(motive: str, job: Job | None) -> str:
    """The family of an exit: durable (at P102), transition, positive or other (domain.md §1.6, IAE taxonomy)."""
    if motive == EMPLOYMENT:
        return "durable" if job and durable(job)["P102"] else "transition"
    return "positive" if motive == "training_elsewhere" else "other"
