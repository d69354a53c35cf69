"""The units of trainings: prescriptions, entries, outcomes, certifications (domain.md §2).

A training judged before its planned end and the tolerance would bias the rate down: early dropouts would count at once
while those who go to the end wait. Hence maturity by the planned end, moved by the pauses, never by the outcome.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from workflows.certification import fully_certified
from workflows.episode import NEVER_STARTED, TRAINING, Episode, EpisodeState
from workflows.indicators.profile import profile_of
from workflows.indicators.unit import State, Unit
from workflows.standing import Standing

# Days after the planned end before a training is judged (domain.md §2; 60 as in flux-retour-cfas).
TOLERANCE = timedelta(days=60)
NO_PLANNED_END = "no_planned_end"
# A prescription cancelled for another reason than a departure is an error or a change of session, not a loss.
NOT_A_LOSS = EpisodeState.CANCELLED
RESULT_STATES = {"full": State.MET, "partial": State.UNMET, "none": State.UNMET, "absent": State.OPEN}


def trainings(standings: Iterable[Standing]) -> Iterator[tuple[Standing, Episode]]:
    """The refresher and qualification episodes of the cases that count, in the order they were prescribed."""
    for standing in standings:
        if standing.counts:
            yield from ((standing, e) for e in standing.episodes.values() if e.kind in TRAINING)


def entries(standings: Iterable[Standing], on: date) -> Iterator[Unit]:
    """One unit per training that started; its last day is the day it ended."""
    del on
    for standing, episode in trainings(standings):
        if episode.started_on is not None:
            profile = profile_of(standing, episode.started_on, episode)
            yield Unit(episode.started_on, State.MET, profile, episode.state.value, until=episode.ended_on)


def outcomes(standings: Iterable[Standing], on: date) -> Iterator[Unit]:
    """One unit per training that started: completed (met) or ended before its term (unmet), once it is mature."""
    for standing, episode in trainings(standings):
        if episode.started_on is None:
            continue
        state, detail = _outcome(standing, episode, on)
        yield Unit(episode.started_on, state, profile_of(standing, episode.started_on, episode), detail)


def _outcome(standing: Standing, episode: Episode, on: date) -> tuple[State, str]:
    planned, running = standing.planned_end(episode), episode.state is EpisodeState.IN_PROGRESS
    if running and standing.paused(on):
        return State.PAUSED, ""
    if planned is not None and on <= planned + TOLERANCE:
        return State.IMMATURE, ""
    if running:
        return State.OPEN, ""
    if planned is None:
        return State.IMMATURE, NO_PLANNED_END
    if episode.state is EpisodeState.COMPLETED:
        return State.MET, ""
    return State.UNMET, f"{episode.state.value}:{episode.motive}"


def prescriptions(standings: Iterable[Standing], on: date) -> Iterator[Unit]:
    """One unit per training prescribed: lost before it started (met), started (unmet), or still ahead (open)."""
    del on
    for standing, episode in trainings(standings):
        if episode.prescribed_on is None or (episode.state is NOT_A_LOSS and episode.motive != "exit"):
            continue
        profile = profile_of(standing, episode.prescribed_on, episode)
        if episode.state in NEVER_STARTED:
            yield Unit(episode.prescribed_on, State.MET, profile, episode.state.value)
        else:
            yield Unit(episode.prescribed_on, State.UNMET if episode.started else State.OPEN, profile)


def certifications(standings: Iterable[Standing], on: date) -> Iterator[Unit]:
    """One unit per certifying training completed: full (met), partial or none (unmet); absent or pending stay apart.

    Blocs add up, wherever they were obtained: the training that brought the last missing bloc is the one that counts as
    full (§6.6, case 6).
    """
    del on
    found = list(trainings(standings))
    for standing, episode in found:
        if not episode.certifying or episode.state is not EpisodeState.COMPLETED or episode.started_on is None:
            continue
        profile = profile_of(standing, episode.started_on, episode)
        if episode.result is None:
            yield Unit(episode.started_on, State.OPEN, profile, "pending")
            continue
        began = episode.started_on
        before = [e for case, e in found if case is not standing and e.started_on is not None and e.started_on < began]
        full = episode.result in ("full", "partial") and fully_certified(standing, episode, before)
        result = "full" if full else _short_of_full(episode.result)
        yield Unit(episode.started_on, RESULT_STATES[result], profile, result)


def _short_of_full(result: str) -> str:
    """All the blocs aimed at, of a title that is not yet whole, are a part of it."""
    return "partial" if result == "full" else result
