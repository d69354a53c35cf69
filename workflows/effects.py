"""What each move writes on the standing once it is allowed. Judges nothing, stores nothing, tells nobody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from workflows.calendar import ONE_DAY
from workflows.engine import Attempt
from workflows.episode import AHEAD, EPISODE, Episode, EpisodeState, Kind, Segment
from workflows.exits import Exit, Job
from workflows.guards import ENDS_ITSELF, day
from workflows.pauses import Pause
from workflows.standing import EmploymentCheck, Handover, Needs, Standing
from workflows.support import Support

LAST_CHECK = 12


def job_of(data: Mapping[str, Any] | None) -> Job | None:
    """The job a move describes, if any."""
    if not data:
        return None
    dates = {key: date.fromisoformat(data[key]) for key in ("starts_on", "ends_on") if data.get(key)}
    return Job(data["contract"], **dates)


def opened(standing: Standing, attempt: Attempt) -> None:
    """Freeze the facts the case opens on."""
    data = attempt.data
    standing.opened_on = attempt.on
    standing.facts = data
    standing.organisation = data.get("organisation")
    standing.organisation_region = data.get("organisation_region")
    standing.referent = data.get("referent")


def _add(standing: Standing, attempt: Attempt, kind: Kind) -> Episode:
    episode = Episode(id=attempt.data["episode"], n=len(standing.episodes) + 1, kind=kind)
    standing.episodes[episode.id] = episode
    return episode


def _run(standing: Standing, episode: Episode, on: date) -> None:
    episode.started_on = on
    episode.rank = 1 + max(other.rank for other in standing.episodes.values())
    episode.referent_at_start = standing.referent
    episode.segments = [Segment(standing.organisation, standing.organisation_region, on)]


def _end(standing: Standing, episode: Episode, on: date) -> None:
    episode.ended_on = on
    episode.referent_at_end = standing.referent
    if episode.segments:
        episode.segments[-1].until = on


def _move(episode: Episode, attempt: Attempt, move: str) -> None:
    EPISODE.take(episode, Attempt(move, attempt.on, attempt.actor))


def _begin_orientation_episode(standing: Standing, attempt: Attempt) -> None:
    episode = _add(standing, attempt, Kind.ORIENTATION)
    episode.prescribed_on = day(attempt, "decision_on") or attempt.on
    _move(episode, attempt, "start")
    _run(standing, episode, attempt.on)


def began_orientation(standing: Standing, attempt: Attempt) -> None:
    """Name the referent, start the clock at the notification, and open an orientation episode."""
    standing.referent = attempt.data.get("referent") or standing.referent
    standing.orientation_clock = day(attempt, "notified_on") or attempt.on
    _begin_orientation_episode(standing, attempt)


def completed_orientation(standing: Standing, attempt: Attempt) -> None:
    """Keep the needs found and end the orientation episode."""
    needs = attempt.data["needs"]
    standing.needs = Needs(
        needs["refresher"], tuple(needs["domains"]), needs["support"], argued=bool(attempt.data.get("reason"))
    )
    for episode in standing.in_progress:
        if episode.kind is Kind.ORIENTATION:
            _move(episode, attempt, "complete")
            _end(standing, episode, attempt.on)


def prescribed(standing: Standing, attempt: Attempt) -> None:
    """Add an episode ahead."""
    data = attempt.data
    episode = _add(standing, attempt, Kind(data["kind"]))
    episode.prescribed_on = day(attempt, "prescribed_on") or attempt.on
    episode.planned_start = day(attempt, "planned_start")
    episode.planned_end = day(attempt, "planned_end")
    for key in ("label", "provider", "hours", "funder", "programme", "session", "rncp"):
        setattr(episode, key, data.get(key))
    episode.blocs = tuple(data.get("blocs") or ())
    episode.parallel = bool(data.get("parallel"))


def _named(standing: Standing, attempt: Attempt) -> Episode:
    return standing.episodes[attempt.data["episode"]]


def moved(standing: Standing, attempt: Attempt) -> None:
    """An episode that has not started is admitted, or will never start."""
    _move(_named(standing, attempt), attempt, attempt.move)


def started(standing: Standing, attempt: Attempt) -> None:
    """The person really entered."""
    episode = _named(standing, attempt)
    _move(episode, attempt, "start")
    _run(standing, episode, attempt.on)


def ended(standing: Standing, attempt: Attempt) -> None:
    """An episode in progress ends, completed or before its term."""
    episode = _named(standing, attempt)
    _move(episode, attempt, attempt.move)
    _end(standing, episode, attempt.on)
    episode.motive = attempt.data.get("motive")
    episode.legitimate = (attempt.data.get("legitimate") or {}).get("decision")


def recorded_result(standing: Standing, attempt: Attempt) -> None:
    """The jury has spoken; the stage follows only if the case was waiting for it."""
    episode = _named(standing, attempt)
    episode.result = attempt.data["result"]
    episode.result_on = attempt.on
    episode.obtained = tuple(attempt.data.get("blocs") or ())


def started_support(standing: Standing, attempt: Attempt) -> None:
    """Support begins beside the episodes."""
    standing.supports.append(Support(attempt.data["level"], attempt.data.get("referent"), attempt.on))


def ended_support(standing: Standing, attempt: Attempt) -> None:
    """Support ends; no episode is touched."""
    _end_support(standing, attempt.on, attempt.data["motive"])


def _end_support(standing: Standing, on: date, motive: str) -> None:
    if standing.support is not None:
        standing.support.motive, standing.support.ended_on = motive, on


def paused(standing: Standing, attempt: Attempt) -> None:
    """The clocks stop from this day to the announced last day."""
    standing.pauses.append(Pause(attempt.on, day(attempt, "until") or attempt.on, attempt.data["category"]))


def resumed(standing: Standing, attempt: Attempt) -> None:
    """The day before the return is the last paused day."""
    pause = standing.paused(attempt.on)
    if pause is not None:
        pause.until = attempt.on - ONE_DAY


def redirected(standing: Standing, attempt: Attempt) -> None:
    """Accepted: the running episodes are interrupted, a new orientation opens and its clock restarts.

    Denied: nothing.
    """
    standing.redirections.append((attempt.on, attempt.data["decision"]))
    if attempt.data["decision"] == "denied":
        return
    _interrupt(standing, attempt, "redirection")
    standing.orientation_clock = attempt.on
    _begin_orientation_episode(standing, attempt)


def _interrupt(standing: Standing, attempt: Attempt, motive: str) -> None:
    for episode in standing.in_progress:
        _move(episode, attempt, "interrupt")
        _end(standing, episode, attempt.on)
        episode.motive = motive


def requested_handover(standing: Standing, attempt: Attempt) -> None:
    """Nothing changes hands yet: the sender stays responsible."""
    data = attempt.data
    standing.handovers.append(
        Handover(
            data["to_organisation"],
            data.get("to_region"),
            data.get("to_counsellor"),
            attempt.on,
            day(attempt, "temporary_until"),
            standing.organisation,
        )
    )


def accepted_handover(standing: Standing, attempt: Attempt) -> None:
    """The right to act passes; a running episode goes on in a new segment."""
    handover = standing.pending_handover
    if handover is None:
        return
    handover.state, handover.decided_on = "accepted", attempt.on
    standing.organisation, standing.organisation_region = handover.to_organisation, handover.to_region
    standing.referent = handover.to_counsellor or attempt.data.get("referent")
    for episode in standing.in_progress:
        if episode.segments:
            episode.segments[-1].until = attempt.on
        episode.segments.append(Segment(standing.organisation, standing.organisation_region, attempt.on))


def declined_handover(standing: Standing, attempt: Attempt) -> None:
    """The sender keeps the case."""
    handover = standing.pending_handover
    if handover is not None:
        handover.state, handover.decided_on = "declined", attempt.on


def left(standing: Standing, attempt: Attempt) -> None:
    """The person leaves: what runs is interrupted, what was booked is cancelled, a pause ends the day before."""
    motive = attempt.data["motive"]
    _interrupt(standing, attempt, ENDS_ITSELF.get(motive, "exit"))
    for episode in standing.episodes.values():
        if episode.state in AHEAD:
            episode.state, episode.motive = EpisodeState.CANCELLED, "exit"
    resumed(standing, attempt)
    _archive_exit(standing)
    if motive == "death":
        _end_support(standing, attempt.on, "other")
    standing.exit = Exit(motive, attempt.on, job_of(attempt.data.get("job")))


def checked_employment(standing: Standing, attempt: Attempt) -> None:
    """Keep what was learnt of the person's employment."""
    data = attempt.data
    standing.checks[data["at_months"]] = EmploymentCheck(
        data["at_months"], data["employed"], attempt.on, job_of(data.get("job"))
    )
    if data["at_months"] == LAST_CHECK:
        _end_support(standing, attempt.on, "term")


def reopened(standing: Standing, _attempt: Attempt) -> None:
    """The person comes back: the exit is kept in the history, the checks start afresh."""
    _archive_exit(standing)
    standing.exit = None
    standing.checks = {}


def _archive_exit(standing: Standing) -> None:
    if standing.exit is not None:
        standing.past_exits.append(standing.exit)


def voided(standing: Standing, _attempt: Attempt) -> None:
    """Opened by mistake: out of the totals."""
    standing.voided = True


def merged(standing: Standing, attempt: Attempt) -> None:
    """The same person's other case goes on: this one is out of the totals, its history kept."""
    standing.merged_into = attempt.data["into_case"]


EFFECTS: Mapping[str, Callable[[Standing, Attempt], None]] = {
    "open": opened,
    "begin_orientation": began_orientation,
    "complete_orientation": completed_orientation,
    "prescribe": prescribed,
    **dict.fromkeys(("admit", "decline", "refuse", "no_place", "no_show", "cancel"), moved),
    "start": started,
    **dict.fromkeys(("complete", "drop_out", "exclude", "interrupt"), ended),
    "record_result": recorded_result,
    "start_support": started_support,
    "end_support": ended_support,
    "pause": paused,
    "resume": resumed,
    "redirect": redirected,
    "request_handover": requested_handover,
    "accept_handover": accepted_handover,
    "decline_handover": declined_handover,
    "leave": left,
    "check_employment": checked_employment,
    "reopen": reopened,
    "merge": merged,
    "void": voided,
}
