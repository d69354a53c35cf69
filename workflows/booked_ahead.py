"""The share of ends whose next step was accepted well before: numerator, denominator, over the lines of a ledger.

An end counts when a step that calls for a next one was followed to its term (completed, with a planned end) and opens a
seam that is not said to be no gap; leaving on the very day is an end that called for nothing. It is booked ahead when a
step still standing at the end had been accepted so many days before. Counted in the period of the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from workflows.episode import Episode, EpisodeState, Kind
from workflows.seams import Seam

DAYS = 15


@dataclass(frozen=True, slots=True)
class Share:
    """Ends booked ahead, among the ends that called for it."""

    booked: int = 0
    ends: int = 0


def is_end(seam: Seam, after: Episode) -> bool:
    """Whether the seam follows an end that had to be booked ahead."""
    to_its_term = after.state is EpisodeState.COMPLETED and after.planned_end is not None
    left_at_once = seam.cause == "exit" and seam.until == seam.since
    return to_its_term and after.kind is Kind.REFRESHER and not (seam.ahead or seam.not_a_gap or left_at_once)


def is_booked_ahead(seam: Seam, days: int = DAYS) -> bool:
    """Whether a step standing at the end had been accepted so many days before it."""
    return seam.booked_on is not None and (seam.since - seam.booked_on).days >= days


def booked_ahead(
    seams: Iterable[Seam], episodes: Mapping[str, Episode], since: date, until: date, days: int = DAYS
) -> Share:
    """The share over the ends from `since` to `until`, both included; episodes: those the seams come after."""
    ends = [seam for seam in seams if since <= seam.since <= until and is_end(seam, episodes[seam.after])]
    return Share(sum(is_booked_ahead(seam, days) for seam in ends), len(ends))
