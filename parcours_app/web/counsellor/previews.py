"""What a move would change, tried on a copy: stage, seam, what the person would read. Writes nothing."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext

from parcours_app.queries.case_file import CaseFile
from parcours_app.web import wording
from parcours_app.web.casework.stitches import Stitch, before_start, booked, still_open
from workflows.engine import Actor, Attempt, Refused, sentence
from workflows.pacts import pact_of
from workflows.pathway import NATIONAL
from workflows.seams import seams
from workflows.stage import Stage
from workflows.standing import Standing

# What the person reads on their own page, by the stage they would be in.
READ_BY_THE_PERSON: Mapping[str, str] = {
    Stage.REFERRED: sentence("You are about to begin your orientation."),
    Stage.ORIENTATION: sentence("You are in orientation."),
    Stage.BETWEEN: sentence("You are between two steps."),
    Stage.REFRESHER: sentence("You are in refresher training."),
    Stage.QUALIFICATION: sentence("You are in qualification training."),
    Stage.AWAITING_RESULT: sentence("You are waiting for your result."),
    Stage.FOLLOW_UP: sentence("You have left the pathway. We ask you for news."),
    Stage.CLOSED: sentence("Your pathway is over."),
}


@dataclass(frozen=True, slots=True)
class Preview:
    """The consequences of a move: the stage it leads to, the seam it touches if any, the person's first sentence."""

    stage: str
    stage_label: str
    changes: bool
    stitch: Stitch | None
    seam_words: str
    person_reads: str


def tried(file: CaseFile, move: str, data: Mapping[str, Any], actor: Actor) -> Standing | None:
    """The standing after the move, on the file's day; None while the data does not allow it."""
    after = deepcopy(file.standing)
    given = {"episode": "preview", **data}
    try:
        NATIONAL.take(after, Attempt(move, file.on, actor, given, override=True))
    except (Refused, KeyError, TypeError, ValueError):
        return None
    return after


def preview(file: CaseFile, move: str, data: Mapping[str, Any], actor: Actor) -> Preview | None:
    """What would change; None while the data does not say."""
    after = tried(file, move, data, actor)
    if after is None:
        return None
    stitch = _stitch(file, after)
    return Preview(
        stage=after.stage,
        stage_label=wording.word("stage", after.stage),
        changes=after.stage != file.standing.stage,
        stitch=stitch,
        seam_words=_seam_words(file, after, stitch),
        person_reads=gettext(READ_BY_THE_PERSON[after.stage]),
    )


def _stitch(file: CaseFile, after: Standing) -> Stitch | None:
    """The seam that the move closes or opens; None when it touches none."""
    found = seams(after, file.on, pact_of(after.facts.get("pact")).threshold)
    before = {(s.after, s.before, s.open) for s in file.seams}
    new = [s for s in found if (s.after, s.before, s.open) not in before]
    if not new:
        return None
    started = after.episodes.get(new[-1].before or "")
    return before_start(found, started) if started else still_open(found)


def _booking_words(file: CaseFile, after: Standing) -> str:
    """What the booking of another next step makes of the seam to come."""
    if not after.ahead or after.ahead[0].id in {e.id for e in file.standing.ahead[:1]}:
        return ""
    planned = booked(replace(file, standing=after), after.ahead[0])
    if planned.days is None:
        return planned.label or ""
    return gettext("The next step is booked %(days)s after the end of the one before.", days=wording.days(planned.days))


def _seam_words(file: CaseFile, after: Standing, stitch: Stitch | None) -> str:
    if stitch is None:
        return _booking_words(file, after)
    if stitch.state == "open":
        following = next((e for e in after.ahead if e.planned_start), None)
        if following is None or following.planned_start is None:
            return gettext("A gap opens: no next step is booked.")
        wait = wording.days(max(0, (following.planned_start - file.on).days))
        return gettext("A gap opens, and the next step is booked in %(days)s.", days=wait)
    if stitch.days is not None and stitch.days < 0:
        return gettext("The steps overlap by %(days)s: seamless.", days=wording.days(-stitch.days))
    length = wording.days(stitch.days or 0)
    if stitch.state == "seamless":
        return gettext("The steps follow one another after %(days)s: seamless.", days=length)
    return gettext(
        "The steps follow one another after %(days)s: %(why)s.", days=length, why=stitch.note or gettext("too long")
    )
