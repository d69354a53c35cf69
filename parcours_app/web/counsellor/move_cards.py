"""The moves of a case as cards, in groups: the next steps, support and pause, the rest; the open ones first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask import url_for
from flask_babel import gettext

from parcours_app.queries.case_file import CaseFile
from parcours_app.web import wording
from parcours_app.web.casework.purposes import purpose
from parcours_app.web.counsellor.checks import Guard, checklist
from parcours_app.web.counsellor.chronology import episode_name
from parcours_app.web.counsellor.previews import Preview, preview
from workflows.engine import Actor, sentence
from workflows.options import Option

NEXT = (
    "begin_orientation",
    "complete_orientation",
    "prescribe",
    "promote",
    "admit",
    "start",
    "complete",
    "record_result",
    "leave",
    "check_employment",
)
BESIDE = ("start_support", "end_support", "pause", "resume")
GROUPS: Sequence[tuple[str, str, tuple[str, ...] | None]] = (
    ("next", sentence("The next steps"), NEXT),
    ("beside", sentence("Support and pause"), BESIDE),
    ("other", sentence("Other facts to record"), None),
)
# What a move is for, in one line.
PURPOSES: Mapping[str, str] = {
    "begin_orientation": sentence("The decision is notified and a referent is named."),
    "complete_orientation": sentence("Say what the diagnosis found: refresher, domains, support."),
    "prescribe": sentence("Book the next step, with its provider and its dates."),
    "waitlist": sentence("The session is full: the person waits for a place."),
    "promote": sentence("A place is free in the session the person waits for."),
    "reschedule": sentence("The provider announces other dates."),
    "admit": sentence("The provider has accepted the person."),
    "start": sentence("The person has really begun the training."),
    "complete": sentence("The person has followed the training to its end."),
    "record_result": sentence("The jury has spoken."),
    "leave": sentence("The person leaves the pathway: a job, another way, another reason."),
    "check_employment": sentence("Ask for news 3, 6 and 12 months after the exit."),
    "start_support": sentence("Someone helps the person beside the steps."),
    "end_support": sentence("The steps go on without it."),
    "pause": sentence("The clocks stop until a day you choose."),
    "resume": sentence("The person comes back before the end of the pause."),
    "decline": sentence("The person does not want this training."),
    "refuse": sentence("The provider says no."),
    "no_place": sentence("The training is full or cancelled."),
    "no_show": sentence("The person did not come on the first day."),
    "cancel": sentence("The prescription is withdrawn before the start."),
    "drop_out": sentence("The person stops before the end."),
    "exclude": sentence("The provider ends the training."),
    "interrupt": sentence("A job, a new orientation or a failure of the provider ends it."),
    "redirect": sentence("The referent asks for another orientation, the orienting authority decides."),
    "request_handover": sentence("Pass the case on; you stay responsible until it is accepted."),
    "accept_handover": sentence("Your organisation becomes responsible for the case."),
    "decline_handover": sentence("The case stays where it is; say why."),
    "settle_seam": sentence("Give the cause of a gap, or say why it is not one."),
    "assign": sentence("A colleague follows the person: for good, or in the referent’s place until a day."),
    "reopen": sentence("The person comes back to the pathway."),
}


@dataclass(frozen=True, slots=True)
class Card:
    """A move as offered: its checklist split into what is missing, to confirm and fulfilled, and its preview."""

    move: str
    title: str
    purpose: str
    url: str
    open: bool
    step: str
    missing: list[Guard]
    to_confirm: list[Guard]
    fulfilled: list[Guard]
    preview: Preview | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """A group of cards: those that may be made, and those that may not yet."""

    code: str
    title: str
    cards: list[Card]
    quiet: list[Card]


def shelves(file: CaseFile, found: Sequence[Option], actor: Actor, on: str | None) -> list[Shelf]:
    """The moves of the present stage, in their groups; a group with nothing in it is left out."""
    cards = [card(file, o, actor, on) for o in found]
    named = {name for _code, _title, names in GROUPS for name in names or ()}
    result = []
    for code, title, names in GROUPS:
        mine = [c for c in cards if (c.move in names if names is not None else c.move not in named)]
        if mine:
            ready = sorted((c for c in mine if c.open), key=lambda c: (bool(c.missing), bool(c.to_confirm)))
            result.append(Shelf(code, gettext(title), ready, [c for c in mine if not c.open]))
    return result


def card(file: CaseFile, found: Option, actor: Actor, on: str | None) -> Card:
    """One move, tried on its likeliest step. on: the day to carry along, when it is not today."""
    step = found.episodes[0] if found.episodes else None
    guards = checklist(file.case.id, found.move.name, found.checks, actor.role)
    passable = all(g.state != "unmet" for g in guards)
    return Card(
        move=found.move.name,
        title=wording.word("move", found.move.name),
        purpose=purpose(PURPOSES, found.move.name, file.case),
        url=url_for("counsellor.move", case_id=file.case.id, move=found.move.name, on=on),
        open=passable,
        step=episode_name(step) if step else "",
        missing=[g for g in guards if g.state in ("unmet", "overridable")],
        # What to do about it is said where it is done: in the form.
        to_confirm=[replace(g, remedy="") for g in guards if g.state == "unknown"],
        fulfilled=[g for g in guards if g.state == "met"],
        preview=preview(file, found.move.name, {"episode": step.id} if step else {}, actor) if passable else None,
    )
