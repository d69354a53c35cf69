"""How a case leaves: the exit with what its job is worth, the checks after it, the handover. Ready values only."""

from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext

from parcours_app.queries.case_file import CaseFile
from parcours_app.web import wording
from workflows.calendar import add_months
from workflows.exits import durable
from workflows.stage import Stage

CHECKS = (3, 6, 12)


def leaving(file: CaseFile) -> dict[str, Any] | None:
    """The exit, what the job is worth under both definitions, and the checks done or due; None before it."""
    left = file.standing.exit
    if left is None:
        return None
    facts = [
        {"term": gettext("Motive"), "value": wording.word("motive", left.motive)},
        {"term": gettext("Day of the exit"), "value": wording.day(left.on)},
    ]
    if left.job:
        dates = wording.period(left.job.starts_on, left.job.ends_on)
        facts.append({"term": gettext("Job"), "value": wording.word("contract", left.job.contract), "note": dates})
    if left.motive == "employment":
        facts += [
            {"term": wording.word("durable", code), "value": _lasting(holds)}
            for code, holds in durable(left.job).items()
        ]
    return {"facts": facts, "checks": [_check(file, left.on, months) for months in CHECKS]}


def _lasting(holds: bool | None) -> str:  # noqa: FBT001 - a value of the rules, not a switch
    if holds is None:
        return gettext("cannot be said: a date of the job is missing")
    return gettext("yes") if holds else gettext("no")


def _check(file: CaseFile, left: date, months: int) -> dict[str, Any]:
    done, due = file.standing.checks.get(months), add_months(left, months)
    term = wording.word("months", str(months))
    if done:
        return {"term": term, "value": wording.word("employed", done.employed), "note": wording.short_day(done.on)}
    if file.standing.stage != Stage.FOLLOW_UP:
        return {"term": term, "value": gettext("not asked")}
    if due > file.on:
        return {"term": term, "value": gettext("from %(day)s", day=wording.short_day(due))}
    url = url_for("counsellor.move", case_id=file.case.id, move="check_employment", at_months=months)
    return {"term": term, "value": gettext("Due, ask for news"), "url": url}


def handover(file: CaseFile) -> dict[str, Any] | None:
    """The handover that waits for an answer, or the last one answered; None when there was none."""
    if not file.standing.handovers:
        return None
    last = file.standing.pending_handover or file.standing.handovers[-1]
    return {
        "pending": last.state == "requested",
        "facts": [
            {"term": gettext("State"), "value": wording.word("handover_state", last.state)},
            {"term": gettext("Sent by"), "value": file.organisations.get(last.from_organisation or "")},
            {"term": gettext("Asked of"), "value": file.organisations.get(last.to_organisation)},
            {"term": gettext("Asked for on"), "value": wording.day(last.requested_on)},
            {"term": gettext("Answered on"), "value": wording.day(last.decided_on, gettext("not yet"))},
        ],
    }
