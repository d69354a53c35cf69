"""Where I am and what comes next: the top of the person's page, one short sentence at a time.

Pure: a situation in, sentences out. Never a code, never another person's fact, never a word of the trade.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from parcours_app.web.beneficiary.places import place, queued
from parcours_app.web.beneficiary.saying import Fact, Saying, Situation, say
from workflows.calendar import add_months
from workflows.certification import fully_certified
from workflows.engine import sentence
from workflows.episode import Episode, EpisodeState, Kind
from workflows.stage import Stage

CHECKS = (3, 6, 12)
STEP: Mapping[Kind, Saying] = {
    Kind.ORIENTATION: say(sentence("orientation")),
    Kind.REFRESHER: say(sentence("refresher training")),
    Kind.QUALIFICATION: say(sentence("training for a trade")),
}
IN_STEP: Mapping[Kind, tuple[str, str, str]] = {
    Kind.ORIENTATION: (
        sentence("You are in orientation: you are preparing your project."),
        sentence("You are in orientation until %(day)s."),
        sentence("You are in orientation. The end was planned on %(day)s."),
    ),
    Kind.REFRESHER: (
        sentence("You are in refresher training."),
        sentence("You are in refresher training until %(day)s."),
        sentence("You are in refresher training. The end was planned on %(day)s."),
    ),
    Kind.QUALIFICATION: (
        sentence("You are in training for a trade."),
        sentence("You are in training for a trade until %(day)s."),
        sentence("You are in training for a trade. The end was planned on %(day)s."),
    ),
}
LEFT: Mapping[str, str] = {
    "employment": sentence("You found a job. Well done!"),
    "training_elsewhere": sentence("You are following another training."),
    "contract_end": sentence("Your support has come to its end."),
    "age_limit": sentence("You have reached the age limit of this programme."),
    "own_request": sentence("You asked to stop."),
    "no_contact": sentence("We have no news of you any more."),
    "moved": sentence("You have moved house."),
}


# What the pathway itself promises, whoever the person is.
PROMISED: Mapping[Stage, str] = {
    Stage.REFERRED: sentence("Next: a first meeting, to talk about your project."),
    Stage.ORIENTATION: sentence("Next: a training, chosen with you."),
    Stage.AWAITING_RESULT: sentence("Next: your result, after the exam."),
}


def who(situation: Situation) -> Fact:
    """The name of the person who follows them, or words in its place."""
    return situation.referent or say(sentence("the person who follows you"))


def where(situation: Situation) -> list[Saying]:
    """Where I am now. The first sentence is the title of the page's first block."""
    standing = situation.standing
    if standing.voided:
        return [say(sentence("This file was opened by mistake. It is closed."))]
    if standing.merged_into:
        return [say(sentence("Your pathway goes on in another file of yours. This one is closed."))]
    if standing.exit is not None and standing.exit.motive == "death":
        return [say(sentence("This file is closed."))]
    return [*PLACES.get(Stage(standing.stage), _in_step)(situation), *_paused(situation)]


def _in_step(situation: Situation) -> list[Saying]:
    standing = situation.standing
    if not standing.in_progress:
        return [say(sentence("You are on your pathway."))]
    episode = standing.in_progress[-1]
    plain, until, late = IN_STEP[episode.kind]
    end = standing.planned_end(episode)
    if end is None:
        return [say(plain)]
    return [say(until if end >= situation.on else late, day=end)]


def _referred(_situation: Situation) -> list[Saying]:
    return [say(sentence("Your pathway is about to begin."))]


def _between(situation: Situation) -> list[Saying]:
    ended = situation.standing.ended
    if not ended:
        return [say(sentence("You are on your pathway again. Welcome back!"))]
    last = ended[-1]
    if fully_certified(situation.standing, last):
        return [say(sentence("You have obtained your certification. Well done!"))]
    if last.state is EpisodeState.COMPLETED:
        return [say(sentence("You have finished this step: %(step)s."), step=STEP[last.kind])]
    return [say(sentence("You have stopped this step: %(step)s. Your pathway goes on."), step=STEP[last.kind])]


def _awaiting(_situation: Situation) -> list[Saying]:
    return [say(sentence("You have finished your training. You are waiting for your result."))]


def _followed(situation: Situation) -> list[Saying]:
    left = situation.standing.exit
    said = LEFT.get(left.motive) if left else None
    return [say(said or sentence("You have left the pathway."))]


def _closed(_situation: Situation) -> list[Saying]:
    return [say(sentence("Your pathway is finished."))]


PLACES: Mapping[Stage, Callable[[Situation], list[Saying]]] = {
    Stage.REFERRED: _referred,
    Stage.BETWEEN: _between,
    Stage.AWAITING_RESULT: _awaiting,
    Stage.FOLLOW_UP: _followed,
    Stage.CLOSED: _closed,
}


def _paused(situation: Situation) -> list[Saying]:
    pause = situation.standing.paused(situation.on)
    if pause is None:
        return []
    return [say(sentence("Your pathway is paused until %(day)s. The days of the pause do not count."), day=pause.until)]


def following(situation: Situation) -> list[Saying]:
    """What comes next, when and with whom; says so when it is not known."""
    standing = situation.standing
    if not standing.live or not standing.counts:
        return []
    if standing.stage == Stage.FOLLOW_UP:
        return _next_check(situation)
    if standing.ahead:
        return booked(standing.ahead[0], situation.on)
    if standing.waiting:
        return [queued(STEP[standing.waiting[0].kind])]
    return [_not_booked(situation)]


def booked(episode: Episode, on: date) -> list[Saying]:
    """The sentences of a step that is prescribed: what, when, with whom, and whether the place is certain."""
    start, provider = episode.planned_start, episode.provider
    facts: dict[str, Fact] = {"step": STEP[episode.kind]}
    if provider:
        facts["provider"] = provider
    if start is None or start < on:
        opening = sentence("Next: %(step)s, with %(provider)s.") if provider else sentence("Next: %(step)s.")
        news = (
            sentence("It was due to start on %(day)s. Ask for news.")
            if start
            else sentence("The date is not fixed yet.")
        )
        return [Saying(opening, facts), say(news, **({"day": start} if start else {})), place(episode)]
    facts["day"] = start
    opening = (
        sentence("Next: %(step)s, on %(day)s, with %(provider)s.")
        if provider
        else sentence("Next: %(step)s, on %(day)s.")
    )
    return [Saying(opening, facts), place(episode)]


def _not_booked(situation: Situation) -> Saying:
    standing = situation.standing
    last = standing.in_progress[-1] if standing.in_progress else None
    if standing.stage in PROMISED:
        return say(PROMISED[Stage(standing.stage)])
    if last is not None and last.certifying:
        return say(PROMISED[Stage.AWAITING_RESULT])
    if standing.stage != Stage.BETWEEN:
        open_end = sentence("What comes next is not decided yet. Talk about it with %(who)s.")
        return say(open_end, who=who(situation))
    if standing.ended and fully_certified(standing, standing.ended[-1]):
        return say(sentence("Next: a job. Talk about it with %(who)s."), who=who(situation))
    return say(sentence("Your next step has no date yet."))


def _next_check(situation: Situation) -> list[Saying]:
    left = situation.standing.exit
    due = [add_months(left.on, n) for n in CHECKS if n not in situation.standing.checks] if left else []
    if not due:
        return []
    if due[0] < situation.on:
        return [say(sentence("We should have asked for your news on %(day)s. You may write to us."), day=due[0])]
    return [say(sentence("Next: we ask for your news, around %(day)s."), day=due[0])]
