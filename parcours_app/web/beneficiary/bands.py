"""Pause, support and change of organisation, said simply beside the pathway. Decides nothing."""

from typing import Any

from parcours_app.web.beneficiary.saying import Fact, Saying, Situation, say
from parcours_app.web.beneficiary.words import all_worded, worded
from workflows.calendar import ONE_DAY
from workflows.engine import sentence

SUPPORTS = {
    "reinforced": sentence("You have close support beside your training."),
    "guided": sentence("You have guided support beside your training."),
}


def bands(situation: Situation) -> list[dict[str, Any]]:
    """What runs beside the steps now: {about, title, lines}."""
    if not situation.standing.counts or not situation.standing.live:
        return []
    found = [*_pause(situation), *_support(situation), *_handover(situation), *_loan(situation)]
    return [
        {"about": about, "title": worded(title, situation.on), "lines": all_worded(lines, situation.on)}
        for about, title, lines in found
    ]


Band = tuple[str, Saying, list[Saying]]


def _pause(situation: Situation) -> list[Band]:
    standing, on = situation.standing, situation.on
    found: list[Band] = []
    for pause in standing.pauses:
        if pause.until < on or not pause.days:
            continue
        lines = [say(sentence("From %(first)s to %(last)s."), first=pause.since, last=pause.until)]
        if pause.covers(on):
            lines.append(say(sentence("You come back on %(day)s."), day=pause.until + ONE_DAY))
        lines.append(say(sentence("You keep your place on the pathway. These days are not counted against you.")))
        found.append(("pause", say(sentence("Your pause")), lines))
    return found


def _support(situation: Situation) -> list[Band]:
    support = situation.standing.support
    if support is None:
        return []
    lines = [say(SUPPORTS.get(support.level, SUPPORTS["guided"]))]
    facts: dict[str, Fact] = {"day": support.started_on}
    if situation.support_referent:
        facts["name"] = situation.support_referent
        lines.append(Saying(sentence("Since %(day)s, with %(name)s."), facts))
    else:
        lines.append(Saying(sentence("Since %(day)s."), facts))
    lines.append(say(sentence("When it ends, your training goes on.")))
    return [("support", say(sentence("Your support")), lines)]


def _handover(situation: Situation) -> list[Band]:
    if not situation.next_organisation:
        return []
    name = situation.next_organisation
    lines = [
        say(sentence("%(name)s may follow you next. They must say yes first."), name=name),
        say(sentence("Until then, nothing changes for you.")),
    ]
    return [("people", say(sentence("You may change organisation")), lines)]


def _loan(situation: Situation) -> list[Band]:
    loan = situation.standing.loan
    if loan is None or loan.temporary_until is None or not (situation.organisation and situation.lender):
        return []
    lines = [
        say(
            sentence("%(name)s follows you until %(day)s."),
            name=situation.organisation,
            day=loan.temporary_until,
        ),
        say(sentence("After that day, %(name)s follows you again."), name=situation.lender),
    ]
    return [("people", say(sentence("Another organisation follows you for a time")), lines)]
