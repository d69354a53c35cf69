"""The facts of the case itself: opened, reopened, merged, voided."""

from __future__ import annotations

from workflows.engine import Attempt
from workflows.standing import Standing


def opened(standing: Standing, attempt: Attempt) -> None:
    """Freeze the facts the case opens on."""
    data = attempt.data
    standing.opened_on = attempt.on
    standing.facts = data
    standing.organisation = data.get("organisation")
    standing.organisation_region = data.get("organisation_region")
    standing.referent = data.get("referent")


def reopened(standing: Standing, attempt: Attempt) -> None:
    """The person comes back: the exit is kept in the history, the checks start afresh."""
    archive_exit(standing)
    standing.exit = None
    standing.checks = {}
    standing.reopenings.append((len(standing.past_exits), attempt.on))


def voided(standing: Standing, _attempt: Attempt) -> None:
    """Opened by mistake: out of the totals."""
    standing.voided = True


def merged(standing: Standing, attempt: Attempt) -> None:
    """The same person's other case goes on: this one is out of the totals, its history kept."""
    standing.merged_into = attempt.data["into_case"]


def archive_exit(standing: Standing) -> None:
    """Keep the present exit in the history."""
    if standing.exit is not None:
        standing.past_exits.append(standing.exit)
        standing.past_checks.append(dict(standing.checks))
