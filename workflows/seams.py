"""Seams: the interval between the end of an episode and the real start of the next, from a life and a date.

Counting rules in one place (decisions.md, Seams): days = start of the next - end of the previous; an open seam
counts to `on`; net days leave out paused days inside the gap. No number is stored that this cannot compute again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from workflows.calendar import ONE_DAY
from workflows.episode import NEVER_STARTED, Episode
from workflows.lives import Life
from workflows.pauses import paused_days
from workflows.standing import Standing

THRESHOLD = 30
Threshold = Callable[[Episode], int]


@dataclass(frozen=True, slots=True)
class Seam:
    """A seam: ids of the episodes on both sides (`before` None while open or never followed), gross and net days.

    after: the episode that ended; before: the one that started. seamless: None while still possible. cause: coded.
    accepted: a next step is accepted (while it matters: open or ahead). not_a_gap: said so, with a reason; out of every
    median. ahead: the end is still to come, `since` is the planned one, and there is no day to count yet.
    booked_on: the day a next step, still standing at the end, had been accepted.
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
    kind_after: str = ""
    kind_before: str | None = None
    accepted: bool = False
    not_a_gap: bool = False
    ahead: bool = False
    booked_on: date | None = None


def seams(standing: Standing, on: date, threshold: int = THRESHOLD) -> list[Seam]:
    """Every seam of one case up to day `on`, in order of time; the standing must be the one replayed for that day."""
    return seams_of_life(Life({"": standing}), on, lambda _episode: threshold)


def seams_of_life(life: Life, on: date, threshold: Threshold) -> list[Seam]:
    """Every seam of a life up to day `on`, in order of time; the standings must be those replayed for that day.

    threshold: the net days up to which the seam after an episode may be seamless.
    """
    started = life.started(on)
    found = []
    for index, episode in enumerate(started):
        previous = _last_ending(started[:index])
        if previous is None or not _joins(life, previous, episode):
            continue
        left = _exit_before(life, previous, episode)
        found.append(_left(life, previous, left) if left else _closed(life, previous, episode, threshold(previous)))
    last = _last_ending(started)
    if last is not None and _gapes(life, last):
        left = min(_exits_after(life, last), default=None)
        found.append(_left(life, last, left) if left else _open(life, last, on, threshold(last)))
    return [replace(_settled(life, seam), booked_on=life.accepted_by(seam.after, seam.since)) for seam in found]


def _exit_before(life: Life, previous: Episode, episode: Episode) -> date | None:
    """The first exit that came between two episodes: it closed the seam for good, even if they came back.

    One on the day of the start came first, unless it ended what had started: then the start had closed the seam.
    """
    start = episode.started_on or date.min
    last = start - ONE_DAY if episode.ended_on == start else start
    return min((left for left in _exits_after(life, previous) if left <= last), default=None)


def _exits_after(life: Life, episode: Episode) -> list[date]:
    return [left for left in life.exits if _end(episode) <= left]


def _end(episode: Episode) -> date:
    return episode.ended_on or date.max


def _last_ending(episodes: list[Episode]) -> Episode | None:
    return max(episodes, key=lambda e: (_end(e), e.rank)) if episodes else None


def _joins(life: Life, previous: Episode, episode: Episode) -> bool:
    """Nested and parallel episodes make no seam, nor does what follows a certification obtained or awaited."""
    if previous.ended_on is None or episode.parallel or life.achieved(previous):
        return False
    return _end(episode) > previous.ended_on or (episode.started_on or date.min) >= previous.ended_on


def _gapes(life: Life, last: Episode) -> bool:
    return last.ended_on is not None and not life.achieved(last) and life.follows


def _closed(life: Life, previous: Episode, episode: Episode, threshold: int) -> Seam:
    end, start = _end(previous), episode.started_on or date.min
    days = (start - end).days
    net = days - paused_days(life.pauses, end, start)
    sewn = net <= threshold and _booked(episode, end) and _same_hands(life, previous, episode)
    cause, kinds = _cause(life, end, start), (previous.kind.value, episode.kind.value)
    return Seam(previous.id, episode.id, end, start, days, net, sewn, cause, False, *kinds)


def _open(life: Life, last: Episode, on: date, threshold: int) -> Seam:
    end = _end(last)
    days, net = _so_far(life, end, on)
    possible = None if net <= threshold and any(_booked(e, end) for e in life.ahead) else False
    cause, accepted = _cause(life, end, date.max), life.accepted_next is not None
    return Seam(last.id, None, end, None, days, net, possible, cause, True, last.kind.value, accepted=accepted)


def _left(life: Life, last: Episode, left: date) -> Seam:
    days, net = _so_far(life, _end(last), left)
    return Seam(last.id, None, _end(last), left, days, net, False, "exit", False, last.kind.value)


def _so_far(life: Life, end: date, until: date) -> tuple[int, int]:
    """Gross and net days of a gap no start has closed. Its last day counts (E < d <= until), hence one day past it."""
    days = (until - end).days
    after = until + ONE_DAY if until < date.max else until  # there is no day after the last there is
    return days, days - paused_days(life.pauses, end, after)


def _booked(episode: Episode, end: date) -> bool:
    return episode.prescribed_on is not None and episode.prescribed_on <= end


def _same_hands(life: Life, previous: Episode, episode: Episode) -> bool:
    return previous.referent_at_end == episode.referent_at_start or life.handed_over


def _cause(life: Life, end: date, until: date) -> str | None:
    """What is known of why it gapes: the last episode prescribed for this gap that never started, by its state."""
    failed = [
        e
        for e in life.episodes
        if e.state in NEVER_STARTED and e.motive != "exit" and e.planned_start and end <= e.planned_start <= until
    ]
    return max(failed, key=lambda e: e.n).state.value if failed else None


def _settled(life: Life, seam: Seam) -> Seam:
    """The seam with what somebody said of it: their cause before the one the journal suggests, an exit apart."""
    said = life.settlements.get(seam.after)
    if said is None:
        return seam
    cause = seam.cause if seam.cause == "exit" else said.cause or seam.cause
    return replace(seam, cause=cause, not_a_gap=said.not_a_gap, seamless=None if said.not_a_gap else seam.seamless)


def stage_of_seam(seam: Seam) -> str:
    """How a seam turned out, as a word: not_a_gap, open, never_followed, overlap, seamless or late."""
    if seam.not_a_gap:
        return "not_a_gap"
    if seam.open:
        return "open"
    if seam.before is None:
        return "never_followed"
    if seam.seamless:
        return "overlap" if seam.days < 0 else "seamless"
    return "late"
