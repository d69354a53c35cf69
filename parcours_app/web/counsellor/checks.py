"""The checklist of a move in words: each guard met, missing or to confirm, why, what to do, who may pass over it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from parcours_app.web import wording
from workflows.engine import Check, Reason, Role

# Where an unmet guard is mended: the move that mends it. The rest is mended in the form itself.
MENDED_BY: Mapping[str, str] = {
    "orientation_begun": "begin_orientation",
    "orientation_completed": "complete_orientation",
    "not_paused": "resume",
    "refresher_completed": "prescribe",
    "episode_ready": "prescribe",
    "one_at_a_time": "complete",
    "episode_ended": "complete",
    "no_live_support": "end_support",
    "live_support": "start_support",
    "pending_handover": "request_handover",
}
STATES = {True: "met", False: "unmet", None: "unknown"}


@dataclass(frozen=True, slots=True)
class Guard:
    """One condition, ready for components/guard_checklist.html."""

    state: str
    title: str
    explanation: str
    remedy: str
    remedy_url: str | None
    override_by: str | None


def checklist(case_id: str, move: str, checks: Iterable[Check], role: Role) -> list[Guard]:
    """Every condition of a move, those that are missing first, then those to confirm."""
    order = {False: 0, None: 1, True: 2}
    return [_guard(case_id, move, check, role) for check in sorted(checks, key=lambda c: order[c.met])]


def _guard(case_id: str, move: str, check: Check, role: Role) -> Guard:
    state = STATES[check.met]
    if check.met is False and role in check.guard.override_by:
        state = "overridable"
    return Guard(
        state=state,
        title=wording.word("guard", check.guard.code),
        # What is still to confirm is not refused yet: its refusal would read as one.
        explanation=wording.explained(check.reason) if check.met is False else "",
        remedy=wording.remedy(check.reason) if check.met is not True else "",
        remedy_url=mended_at(case_id, move, check.guard.code) if check.met is False else None,
        override_by=who(check.guard.override_by) if check.met is False else None,
    )


def who(roles: Sequence[Role]) -> str | None:
    """The roles that may pass over a guard; the command line is nobody to ask."""
    named = [wording.word("role", role.value).lower() for role in roles if role is not Role.OPERATOR]
    return wording.listed(named) or None


def mended_at(case_id: str, move: str, code: str) -> str | None:
    """The page where an unmet guard is mended, when it is another page."""
    mending = MENDED_BY.get(code)
    if mending is None or mending == move:
        return None
    return url_for("counsellor.move", case_id=case_id, move=mending)


def refusals(case_id: str, move: str, reasons: Iterable[Reason]) -> list[Guard]:
    """The reasons of a refusal that concern the case, not what was typed."""
    return [
        Guard(
            "unmet",
            wording.word("guard", reason.guard),
            wording.explained(reason),
            wording.remedy(reason),
            mended_at(case_id, move, reason.guard),
            who(reason.override_by),
        )
        for reason in reasons
        if not reason.guard.startswith("data:")
    ]
