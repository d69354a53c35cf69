"""The terms on which an episode moves: in the right state, in the right order, alone unless said to be parallel."""

from __future__ import annotations

from workflows.engine import Attempt, Guard, sentence
from workflows.episode import EPISODE, Episode, Kind
from workflows.guards.reading import COUNSELLING, HISTORY, named, which
from workflows.standing import Standing


def _episode_evidence(standing: Standing, attempt: Attempt) -> dict[str, str]:
    episode = named(standing, attempt)
    return {"provider": (episode.provider if episode else None) or "", "state": episode.state if episode else ""}


def _in_state(standing: Standing, attempt: Attempt) -> bool:
    episode = named(standing, attempt)
    return episode is not None and episode.state in EPISODE.by_name[attempt.move].sources


EPISODE_READY = Guard(
    "episode_ready",
    sentence("No episode of this case is in a state that allows this move on this date."),
    sentence("Check the episode and the date: an episode is prescribed, then started, then ended."),
    _in_state,
    evidence=_episode_evidence,
)
ORIENTATION_COMPLETED = Guard(
    "orientation_completed",
    sentence("Orientation is not completed on this date: a training may not start before."),
    sentence("Complete the orientation (move “complete_orientation”), then record the start."),
    lambda s, _a: s.oriented(),
    override_by=HISTORY,
)


def _refresher_done(standing: Standing, attempt: Attempt) -> bool:
    episode = named(standing, attempt)
    if episode is None or episode.kind is not Kind.QUALIFICATION or standing.needs is None:
        return True
    return not standing.needs.refresher or standing.completed(Kind.REFRESHER)


REFRESHER_COMPLETED = Guard(
    "refresher_completed",
    sentence("The diagnosis found that a refresher is needed, and none is completed."),
    sentence("Complete a refresher first, or override with the reason why the qualification may start without it."),
    _refresher_done,
    override_by=COUNSELLING,
)


def _refresher_needed(standing: Standing, attempt: Attempt) -> bool:
    episode = named(standing, attempt)
    if episode is None or episode.kind is not Kind.REFRESHER or standing.needs is None:
        return True
    return standing.needs.refresher


REFRESHER_NEEDED = Guard(
    "refresher_needed",
    sentence("The diagnosis found no need for a refresher."),
    sentence("Correct the diagnosis, or override with the reason why a refresher is useful after all."),
    _refresher_needed,
    override_by=COUNSELLING,
)


def _in_the_way(standing: Standing) -> list[Episode]:
    """The episodes in progress that are not said to run beside others."""
    return [e for e in standing.in_progress if not e.parallel]


def _alone(standing: Standing, attempt: Attempt) -> bool:
    episode = named(standing, attempt)
    return episode is None or episode.parallel or not _in_the_way(standing)


ONE_AT_A_TIME = Guard(
    "one_at_a_time",
    sentence("Another episode is in progress on this date (%(provider)s)."),
    sentence("End that episode first, or prescribe this one as running in parallel, or override with a reason."),
    _alone,
    override_by=COUNSELLING,
    evidence=lambda s, _a: which(_in_the_way(s)),
    less=(
        sentence("Another episode is in progress on this date (%(kind)s)."),
        sentence("Another episode is in progress on this date."),
    ),
)
