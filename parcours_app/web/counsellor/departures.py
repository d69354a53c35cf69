"""How a case leaves: the exit with what its job is worth, the checks after it, the handover. Ready values only."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext

from parcours_app.queries.case_file import CaseFile
from parcours_app.web import wording
from workflows.exits import EMPLOYMENT, Exit, renewed
from workflows.follow_up import CheckState, DueCheck, due_checks
from workflows.handovers import ACCEPTED, DECLINED, REQUESTED, Handover


def leaving(file: CaseFile) -> dict[str, Any] | None:
    """The exit, what the job is worth under both definitions, and the checks done or due; None before it."""
    left = file.standing.exit
    if left is None:
        return None
    facts = [
        {"term": gettext("Motive"), "value": wording.word("motive", left.motive)},
        {"term": gettext("Day of the exit"), "value": wording.day(left.on)},
        *_worth(left, gettext("Job")),
    ]
    seen = renewed(left.job, [check.job for _months, check in sorted(file.standing.checks.items())])
    if seen != left.job:
        facts += _worth(replace(left, job=seen), gettext("Job as the checks have shown it"))
    return {"facts": facts, "checks": [_check(file, check) for check in due_checks(file.standing, file.on)]}


def _worth(left: Exit, title: str) -> Iterator[dict[str, Any]]:
    """The job of an exit, and what an exit to a job is worth under both definitions."""
    if left.job:
        dates = wording.period(left.job.starts_on, left.job.ends_on)
        yield {"term": title, "value": wording.word("contract", left.job.contract), "note": dates}
    if left.motive == EMPLOYMENT:
        for code, holds in left.durable.items():
            yield {"term": wording.word("durable", code), "value": _lasting(holds)}


def _lasting(holds: bool | None) -> str:  # noqa: FBT001 - a value of the rules, not a switch
    if holds is None:
        return gettext("cannot be said: the job or one of its dates is missing")
    return gettext("yes") if holds else gettext("no")


def _check(file: CaseFile, check: DueCheck) -> dict[str, Any]:
    term = wording.word("months", str(check.at_months))
    if check.employed is not None:
        return {
            "term": term,
            "value": wording.word("employed", check.employed),
            "note": wording.short_day(check.done_on),
        }
    if check.state is CheckState.NEVER_ASKED:
        return {"term": term, "value": gettext("not asked")}
    if check.state is CheckState.TO_COME:
        return {"term": term, "value": gettext("from %(day)s", day=wording.short_day(check.due_on))}
    url = url_for("counsellor.move", case_id=file.case.id, move="check_employment", at_months=check.at_months)
    until = wording.short_day(check.until)
    note = gettext("late since %(day)s", day=until) if check.state is CheckState.OVERDUE else ""
    return {"term": term, "value": gettext("Due, ask for news"), "url": url, "note": note}


def handover(file: CaseFile) -> dict[str, Any] | None:
    """The handover that waits for an answer, or the last one answered; None when there was none."""
    if not file.standing.handovers:
        return None
    last = file.standing.pending_handover(file.on) or file.standing.handovers[-1]
    state, clock = last.state_on(file.on), _clock(last, file.on)
    return {
        "pending": state == REQUESTED,
        "facts": [
            {"term": gettext("State"), "value": wording.word("handover_state", state), "note": clock},
            {"term": gettext("Sent by"), "value": file.organisations.get(last.from_organisation or "")},
            {"term": gettext("Asked of"), "value": file.organisations.get(last.to_organisation)},
            {"term": gettext("Asked for on"), "value": wording.day(last.requested_on)},
            {"term": gettext("Answered on"), "value": wording.day(last.decided_on, gettext("not yet"))},
            *_declined(file, last),
        ],
    }


def _clock(asked: Handover, on: date) -> str | None:
    """How long the request still waits, or how long the sender may still read; nothing otherwise."""
    if asked.waits(on):
        return gettext("expires on %(day)s", day=wording.day(asked.expires_on))
    if asked.returned_on:
        return gettext("given back on %(day)s", day=wording.day(asked.returned_on))
    if asked.temporary_until and asked.state == ACCEPTED:
        return gettext("for a time, until %(day)s", day=wording.day(asked.temporary_until))
    return None


def _declined(file: CaseFile, asked: Handover) -> list[dict[str, Any]]:
    """Why it was declined, and the organisation proposed instead."""
    if asked.state != DECLINED:
        return []
    facts: list[dict[str, Any]] = [{"term": gettext("Motive"), "value": wording.word("motive", asked.motive)}]
    if asked.alternative_organisation:
        instead = file.organisations.get(asked.alternative_organisation)
        facts.append({"term": wording.word("field", "alternative_organisation"), "value": instead})
    return facts
