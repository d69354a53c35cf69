"""What happens to an episode inside a case: added, moved, run, ended. The words the effects share."""

from __future__ import annotations

from datetime import date

from workflows.engine import Attempt
from workflows.episode import EPISODE, Episode, Kind, Segment
from workflows.guards.reading import day
from workflows.standing import Standing


def add_episode(standing: Standing, attempt: Attempt, kind: Kind) -> Episode:
    """A new episode, last in the order of the case."""
    episode = Episode(id=attempt.data["episode"], n=len(standing.episodes) + 1, kind=kind)
    standing.episodes[episode.id] = episode
    return episode


def run_episode(standing: Standing, episode: Episode, on: date) -> None:
    """The episode begins: its rank, its referent, its first segment."""
    episode.started_on = on
    episode.rank = 1 + max(other.rank for other in standing.episodes.values())
    episode.referent_at_start = standing.referent
    episode.segments = [Segment(standing.organisation, standing.organisation_region, on)]


def end_episode(standing: Standing, episode: Episode, on: date) -> None:
    """The episode is over: its referent then, the end of its last segment."""
    episode.ended_on = on
    episode.referent_at_end = standing.referent
    if episode.segments:
        episode.segments[-1].until = on


def move_episode(episode: Episode, attempt: Attempt, move: str) -> None:
    """The episode’s own life takes the step."""
    EPISODE.take(episode, Attempt(move, attempt.on, attempt.actor))


def begin_orientation_episode(standing: Standing, attempt: Attempt) -> None:
    """Open an orientation episode that runs from the day of the attempt."""
    episode = add_episode(standing, attempt, Kind.ORIENTATION)
    episode.prescribed_on = day(attempt, "decision_on") or attempt.on
    move_episode(episode, attempt, "start")
    run_episode(standing, episode, attempt.on)


def interrupt_all(standing: Standing, attempt: Attempt, motive: str) -> None:
    """Every running episode stops there, for this motive."""
    for episode in standing.in_progress:
        move_episode(episode, attempt, "interrupt")
        end_episode(standing, episode, attempt.on)
        episode.motive = motive
