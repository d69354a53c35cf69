"""What is followed in a cohort: from which day, until which of several events that exclude each other.

A person counts once, from the first start of the period; only the first event counts, even if they come back later. On
one day, a qualification comes before an exit and a job before another exit. A death is an exit like another here: it
takes the person out of reach of the other events, which is what competing events are for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workflows.cohorts.curve import Observation
from workflows.engine import sentence
from workflows.episode import TRAINING, EpisodeState, Kind
from workflows.indicators.profile import Profile, profile_of
from workflows.standing import Standing

EMPLOYMENT = "employment"
Period = tuple[date, date]
Start = tuple[date, Standing]
Event = tuple[date, str]

STARTS: Mapping[str, str] = {
    "opening": sentence("the opening of the case"),
    "training": sentence("the start of the first training"),
}
# The events in the order in which they count on one and the same day.
ENDINGS: Mapping[str, tuple[str, ...]] = {
    "exit": ("employment", "other_exit"),
    "qualification": ("qualified", "left_before"),
}
CAUSES: Mapping[str, str] = {
    "employment": sentence("Left for a job"),
    "other_exit": sentence("Left otherwise"),
    "qualified": sentence("Completed a qualification"),
    "left_before": sentence("Left before a qualification"),
}


@dataclass(frozen=True, slots=True)
class Followed:
    """One person of a cohort: what was observed of them, and the profile of the case they began in."""

    observation: Observation
    profile: Profile


def follow(standings: Iterable[Standing], start: str, ending: str, period: Period, on: date) -> Followed | None:
    """One person followed from a start (of STARTS) to an ending (of ENDINGS) up to `on`; None outside the cohort."""
    counted = [standing for standing in standings if standing.counts and standing.opened_on is not None]
    begun = _STARTED[start](counted, period)
    if begun is None:
        return None
    since, standing = begun
    rank = {cause: place for place, cause in enumerate(ENDINGS[ending])}
    events = [event for event in _ENDED[ending](counted) if event[0] >= since]
    day, cause = min(events, key=lambda event: (event[0], rank[event[1]]), default=(on, ""))
    return Followed(Observation((day - since).days, cause), profile_of(standing, since))


def mature_until(period: Period, on: date) -> int:
    """How many days everybody who may belong to the cohort has been seen; beyond, the curve is immature."""
    return (on - min(period[1], on)).days


def _opened(standings: Sequence[Standing], period: Period) -> Start | None:
    """The first case opened in the period."""
    days = [(s.opened_on, s) for s in standings if s.opened_on and period[0] <= s.opened_on <= period[1]]
    return min(days, key=lambda start: start[0], default=None)


def _trained(standings: Sequence[Standing], period: Period) -> Start | None:
    """The first training ever, when it started in the period."""
    days = [
        (episode.started_on, standing)
        for standing in standings
        for episode in standing.episodes.values()
        if episode.kind in TRAINING and episode.started_on is not None
    ]
    first = min(days, key=lambda start: start[0], default=None)
    return first if first is not None and period[0] <= first[0] <= period[1] else None


def _exits(standings: Iterable[Standing]) -> Iterator[Event]:
    """Every exit: to a job, or otherwise."""
    for standing in standings:
        for left, _checks in standing.departures:
            yield left.on, "employment" if left.motive == EMPLOYMENT else "other_exit"


def _qualifications(standings: Sequence[Standing]) -> Iterator[Event]:
    """Every qualification completed, and every exit."""
    for standing in standings:
        for episode in standing.episodes.values():
            achieved = episode.kind is Kind.QUALIFICATION and episode.state is EpisodeState.COMPLETED
            if achieved and episode.ended_on is not None:
                yield episode.ended_on, "qualified"
    yield from ((day, "left_before") for day, _cause in _exits(standings))


_STARTED: Mapping[str, Callable[[Sequence[Standing], Period], Start | None]] = {
    "opening": _opened,
    "training": _trained,
}
_ENDED: Mapping[str, Callable[[Sequence[Standing]], Iterator[Event]]] = {
    "exit": _exits,
    "qualification": _qualifications,
}
