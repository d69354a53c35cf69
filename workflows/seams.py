"""Seams: the interval between the end of an episode and the real start of the next, from a standing and a date.

Counting rules in one place (decisions.md, Seams): days = start of the next - end of the previous; an open seam
counts to `on`; net days leave out paused days inside the gap. No number is stored that this cannot compute again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workflows.calendar import ONE_DAY
from workflows.episode import NEVER_STARTED, Episode
from workflows.pauses import paused_days
from workflows.standing import Standing, fully_certified

THRESHOLD = 30


@dataclass(frozen=True, slots=True)
class Seam:
    """A seam: ids of the episodes on both sides (`before` None while open or never followed), gross and net days.

    after: the episode that ended; before: the one that started. seamless: None while still possible. cause: coded.
    """

    after: str
    before: str | None
    since: date
    until: date | None
    days: int
    net_days: int
    seamless: bool | None
    cause: str | None
    open: bool


def seams(standing: Standing, on: date, threshold: int = THRESHOLD) -> list[Seam]:
    """Every seam of the case up to day `on`, in order of time; the standing must be the one replayed for that day."""
    started = sorted(
        (e for e in standing.episodes.values() if e.started_on is not None and e.started_on <= on),
        key=lambda e: (e.started_on or date.min, e.rank),
    )
    found = []
    for index, episode in enumerate(started):
        previous = _last_ending(started[:index])
        if previous is None or not _joins(standing, previous, episode):
            continue
        left = _exit_after(standing, previous, episode.started_on)
        found.append(_left(standing, previous, left) if left else _closed(standing, previous, episode, threshold))
    last = _last_ending(started)
    if last is not None and _gapes(standing, last):
        left = _exit_after(standing, last, None)
        found.append(_left(standing, last, left) if left else _open(standing, last, on, threshold))
    return found


def _exit_after(standing: Standing, episode: Episode, before: date | None) -> date | None:
    """The first exit that followed an episode, up to a start: it closed the seam for good, even if they came back."""
    exits = [*standing.past_exits, *([standing.exit] if standing.exit else [])]
    days = [left.on for left in exits if _end(episode) <= left.on and (before is None or left.on <= before)]
    return min(days, default=None)


def _end(episode: Episode) -> date:
    return episode.ended_on or date.max


def _last_ending(episodes: list[Episode]) -> Episode | None:
    return max(episodes, key=lambda e: (_end(e), e.rank)) if episodes else None


def _joins(standing: Standing, previous: Episode, episode: Episode) -> bool:
    """Nested and parallel episodes make no seam, nor does what follows a certification obtained or awaited."""
    if previous.ended_on is None or episode.parallel or _settled(standing, previous):
        return False
    return _end(episode) > previous.ended_on or (episode.started_on or date.min) >= previous.ended_on


def _settled(standing: Standing, episode: Episode) -> bool:
    return episode.awaits_result or fully_certified(standing, episode)


def _gapes(standing: Standing, last: Episode) -> bool:
    if last.ended_on is None or _settled(standing, last) or standing.voided or standing.merged_into:
        return False
    return standing.live or standing.exit is not None


def _closed(standing: Standing, previous: Episode, episode: Episode, threshold: int) -> Seam:
    end, start = _end(previous), episode.started_on or date.min
    days = (start - end).days
    net = days - paused_days(standing.pauses, end, start)
    sewn = net <= threshold and _booked(episode, end) and _same_hands(standing, previous, episode)
    cause = _cause(standing, end, start)
    return Seam(previous.id, episode.id, end, start, days, net, sewn, cause, open=False)


def _open(standing: Standing, last: Episode, on: date, threshold: int) -> Seam:
    end = _end(last)
    days, net = _so_far(standing, end, on)
    possible = net <= threshold and any(_booked(e, end) for e in standing.ahead)
    cause = _cause(standing, end, date.max)
    return Seam(last.id, None, end, None, days, net, None if possible else False, cause, open=True)


def _left(standing: Standing, last: Episode, left: date) -> Seam:
    days, net = _so_far(standing, _end(last), left)
    return Seam(last.id, None, _end(last), left, days, net, seamless=False, cause="exit", open=False)


def _so_far(standing: Standing, end: date, until: date) -> tuple[int, int]:
    """Gross and net days of a gap no start has closed. Its last day counts (E < d <= until), hence one day past it."""
    days = (until - end).days
    return days, days - paused_days(standing.pauses, end, until + ONE_DAY)


def _booked(episode: Episode, end: date) -> bool:
    return episode.prescribed_on is not None and episode.prescribed_on <= end


def _same_hands(standing: Standing, previous: Episode, episode: Episode) -> bool:
    if previous.referent_at_end == episode.referent_at_start:
        return True
    return any(h.state == "accepted" for h in standing.handovers)


def _cause(standing: Standing, end: date, until: date) -> str | None:
    """What is known of why it gapes: the last episode prescribed for this gap that never started, by its state."""
    failed = [
        e
        for e in standing.episodes.values()
        if e.state in NEVER_STARTED and e.motive != "exit" and e.planned_start and end <= e.planned_start <= until
    ]
    return max(failed, key=lambda e: e.n).state.value if failed else None


def stage_of_seam(seam: Seam) -> str:
    """The state of a seam as a word: open, never_followed, overlap, seamless or late."""
    if seam.open:
        return "open"
    if seam.before is None:
        return "never_followed"
    if seam.seamless:
        return "overlap" if seam.days < 0 else "seamless"
    return "late"
