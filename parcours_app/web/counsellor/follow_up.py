"""Follow-up after leaving: the checks that are due or coming, and what those made have told. Words what is found."""

from datetime import date, timedelta
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from parcours_app.queries.follow_up import Awaited, awaited, told
from parcours_app.web import wording
from parcours_app.web.viewing import current_viewer
from workflows.calendar import add_months, last_day_of
from workflows.follow_up import WINDOW_MONTHS

SOON = timedelta(days=30)
TOLD_MONTHS = 12
ANSWERS = ("yes", "no", "unknown")


def show() -> ResponseReturnValue:
    """Those to ask now, those to ask soon, and the answers of the last twelve months."""
    viewer, whole = current_viewer(), request.args.get("tab") == "organisation"
    lines = [line(check, viewer.today) for check in awaited(viewer, viewer.today + SOON, whole=whole)]
    answers = told(viewer, add_months(viewer.today, -TOLD_MONTHS), whole=whole)
    return render_template(
        "counsellor/follow_up.html",
        tabs=_tabs(whole=whole),
        now=[line for line in lines if not line["early"]],
        soon=[line for line in lines if line["early"]],
        late=sum(line["late"] for line in lines),
        answers=[
            {"term": wording.word("employed", code), "value": wording.number(answers.get(code, 0))} for code in ANSWERS
        ],
    )


def line(check: Awaited, today: date) -> dict[str, Any]:
    """One check, with the form that records it, filled with what is known."""
    until = last_day_of(check.due_on, WINDOW_MONTHS)
    form = url_for("counsellor.move", case_id=check.case_id, move="check_employment", at_months=check.at_months)
    return {
        "name": " ".join(filter(None, (check.given_name, check.family_name))) or gettext("Name to be completed"),
        "number": check.number,
        "case_url": url_for("counsellor.case", case_id=check.case_id),
        "url": form,
        "months": wording.word("months", str(check.at_months)),
        "left": wording.day(check.left_on),
        "motive": wording.word("motive", check.motive),
        "due": wording.day(check.due_on),
        "early": check.due_on > today,
        "late": until < today,
        "state": _state(check.due_on, until, today),
    }


def _state(due: date, until: date, today: date) -> dict[str, str]:
    if due > today:
        return {"label": gettext("from %(day)s", day=wording.short_day(due)), "tone": "info", "icon": "calendar"}
    if today <= until:
        label = gettext("until %(until)s", until=wording.short_day(until))
        return {"label": label, "tone": "warning", "icon": "hourglass"}
    days = (today - until).days
    label = ngettext("%(num)s day late", "%(num)s days late", days)
    return {"label": label, "tone": "stop", "icon": "warning"}


def _tabs(*, whole: bool) -> list[dict[str, Any]]:
    return [
        {"label": gettext("My people"), "url": url_for("counsellor.follow_up"), "current": not whole},
        {
            "label": gettext("Whole organisation"),
            "url": url_for("counsellor.follow_up", tab="organisation"),
            "current": whole,
        },
    ]
