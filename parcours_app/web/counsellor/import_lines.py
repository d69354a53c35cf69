"""The outcome of each line of an import in words: counts by outcome, and a table of the lines to look at."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask_babel import gettext, ngettext

from parcours_app.queries.import_runs import Run
from parcours_app.readers.problems import ERROR, Problem, shown
from parcours_app.readers.report import BLANK, CREATED, DUPLICATE, REJECTED, UNCHANGED, UPDATED, Outcome
from parcours_app.services.imported_people import NO_CASE
from parcours_app.web.wording import day
from workflows.engine import sentence
from workflows.labels import EVIDENCE_DATES

SHOWN = 50
ALL = (CREATED, UPDATED, UNCHANGED, DUPLICATE, REJECTED, BLANK)
# Label before and after the import is applied, tone, icon.
STATUSES = {
    CREATED: (sentence("To be created"), sentence("Created"), "ok", "plus"),
    UPDATED: (sentence("To be updated"), sentence("Updated"), "info", "check"),
    UNCHANGED: (sentence("Unchanged"), sentence("Unchanged"), "neutral", "equal"),
    DUPLICATE: (sentence("Probable duplicate"), sentence("Probable duplicate"), "warning", "people"),
    REJECTED: (sentence("To fix"), sentence("Rejected"), "stop", "cross"),
    BLANK: (sentence("Empty line"), sentence("Empty line"), "neutral", "dot"),
}


def statuses(run: Run, wanted: str, url: str) -> list[dict[str, Any]]:
    """One entry per outcome that occurs: label, count, and the address that lists its lines."""
    applied = run.applied_at is not None
    return [
        {
            "label": _label(status, applied=applied),
            "count": run.totals[status],
            "url": f"{url}?{urlencode({'status': status})}#lines",
            "current": status == wanted,
        }
        for status in ALL
        if run.totals.get(status)
    ]


def table(run: Run, wanted: str) -> dict[str, Any]:
    """The first lines of one outcome, or, when none is asked for, those that call for attention."""
    kept = [outcome for outcome in run.outcomes() if _asked(outcome, wanted)]
    title = _label(wanted, applied=run.applied_at is not None) if wanted in STATUSES else gettext("Lines to look at")
    more = len(kept) - SHOWN
    return {
        "title": title,
        "count": len(kept),
        "rows": [_row(outcome, applied=run.applied_at is not None) for outcome in kept[:SHOWN]],
        "more": ngettext("%(num)s more line is in the report.", "%(num)s more lines are in the report.", more)
        if more > 0
        else "",
    }


def without_case(run: Run) -> int:
    """How many lines make a person known and open no case."""
    return sum(any(problem.sentence == NO_CASE for problem in outcome.problems) for outcome in run.outcomes())


def worded(text: str, **params: str) -> str:
    """A sentence of the readers or of the rules in the page's language, its days in words."""
    said = {name: _day(value) if name in EVIDENCE_DATES else value for name, value in params.items()}
    return str(gettext(text, **said))


def _day(value: str) -> str:
    try:
        return day(date.fromisoformat(value))
    except ValueError:
        return value


def _asked(outcome: Outcome, wanted: str) -> bool:
    if wanted in STATUSES:
        return outcome.status == wanted
    return bool(outcome.problems) or outcome.status in (REJECTED, DUPLICATE)


def _label(status: str, *, applied: bool) -> str:
    return gettext(STATUSES[status][1 if applied else 0])


def _row(outcome: Outcome, *, applied: bool) -> dict[str, Any]:
    _before, _after, tone, icon = STATUSES[outcome.status]
    return {
        "number": outcome.number,
        "reference": shown(outcome.reference),
        "label": _label(outcome.status, applied=applied),
        "tone": tone,
        "icon": icon,
        "problems": [_problem(problem) for problem in outcome.problems],
    }


def _problem(problem: Problem) -> dict[str, str]:
    """One thing wrong: its column, its sentence, and whether it makes the line unusable."""
    return {
        "column": shown(problem.column),
        "text": worded(problem.sentence, **problem.params),
        "kind": gettext("Error") if problem.kind == ERROR else gettext("Warning"),
    }
