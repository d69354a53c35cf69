"""The facts of a training: prescribed, admitted or not, started, ended, judged by a jury."""

from __future__ import annotations

from workflows.effects.episode_facts import (
    add_episode,
    end_episode,
    move_episode,
    run_episode,
)
from workflows.engine import Attempt
from workflows.episode import Episode, Kind
from workflows.guards.reading import day
from workflows.standing import Standing


def prescribed(standing: Standing, attempt: Attempt) -> None:
    """Add an episode ahead."""
    data = attempt.data
    episode = add_episode(standing, attempt, Kind(data["kind"]))
    episode.prescribed_on = day(attempt, "prescribed_on") or attempt.on
    episode.planned_start = day(attempt, "planned_start")
    episode.planned_end = day(attempt, "planned_end")
    for key in ("label", "provider", "hours", "funder", "programme", "session", "rncp"):
        setattr(episode, key, data.get(key))
    episode.blocs = tuple(data.get("blocs") or ())
    episode.parallel = bool(data.get("parallel"))
    episode.seat = bool(data.get("seat"))
    episode.accepted_on = attempt.on if episode.seat else None


def waitlisted(standing: Standing, attempt: Attempt) -> None:
    """Add an episode ahead that waits for a place: prescribed that day, and not booked."""
    prescribed(standing, attempt)
    move_episode(_named(standing, attempt), attempt, "waitlist")


def promoted(standing: Standing, attempt: Attempt) -> None:
    """A place is found for the person who waited."""
    episode = _named(standing, attempt)
    move_episode(episode, attempt, "promote")
    episode.seat = bool(attempt.data.get("seat"))
    episode.accepted_on = attempt.on if episode.seat else None


def rescheduled(standing: Standing, attempt: Attempt) -> None:
    """The training provider announces other dates."""
    episode = _named(standing, attempt)
    move_episode(episode, attempt, "reschedule")
    episode.planned_start = day(attempt, "planned_start")
    episode.planned_end = day(attempt, "planned_end")


def _named(standing: Standing, attempt: Attempt) -> Episode:
    return standing.episodes[attempt.data["episode"]]


def moved(standing: Standing, attempt: Attempt) -> None:
    """An episode that has not started is admitted, or will never start."""
    episode = _named(standing, attempt)
    move_episode(episode, attempt, attempt.move)
    if episode.accepted:
        episode.accepted_on = episode.accepted_on or attempt.on
    else:
        episode.released_on = attempt.on
    episode.motive = attempt.data.get("motive")


def started(standing: Standing, attempt: Attempt) -> None:
    """The person really entered."""
    episode = _named(standing, attempt)
    move_episode(episode, attempt, "start")
    episode.accepted_on = episode.accepted_on or attempt.on
    run_episode(standing, episode, attempt.on)


def ended(standing: Standing, attempt: Attempt) -> None:
    """An episode in progress ends, completed or before its term."""
    episode = _named(standing, attempt)
    move_episode(episode, attempt, attempt.move)
    end_episode(standing, episode, attempt.on)
    episode.motive = attempt.data.get("motive")
    episode.legitimate = (attempt.data.get("legitimate") or {}).get("decision")


def recorded_result(standing: Standing, attempt: Attempt) -> None:
    """The jury has spoken; the stage follows only if the case was waiting for it."""
    episode = _named(standing, attempt)
    episode.result = attempt.data["result"]
    episode.result_on = attempt.on
    episode.obtained = tuple(attempt.data.get("blocs") or ())
