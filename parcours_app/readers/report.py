"""The report of an import: one outcome for every line of the file, its totals, and the CSV file people keep.

It quotes the line's number, its identifier in the source and what was wrong; no name, no social security number.
"""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import BinaryIO

from parcours_app.readers.problems import ERROR, Problem, shown
from workflows.engine import sentence

CREATED, UPDATED, UNCHANGED, DUPLICATE, REJECTED = STATUSES = (
    sentence("created"),
    sentence("updated"),
    sentence("unchanged"),
    sentence("duplicate"),
    sentence("rejected"),
)
# An empty line of the file: listed so that the lines add up, ignored by everything else.
BLANK = sentence("blank")
ALL_GOOD, SOME_REJECTED = 0, 3
_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n")
_HEADER = (
    sentence("Line"),
    sentence("Identifier"),
    sentence("Outcome"),
    sentence("Column"),
    sentence("Reason"),
    sentence("Warnings"),
)
Say = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one line: its number, a status, its identifier in the source, what was wrong."""

    number: int
    status: str
    reference: str
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Report:
    """Every outcome of one import, in the order of the file; unread: the titles of its columns that nothing reads."""

    outcomes: list[Outcome] = field(default_factory=list)
    totals: Counter[str] = field(default_factory=Counter)
    warnings: int = 0
    unread: list[str] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Account for one line."""
        if outcome.status not in (*STATUSES, BLANK):
            raise ValueError(f"“{outcome.status}” is not the outcome of a line")
        self.outcomes.append(outcome)
        self.totals[outcome.status] += 1
        self.warnings += sum(problem.kind != ERROR for problem in outcome.problems)

    @property
    def lines(self) -> int:
        """How many lines the file had under its header: the sum of every status, blank ones included."""
        return self.totals.total()

    @property
    def exit_code(self) -> int:
        """0 when every line is good, 3 when some are rejected."""
        return SOME_REJECTED if self.totals[REJECTED] else ALL_GOOD

    def summary(self) -> str:
        """The last line of the command's output, for scripts: never translated."""
        return " ".join(f"{status}={self.totals[status]}" for status in STATUSES)


def english(text: str, **params: str) -> str:
    """A sentence as written; flask_babel.gettext says the same in other languages."""
    return text % params if params else text


def write_report(outcomes: Iterable[Outcome], stream: BinaryIO, say: Say = english) -> None:
    """Write one row per outcome to an open binary file: CSV for spreadsheets (UTF-8 with BOM, `;`, no formula)."""
    output = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", errors="replace")
    writer = csv.writer(output, delimiter=";", lineterminator="\r\n")
    writer.writerow([say(title) for title in _HEADER])
    for outcome in outcomes:
        writer.writerow([safe_cell(cell) for cell in _row(outcome, say)])
    output.flush()
    output.detach()


def safe_cell(text: str) -> str:
    """The text with an apostrophe before it when a spreadsheet would otherwise run it as a formula."""
    return f"'{text}" if text.startswith(_ACTIVE) else text


def _row(outcome: Outcome, say: Say) -> tuple[str, ...]:
    """The cells of one outcome; the columns of the reasons are named in the same order as the reasons."""
    errors = [problem for problem in outcome.problems if problem.kind == ERROR]
    warnings = [problem for problem in outcome.problems if problem.kind != ERROR]
    return (
        str(outcome.number),
        shown(outcome.reference),
        say(outcome.status),
        " · ".join(shown(problem.column) for problem in errors if problem.column),
        " ".join(say(problem.sentence, **problem.params) for problem in errors),
        " ".join(_with_column(problem, say) for problem in warnings),
    )


def _with_column(problem: Problem, say: Say) -> str:
    """A warning after the name of its column."""
    text = say(problem.sentence, **problem.params)
    return f"{shown(problem.column)} : {text}" if problem.column else text
