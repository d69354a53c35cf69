"""The order of an action's dates: what is only odd is a warning, what cannot have happened rejects the line.

A date after today is no fact yet: it becomes the planned one.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from parcours_app.readers.problems import ERROR, WARNING, Problem
from workflows.engine import sentence

_TITLES = {"prescribed_on": "date_prescription", "started_on": "date_debut", "ended_on": "date_fin"}


def effective(values: Mapping[str, Any]) -> date | None:
    """The earlier of prescription and start; failing both, the earliest other date; None when there is no date."""
    first = [values[name] for name in ("prescribed_on", "started_on") if values.get(name)]
    others = [values[name] for name in ("realised_on", "planned_start", "ended_on", "planned_end") if values.get(name)]
    return min(first or others, default=None)


def check(values: dict[str, Any], problems: list[Problem], today: date) -> None:
    """Move dates still to come to the planned ones, then add what is wrong with the order to `problems`."""
    _check_prescription(values, problems, today)
    start, end = values.get("started_on"), values.get("ended_on")
    prescribed = values.get("prescribed_on")
    if start and end and end < start:
        text = sentence("The action ends on %(end)s, before it starts on %(start)s.")
        problems.append(Problem(_TITLES["ended_on"], ERROR, text, {"end": str(end), "start": str(start)}))
    _plan(values, problems, today)
    if prescribed and start and start < prescribed:
        text = sentence(
            "The action starts on %(start)s, before its prescription on %(prescribed)s. "
            "It is kept, and its wait is left out of the medians."
        )
        params = {"start": str(start), "prescribed": str(prescribed)}
        problems.append(Problem(_TITLES["started_on"], WARNING, text, params))


def _check_prescription(values: dict[str, Any], problems: list[Problem], today: date) -> None:
    """A prescription is past, and stands in time by another date at least when it is missing."""
    column, prescribed = _TITLES["prescribed_on"], values.get("prescribed_on")
    if prescribed and prescribed > today:
        text = sentence("The prescription is dated %(day)s, after today.")
        problems.append(Problem(column, ERROR, text, {"day": str(prescribed)}))
    if prescribed or any(problem.column == column for problem in problems):
        return
    known = effective(values)
    if known is None or known > today:
        text = sentence("The prescription date is missing and no other date places this action in time.")
        problems.append(Problem(column, ERROR, text))
    else:
        text = sentence("The prescription date is missing: the action is placed on %(day)s.")
        problems.append(Problem(column, WARNING, text, {"day": str(known)}))


def _plan(values: dict[str, Any], problems: list[Problem], today: date) -> None:
    """A start or an end after today is planned; a start is said, an end is the ordinary way to announce one."""
    start = values.get("started_on")
    if start and start > today:
        values["planned_start"] = values.pop("started_on")
        text = sentence("The start on %(day)s is still to come: it is kept as planned.")
        problems.append(Problem(_TITLES["started_on"], WARNING, text, {"day": str(start)}))
    if values.get("ended_on") and values["ended_on"] > today:
        values["planned_end"] = values.pop("ended_on")
