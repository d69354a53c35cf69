"""The steps of the pathway in the person's words: done, now, next, and those that come only if they are needed.

Pure. A step keeps the number of its fact, so that the person can say that it is not exact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from parcours_app.web.beneficiary.places import place
from parcours_app.web.beneficiary.saying import Saying, Situation, say
from parcours_app.web.beneficiary.waiting import waiting, waiting_since
from workflows.engine import sentence
from workflows.episode import NEVER_STARTED, Episode, EpisodeState, Kind
from workflows.exits import Exit
from workflows.seams import Seam, seams
from workflows.stage import Stage
from workflows.standing import Standing

TITLES: Mapping[Kind, Saying] = {
    Kind.ORIENTATION: say(sentence("Orientation")),
    Kind.REFRESHER: say(sentence("Refresher training")),
    Kind.QUALIFICATION: say(sentence("Training for a trade")),
}
OUTCOMES: Mapping[EpisodeState, str] = {
    EpisodeState.COMPLETED: sentence("Finished."),
    EpisodeState.DROPPED_OUT: sentence("Stopped before the end."),
    EpisodeState.EXCLUDED: sentence("Stopped before the end."),
    EpisodeState.INTERRUPTED: sentence("Stopped before the end."),
    EpisodeState.REFUSED: sentence("It did not begin: the training provider could not take you."),
    EpisodeState.DECLINED: sentence("It did not begin: you said no."),
    EpisodeState.NO_PLACE: sentence("It did not begin: there was no place left."),
    EpisodeState.NO_SHOW: sentence("It did not begin for you."),
    EpisodeState.CANCELLED: sentence("It was cancelled."),
}
RESULTS: Mapping[str, str] = {
    "full": sentence("You passed."),
    "partial": sentence("You passed a part of it."),
    "none": sentence("You did not pass this time."),
    "absent": sentence("You were not at the exam."),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One box: when is past, present, ahead or optional; stage colours it; about names the fact it states.

    wait: days between the previous step and this one, None when there is no such interval. begun: it really began.
    """

    title: Saying
    when: str
    stage: str
    said: tuple[Saying, ...] = ()
    about: str | None = None
    wait: int | None = None
    begun: bool = True


def steps(situation: Situation) -> list[Step]:
    """The whole line, in order of time: past, present, booked, then what may come."""
    standing = situation.standing
    past = [_past(e, _wait_before(standing, situation.on, e)) for e in _over(standing)]
    if not standing.counts or not standing.live:
        return [*past, *_left(standing.exit)]
    ahead = [_ahead(e, situation.on) for e in standing.ahead]
    return [*past, *_present(situation), *ahead, *_possible(situation)]


def _over(standing: Standing) -> list[Episode]:
    """The steps that are over, and those that never began, by date; what an exit cancelled is not told again."""
    missed = [e for e in standing.episodes.values() if e.state in NEVER_STARTED and e.motive != "exit"]
    return sorted([*standing.ended, *missed], key=lambda e: (e.started_on or e.planned_start or date.min, e.n))


def _wait_before(standing: Standing, on: date, episode: Episode) -> int | None:
    seam: Seam | None = next((s for s in seams(standing, on) if s.before == episode.id), None)
    return max(0, seam.days) if seam else None


def _past(episode: Episode, wait: int | None) -> Step:
    outcome = RESULTS.get(episode.result or "", OUTCOMES[episode.state])
    if episode.awaits_result:
        outcome = sentence("Finished. The result is not known yet.")
    said = (*_dates(episode), *_with(episode), say(outcome))
    return Step(TITLES[episode.kind], "past", episode.kind.value, said, f"step-{episode.n}", wait, episode.started)


def _dates(episode: Episode) -> tuple[Saying, ...]:
    if episode.started_on and episode.ended_on:
        return (say(sentence("From %(first)s to %(last)s."), first=episode.started_on, last=episode.ended_on),)
    if episode.started_on:
        return (say(sentence("Since %(day)s."), day=episode.started_on),)
    return (say(sentence("Planned for %(day)s."), day=episode.planned_start),) if episode.planned_start else ()


def _with(episode: Episode) -> tuple[Saying, ...]:
    return (say(sentence("With %(provider)s."), provider=episode.provider),) if episode.provider else ()


def _present(situation: Situation) -> list[Step]:
    """The steps under way, or the wait when none is."""
    standing, on = situation.standing, situation.on
    if standing.stage == Stage.FOLLOW_UP:
        return _left(standing.exit)
    running = [_running(standing, episode, on) for episode in standing.in_progress]
    if running or waiting_since(situation) is None:
        return running
    title = say(
        sentence("You are waiting for your result")
        if standing.stage == Stage.AWAITING_RESULT
        else sentence("You are waiting")
    )
    return [Step(title, "present", standing.stage, tuple(waiting(situation)[:1]), "wait")]


def _running(standing: Standing, episode: Episode, on: date) -> Step:
    end = standing.planned_end(episode)
    until = (say(sentence("Planned end: %(day)s."), day=end),) if end else ()
    said = (*_dates(episode), *_with(episode), *until)
    wait = _wait_before(standing, on, episode)
    return Step(TITLES[episode.kind], "present", episode.kind.value, said, f"step-{episode.n}", wait)


def _left(left: Exit | None) -> list[Step]:
    if left is None or left.motive == "death":
        return []
    title = say(sentence("A job") if left.motive == "employment" else sentence("You left the pathway"))
    return [Step(title, "present", "follow_up", (say(sentence("Since %(day)s."), day=left.on),), "exit")]


def _ahead(episode: Episode, on: date) -> Step:
    said = (_starting(episode.planned_start, on), *_with(episode), place(episode))
    return Step(TITLES[episode.kind], "ahead", episode.kind.value, said, f"step-{episode.n}")


def _starting(start: date | None, on: date) -> Saying:
    if start is None:
        return say(sentence("No date yet."))
    return say(sentence("On %(day)s.") if start >= on else sentence("It was due to start on %(day)s."), day=start)


UNDATED = (say(sentence("No date yet.")),)
AIM = Step(say(sentence("A job")), "ahead", "follow_up", (say(sentence("This is the aim of your pathway.")),))


def _possible(situation: Situation) -> list[Step]:
    """What is still to come: dated by nobody yet, or only if it is needed; a job is the aim."""
    standing = situation.standing
    if standing.stage == Stage.FOLLOW_UP:
        return []
    found: list[Step] = []
    if standing.stage == Stage.REFERRED:
        project = say(sentence("You talk about your project."))
        found.append(Step(TITLES[Kind.ORIENTATION], "ahead", "orientation", (project, *UNDATED)))
    if not _seen(standing, Kind.REFRESHER):
        found.extend(_refresher(standing))
    if not _seen(standing, Kind.QUALIFICATION):
        found.append(Step(TITLES[Kind.QUALIFICATION], "ahead", "qualification", UNDATED))
    if any(e.certifying for e in [*standing.in_progress, *standing.ahead]):
        found.append(Step(say(sentence("The result of your exam")), "ahead", "awaiting_result", UNDATED))
    return [*found, AIM]


def _refresher(standing: Standing) -> list[Step]:
    """If needed until the diagnosis; then to come, or not at all."""
    if standing.needs is None:
        why = say(sentence("To go over French, calculation or digital skills."))
        return [Step(TITLES[Kind.REFRESHER], "optional", "refresher", (why,))]
    return [Step(TITLES[Kind.REFRESHER], "ahead", "refresher", UNDATED)] if standing.needs.refresher else []


def _seen(standing: Standing, kind: Kind) -> bool:
    coming = any(e.kind is kind for e in [*standing.ahead, *standing.in_progress])
    return coming or standing.completed(kind)
