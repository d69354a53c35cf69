"""What a supervisor may do to a case, with the checklist of each act: the moves of the table that their role allows."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from parcours_app.models import Case
from parcours_app.queries.case_file import case_options
from parcours_app.scope import Viewer
from parcours_app.web import wording
from parcours_app.web.casework.purposes import purpose
from workflows.engine import Check, sentence

PURPOSES = {
    "void": sentence("The case was opened by mistake: it leaves the totals, its history stays."),
    "merge": sentence("The person has another case: this one leaves the totals and names the other."),
    "pause": sentence("The clocks stop until a day you choose; beyond six months it is yours to decide."),
    "drop_out": sentence("The person stops before the end; without a legitimate motive they may have to repay."),
    "settle_seam": sentence("Give the cause of a gap, or say why it is not one."),
    "accept_handover": sentence("Your organisation becomes responsible for the case."),
    "decline_handover": sentence("The case stays where it is; say why."),
    "assign": sentence("A colleague follows the person: for good, or in the referent’s place until a day."),
}


# Without these the act has no object at all: it is not offered, rather than offered as impossible.
POINTLESS = frozenset({"pending_handover", "seam_exists"})


@dataclass(frozen=True, slots=True)
class Act:
    """One act: open when no condition is unmet; guards are those that are, for components/guard_checklist.html."""

    move: str
    title: str
    purpose: str
    url: str
    open: bool
    guards: list[dict[str, Any]]


def acts(viewer: Viewer, case: Case) -> list[Act]:
    """The acts of the present stage, the possible ones first."""
    found = []
    for option in case_options(viewer, case.id, viewer.today):
        if any(check.met is False and check.guard.code in POINTLESS for check in option.checks):
            continue
        guards = [guard(check, viewer) for check in option.checks if check.met is False]
        passable = all(each["state"] == "overridable" for each in guards)
        name = option.move.name
        found.append(
            Act(
                name,
                wording.word("move", name),
                purpose(PURPOSES, name, case),
                url_for("supervisor.move", case_id=case.id, move=name),
                passable,
                guards,
            )
        )
    return sorted(found, key=lambda act: not act.open)


def guard(check: Check, viewer: Viewer) -> dict[str, Any]:
    """One condition in words."""
    unmet = check.met is False
    state = {True: "met", None: "unknown", False: "unmet"}[check.met]
    if unmet and viewer.role in check.guard.override_by:
        state = "overridable"
    return {
        "state": state,
        "title": wording.word("guard", check.guard.code),
        "explanation": wording.explained(check.reason) if unmet else "",
        "remedy": wording.remedy(check.reason) if check.met is not True else "",
        "override_by": wording.word("role", viewer.role.value) if state == "overridable" else None,
    }
