"""Pauses: dated intervals that stop clocks. A pause is a flag on the case, never a stage; it ends by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from workflows.calendar import ONE_DAY, days_between, last_day_of


@dataclass(slots=True)
class Pause:
    """From `since` to `until`, both inclusive: `until - since + 1` days. `until` before `since` means no day at all."""

    since: date
    until: date
    category: str

    @property
    def days(self) -> int:
        """Paused days."""
        return max(0, (self.until - self.since).days + 1)

    def covers(self, day: date) -> bool:
        """Whether the clock is stopped on `day`."""
        return self.since <= day <= self.until

    def overlaps(self, since: date, until: date) -> bool:
        """Whether it shares a day with the interval, both ends inclusive."""
        return self.since <= until and since <= self.until and self.days > 0


def within_months(since: date, until: date, months: int) -> bool:
    """Whether the interval lasts at most `months` calendar months."""
    return until <= last_day_of(since, months)


def paused_days(pauses: Iterable[Pause], after: date, before: date) -> int:
    """Paused days d with after < d < before."""
    return sum(
        max(0, (min(pause.until, before - ONE_DAY) - max(pause.since, after + ONE_DAY)).days + 1)
        for pause in pauses
        if pause.days
    )


def joined(pauses: Iterable[Pause]) -> list[Pause]:
    """The same paused days as intervals that do not overlap, each day once."""
    apart: list[Pause] = []
    for pause in sorted((p for p in pauses if p.days), key=lambda p: (p.since, p.until)):
        if apart and pause.since <= apart[-1].until:
            apart[-1] = replace(apart[-1], until=max(apart[-1].until, pause.until))
        else:
            apart.append(pause)
    return apart


def shifted_end(planned_end: date, started_on: date, pauses: Iterable[Pause], ended_on: date | None = None) -> date:
    """The planned end moved by the pauses: each paused day not after the already shifted end adds one.

    Only days inside the episode do (interfaces.md, conventions): from its start to its last day, once it ended.
    """
    end = planned_end
    for pause in sorted(pauses, key=lambda p: p.since):
        last = pause.until if ended_on is None else min(pause.until, ended_on)
        for day in days_between(max(pause.since, started_on), last):
            if day <= end:
                end += ONE_DAY
    return end
