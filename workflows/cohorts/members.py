"""Who belongs to a cohort of openings: the counting cases of a person opened in a period, with their stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from workflows.cohorts.stays import Stay, stays
from workflows.indicators.profile import Profile, profile_of
from workflows.journal import Entry
from workflows.standing import Standing


@dataclass(frozen=True, slots=True)
class Member:
    """One case of a person on a day: its standing, its stays, its profile in the cohort of its opening."""

    opened_on: date
    standing: Standing
    stays: tuple[Stay, ...]
    profile: Profile


def members(cases: Iterable[Iterable[Entry]], on: date, known: date | None = None) -> list[Member]:
    """The counting cases of one person as of `on`, as then known; nothing yet of those not known."""
    found = []
    for entries in cases:
        standing, made = stays(entries, on, known)
        if standing.counts and standing.opened_on is not None:
            found.append(Member(standing.opened_on, standing, tuple(made), profile_of(standing, standing.opened_on)))
    return found
