"""The wait, said honestly: since when, what must happen now and who must do it. Pure: a situation in, sentences out."""

from __future__ import annotations

from datetime import date

from parcours_app.web.beneficiary.saying import Days, Saying, Situation, say
from parcours_app.web.beneficiary.sentences import who
from workflows.certification import fully_certified
from workflows.engine import sentence
from workflows.seams import THRESHOLD, seams
from workflows.stage import Stage


def waiting(situation: Situation) -> list[Saying]:
    """How long the person has been waiting, what must happen now and who must do it; nothing when they do not wait."""
    standing = situation.standing
    since = waiting_since(situation)
    if since is None or standing.paused(situation.on):
        return []
    days = (situation.on - since).days
    said = [_for_days(days, result=standing.stage == Stage.AWAITING_RESULT), _must_happen(situation)]
    if days > THRESHOLD:
        said.append(say(sentence("That is long. You have the right to ask why.")))
    return said


def waiting_since(situation: Situation) -> date | None:
    """The first day of the wait: since the referral or the end of the last step; None when they do not wait."""
    standing = situation.standing
    if not standing.counts:
        return None
    if standing.stage == Stage.REFERRED:
        return standing.opened_on
    if standing.stage == Stage.AWAITING_RESULT:
        return standing.awaiting[-1].ended_on
    if standing.stage != Stage.BETWEEN or (standing.ended and fully_certified(standing, standing.ended[-1])):
        return None
    gap = next((seam for seam in seams(standing, situation.on) if seam.open), None)
    return max(filter(None, (gap.since if gap else None, standing.stage_since)), default=None)


def _for_days(days: int, *, result: bool) -> Saying:
    if days == 0:
        return say(sentence("The wait begins today."))
    if result:
        return say(sentence("You have been waiting for your result for %(days)s."), days=Days(days))
    return say(sentence("You have been waiting for %(days)s."), days=Days(days))


def _must_happen(situation: Situation) -> Saying:
    standing = situation.standing
    if standing.stage == Stage.REFERRED:
        return say(sentence("What must happen now: a counsellor offers you a first meeting."))
    if standing.stage == Stage.AWAITING_RESULT:
        return say(sentence("What must happen now: the jury decides, then %(who)s tells you."), who=who(situation))
    if standing.ahead:
        start = standing.ahead[0].planned_start
        if start == situation.on:
            return say(sentence("Your training is planned to begin today."))
        if start and start > situation.on:
            return say(sentence("Your training begins in %(days)s."), days=Days((start - situation.on).days))
    return say(sentence("What must happen now: %(who)s offers you a next step, with a date."), who=who(situation))
