"""Exits: why a person leaves, and what makes a job a lasting one.

Two named definitions, never mixed (domain.md §1.6).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workflows.calendar import last_day_of

LASTING = frozenset({"cdi", "creation", "public"})
SIX_MONTHS = 6


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


def durable(job: Job | None) -> dict[str, bool | None]:
    """Whether the job is lasting, under both definitions; None when a date is missing to say.

    P102 (budget programme 102): contract of at least six calendar months. IAE: of more than six. An open-ended
    contract, the creation of a business and a permanent public post are lasting under both. Dates are inclusive.
    """
    if job is None:
        return {"P102": False, "IAE": False}
    if job.contract in LASTING:
        return {"P102": True, "IAE": True}
    if job.starts_on is None or job.ends_on is None:
        return {"P102": None, "IAE": None}
    six_months = last_day_of(job.starts_on, SIX_MONTHS)
    return {"P102": job.ends_on >= six_months, "IAE": job.ends_on > six_months}


def exit_type(motive: str, job: Job | None) -> str:
    """The family of an exit: durable (at P102), transition, positive or other (domain.md §1.6, IAE taxonomy)."""
    if motive == "employment":
        return "durable" if durable(job)["P102"] else "transition"
    return "positive" if motive == "training_elsewhere" else "other"
