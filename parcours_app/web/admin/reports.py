"""What became of the lines of a file, in words: the counts by outcome, the lines that call for attention."""

from typing import Any

from flask_babel import gettext

from parcours_app.readers.problems import Problem
from parcours_app.readers.report import STATUSES, Outcome, Report
from parcours_app.web import wording
from parcours_app.web.admin.imports import COUNTS

SHOWN = 100


def counted(report: Report) -> str:
    """How many lines had each outcome."""
    found = [(gettext("%(label)s:", label=gettext(COUNTS[s])), report.totals[s]) for s in STATUSES if report.totals[s]]
    said = [f"{label} {wording.number(number)}" for label, number in found]
    return wording.listed(said) or gettext("no line")


def lines_to_see(report: Report) -> list[list[Any]]:
    """The lines with a problem, the first hundred."""
    return [_line(outcome) for outcome in report.outcomes if outcome.problems][:SHOWN]


def _line(outcome: Outcome) -> list[Any]:
    said = " ".join(_said(problem) for problem in outcome.problems)
    return [wording.number(outcome.number), outcome.reference, gettext(COUNTS[outcome.status]), said]


def _said(problem: Problem) -> str:
    return gettext(problem.sentence, **problem.params)
