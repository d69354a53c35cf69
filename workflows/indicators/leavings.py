"""The units of exits: job found in the window, job held at a date, lasting job, return (domain.md §1.6, §2).

Access within a window and a job held on a date are two measures, never mixed. A death is in none of them (§6.6 case 7).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from workflows.calendar import add_months, last_day_of
from workflows.effects import LAST_CHECK
from workflows.exits import EMPLOYMENT, LASTING, Exit, Job, durable, held_on, renewed
from workflows.indicators.profile import profile_of
from workflows.indicators.unit import State, Unit
from workflows.standing import EmploymentCheck, Standing

ACCESS_MONTHS = 6
RETURN_MONTHS = 12
UNKNOWN = "unknown"
# What a job lasting under P102 alone is: exactly six months, or six at least and nobody knows whether more.
EXACTLY_SIX, SIX_AT_LEAST = "exactly_six_months", "six_months_at_least"
DEATH = "death"
Units = Callable[[Iterable[Standing], date], Iterator[Unit]]


@dataclass(frozen=True, slots=True)
class Departure:
    """One exit with what was checked after it, and the day the person came back, if they did."""

    standing: Standing
    exit: Exit
    checks: Mapping[int, EmploymentCheck]
    back_on: date | None

    def unit(self, state: State, detail: str = "") -> Unit:
        """The unit this departure makes, in the cohort of its day."""
        return Unit(self.exit.on, state, profile_of(self.standing, self.exit.on), detail)

    @property
    def jobs(self) -> list[Job]:
        """The jobs known since: that of the exit, those told at a check, and the first as renewed (§6.6, extras)."""
        told = [check.job for _months, check in sorted(self.checks.items())]
        found = (self.exit.job, *told, renewed(self.exit.job, told))
        return [job for job in found if job is not None]

    def undescribed(self, last_check: int) -> bool:
        """Whether the exit, or a check up to that one, is to a job nobody described: no known one covers its day."""
        yes = [m for m, check in self.checks.items() if m <= last_check and check.employed == "yes" and not check.job]
        days = [add_months(self.exit.on, months) for months in yes]
        days += [self.exit.on] * (self.exit.motive == EMPLOYMENT and self.exit.job is None)
        return not all(any(held_on(job, day) for job in self.jobs) for day in days)


def departures(standings: Iterable[Standing]) -> Iterator[Departure]:
    """Every exit of the counting cases of a person, deaths and what they cut short left out."""
    cases = sorted((s for s in standings if s.counts and s.opened_on), key=lambda s: s.opened_on or date.min)
    for place, standing in enumerate(cases):
        later = [case.opened_on for case in cases[place + 1 :] if case.opened_on]
        dead = standing.exit is not None and standing.exit.motive == DEATH
        for number, (left, checks) in enumerate(standing.departures):
            # One who is back may leave again the same day: only what came after an exit is a return from it.
            again = [day for exits, day in standing.reopenings if exits > number]
            back_on = min((day for day in (*again, *later) if day >= left.on), default=None)
            if left.motive != DEATH and not (dead and back_on is None):
                yield Departure(standing, left, checks, back_on)


def accesses(standings: Iterable[Standing], on: date) -> Iterator[Unit]:
    """One unit per exit: a job of a month or more begun within six months (met), none (unmet), not known (open)."""
    for left in departures(standings):
        limit = last_day_of(left.exit.on, ACCESS_MONTHS)
        lengths = [lasts_a_month(job) for job in left.jobs if job.starts_on is None or job.starts_on <= limit]
        lengths += [None] * left.undescribed(ACCESS_MONTHS)
        checked = left.checks.get(ACCESS_MONTHS)
        if on <= limit:
            yield left.unit(State.IMMATURE)
        elif True in lengths:
            yield left.unit(State.MET)
        elif None not in lengths and checked is not None and checked.employed != UNKNOWN:
            yield left.unit(State.UNMET)
        else:
            yield left.unit(State.OPEN, UNKNOWN)


def lasts_a_month(job: Job) -> bool | None:
    """Whether a job lasts a calendar month or more; None when its dates do not say."""
    if job.contract in LASTING:
        return True
    if job.starts_on is None or job.ends_on is None:
        return None
    return job.ends_on >= last_day_of(job.starts_on, 1)


def _held(months: int, standings: Iterable[Standing], on: date) -> Iterator[Unit]:
    for left in departures(standings):
        check = left.checks.get(months)
        if on < add_months(left.exit.on, months):
            yield left.unit(State.IMMATURE)
        elif check is None or check.employed == UNKNOWN:
            yield left.unit(State.OPEN, UNKNOWN)
        else:
            yield left.unit(State.MET if check.employed == "yes" else State.UNMET)


def held_at(months: int) -> Units:
    """One unit per exit: in employment `months` after it, as checked; not known is apart."""
    return partial(_held, months)


def lasting(standings: Iterable[Standing], on: date) -> Iterator[Unit]:
    """One unit per exit: to a lasting job or not, on the latest observation, as P102 judges it.

    The two definitions share these units, so that what lies between them is withheld as it must: the detail says where
    IAE, which asks for more than six months, judges otherwise.
    """
    del on
    for left in departures(standings):
        jobs, unsaid = [durable(job) for job in left.jobs], [None] * left.undescribed(LAST_CHECK)
        broad, strict = (_any([*(job[each] for job in jobs), *unsaid]) for each in ("P102", "IAE"))
        if broad:
            yield left.unit(State.MET, "" if strict else SIX_AT_LEAST if strict is None else EXACTLY_SIX)
        elif broad is None:
            yield left.unit(State.OPEN, "no_dates")
        else:
            yield left.unit(State.UNMET)


def _any(answers: Sequence[bool | None]) -> bool | None:
    """Whether one of the answers is yes; None when none is and one cannot be said."""
    return True if True in answers else None if None in answers else False


def returns(standings: Iterable[Standing], on: date) -> Iterator[Unit]:
    """One unit per exit: back on the pathway within twelve months (met) or not (unmet), once they are over."""
    for left in departures(standings):
        limit = add_months(left.exit.on, RETURN_MONTHS)
        came = left.back_on is not None and left.back_on <= limit
        yield left.unit(State.IMMATURE if on <= limit else State.MET if came else State.UNMET)
