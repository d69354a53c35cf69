"""What the person can do and what is owed to them, from the rules and the law. Pure; promises nothing the law does not.

Sources are in domain.md §1 and §5: L.5411-6 (referent), D.5411-14-1 (one month), L.6342-1 (social security), R.5312-43
(own data), R.5412-7 (sanctions are decided elsewhere).
"""

from __future__ import annotations

from dataclasses import dataclass

from parcours_app.web.beneficiary.saying import Days, Saying, Situation, say
from parcours_app.web.beneficiary.sentences import CHECKS, who
from workflows.calendar import add_months
from workflows.contract import contract_due
from workflows.engine import sentence
from workflows.episode import TRAINING
from workflows.stage import Stage


@dataclass(frozen=True, slots=True)
class Due:
    """One thing owed: what it is, and how it stands for this person today. late: its day has passed."""

    title: Saying
    text: Saying
    late: bool = False


def can_do(situation: Situation) -> list[Saying]:
    """What the person can do now, the most useful first."""
    standing = situation.standing
    if not standing.counts or not standing.live:
        return [say(sentence("You can ask a question on this page."))]
    return [
        *_about_what_comes(situation),
        say(sentence("Ask a question: the answer will be written on this page.")),
        say(sentence("Is something wrong on this page? Press “This is not exact”.")),
    ]


def _about_what_comes(situation: Situation) -> list[Saying]:
    standing, person = situation.standing, who(situation)
    found: list[Saying] = []
    if standing.paused(situation.on):
        found.append(say(sentence("You can come back before the end of the pause: tell %(who)s."), who=person))
    if standing.ahead:
        suits = sentence("Does the date of your next step suit you? If it does not, tell %(who)s.")
        found.append(say(suits, who=person))
    elif standing.stage in (Stage.BETWEEN, Stage.REFRESHER, Stage.QUALIFICATION):
        found.append(say(sentence("Ask %(who)s what comes next, and when."), who=person))
    if any(e.kind in TRAINING for e in standing.in_progress):
        found.append(say(sentence("If you cannot come to the training, tell the training provider the same day.")))
    if standing.stage == Stage.FOLLOW_UP:
        found.append(say(sentence("Your situation changes? You can come back: tell %(who)s."), who=person))
    return found


def owed(situation: Situation) -> list[Due]:
    """What is owed to the person as things stand, with its day when there is one."""
    standing = situation.standing
    if not standing.counts:
        return [_data()]
    found = [*_contract(situation), *_referent(situation), *_during_training(situation), *_paused(situation)]
    if standing.exit is not None and standing.live:
        found.extend(_news(situation))
    return [*found, _answer(), _data(), _no_sanction()]


def _contract(situation: Situation) -> list[Due]:
    """One month after the orientation decision is notified, the engagement contract (D.5411-14-1)."""
    standing = situation.standing
    last = contract_due(standing)
    if last is None or standing.orientation_clock is None:
        return []
    title = say(sentence("Your engagement contract"))
    facts = {"told": standing.orientation_clock, "day": last}
    if last < situation.on and not standing.paused(situation.on):
        text = Saying(
            sentence("You had to sign it before %(day)s, one month after %(told)s. Not signed? Ask for it."),
            facts,
        )
        return [Due(title, text, late=True)]
    return [
        Due(
            title,
            Saying(
                sentence("You sign it before %(day)s: one month after you were told of your orientation, on %(told)s."),
                facts,
            ),
        )
    ]


def _referent(situation: Situation) -> list[Due]:
    if situation.standing.stage == Stage.CLOSED:
        return []
    title = say(sentence("One person who follows you"))
    if situation.referent:
        return [Due(title, say(sentence("It is %(name)s."), name=situation.referent))]
    return [Due(title, say(sentence("Nobody is named yet. You can ask who it will be.")), late=True)]


def _during_training(situation: Situation) -> list[Due]:
    if not any(e.kind in TRAINING for e in situation.standing.in_progress):
        return []
    return [
        Due(
            say(sentence("Social security during the training")),
            say(sentence("You are covered during the whole training, for illness and accidents.")),
        )
    ]


def _paused(situation: Situation) -> list[Due]:
    pause = situation.standing.paused(situation.on)
    if pause is None:
        return []
    text = say(sentence("The pause lasts %(days)s. The end of your training moves back."), days=Days(pause.days))
    if not situation.standing.in_progress:
        text = say(
            sentence("The pause lasts %(days)s. They are not counted in your waiting time."), days=Days(pause.days)
        )
    return [Due(say(sentence("The days of your pause")), text)]


def _news(situation: Situation) -> list[Due]:
    left = situation.standing.exit
    if left is None:
        return []
    first, second, third = (add_months(left.on, months) for months in CHECKS)
    text = say(
        sentence("We ask for your news around %(first)s, %(second)s and %(third)s."),
        first=first,
        second=second,
        third=third,
    )
    return [Due(say(sentence("Our support after you leave")), text)]


def _answer() -> Due:
    return Due(
        say(sentence("An answer to each question")),
        say(sentence("You ask here. The person who follows you answers here.")),
    )


def _data() -> Due:
    return Due(
        say(sentence("Your information")),
        say(sentence("You can see it, ask for a copy, and have it corrected. It is free.")),
    )


def _no_sanction() -> Due:
    return Due(
        say(sentence("No decision by a computer")),
        say(sentence("This site takes nothing away from you. A person decides, and listens to you first.")),
    )
