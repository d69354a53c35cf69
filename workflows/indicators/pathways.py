"""The units of whole pathways: complete or not, oriented and accompanied in time (domain.md §2, [P] and R:S6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from workflows.episode import EpisodeState, Kind
from workflows.indicators.profile import profile_of
from workflows.indicators.unit import State, Unit
from workflows.standing import Standing

ORIENTED_WITHIN, ACCOMPANIED_WITHIN = 45, 30


def complete_pathways(standings: Iterable[Standing], on: date) -> Iterator[Unit]:
    """One unit per person: an orientation completed and a qualification achieved, over all their cases.

    Not yet so while a case is on the pathway is open; once they have left it is unmet.
    """
    del on
    counted = [s for s in standings if s.counts and s.opened_on is not None]
    if not counted:
        return
    latest = max(counted, key=lambda s: s.opened_on or date.min)
    done = {kind for s in counted for kind in Kind if s.completed(kind)}
    if {Kind.ORIENTATION, Kind.QUALIFICATION} <= done:
        state = State.MET
    else:
        state = State.UNMET if latest.exit is not None or not latest.live else State.OPEN
    first = min(s.opened_on for s in counted if s.opened_on)
    yield Unit(first, state, profile_of(latest, first))


def orientations(standings: Iterable[Standing], on: date) -> Iterator[Unit]:
    """One unit per case: oriented (a first orientation completed) in less than 45 days from its opening."""
    for standing in standings:
        if standing.counts and standing.opened_on is not None:
            done = next(iter(_oriented(standing)), None)
            yield _within(standing, standing.opened_on, done, ORIENTED_WITHIN, on)


def accompaniments(standings: Iterable[Standing], on: date) -> Iterator[Unit]:
    """One unit per orientation completed: a training or a support started in less than 30 days after it."""
    for standing in standings:
        for done in _oriented(standing) if standing.counts else ():
            yield _within(standing, done, _accompanied(standing, done), ACCOMPANIED_WITHIN, on)


def _accompanied(standing: Standing, since: date) -> date | None:
    """The first day, from that one on, of a training or a support; a support that runs already is one that day."""
    starts = [e.started_on for e in standing.episodes.values() if e.started_on and e.kind is not Kind.ORIENTATION]
    starts += [
        max(support.started_on, since)
        for support in standing.supports
        if support.ended_on is None or support.ended_on >= since
    ]
    return min((day for day in starts if day >= since), default=None)


def _oriented(standing: Standing) -> list[date]:
    """The days on which an orientation was completed, the first one first."""
    done = [e for e in standing.episodes.values() if e.kind is Kind.ORIENTATION and e.state is EpisodeState.COMPLETED]
    return sorted(e.ended_on for e in done if e.ended_on)


def _within(standing: Standing, since: date, reached: date | None, days: int, on: date) -> Unit:
    """Judged when the delay is over, whatever happened before: successes may not come in before failures."""
    if (on - since).days < days:
        state = State.IMMATURE
    else:
        state = State.MET if reached is not None and (reached - since).days < days else State.UNMET
    return Unit(since, state, profile_of(standing, since), days=(reached - since).days if reached else None)
