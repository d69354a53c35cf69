"""The facts of an orientation: its clock, its needs, a new one after a redirection."""

from __future__ import annotations

from workflows.effects.episode_facts import (
    begin_orientation_episode,
    end_episode,
    interrupt_all,
    move_episode,
)
from workflows.engine import Attempt
from workflows.episode import Kind
from workflows.guards.reading import day
from workflows.standing import Needs, Standing


def began_orientation(standing: Standing, attempt: Attempt) -> None:
    """Name the referent, start the clock at the notification, and open an orientation episode."""
    standing.referent = attempt.data.get("referent") or standing.referent
    standing.orientation_clock = day(attempt, "notified_on") or attempt.on
    begin_orientation_episode(standing, attempt)


def completed_orientation(standing: Standing, attempt: Attempt) -> None:
    """Keep the needs found and end the orientation episode."""
    needs = attempt.data["needs"]
    standing.needs = Needs(
        needs["refresher"], tuple(needs["domains"]), needs["support"], argued=bool(attempt.data.get("reason"))
    )
    for episode in standing.in_progress:
        if episode.kind is Kind.ORIENTATION:
            move_episode(episode, attempt, "complete")
            end_episode(standing, episode, attempt.on)


def redirected(standing: Standing, attempt: Attempt) -> None:
    """Accepted: the running episodes are interrupted, a new orientation opens and its clock restarts.

    Denied: nothing.
    """
    standing.redirections.append((attempt.on, attempt.data["decision"]))
    if attempt.data["decision"] == "denied":
        return
    interrupt_all(standing, attempt, "redirection")
    standing.orientation_clock = attempt.on
    begin_orientation_episode(standing, attempt)
