"""The files an organisation received for import and what became of their lines. Never writes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from parcours_app.extensions import db
from parcours_app.models import Account, ImportRun
from parcours_app.readers.problems import Problem
from parcours_app.readers.report import Outcome
from parcours_app.scope import Invisible, Viewer

RECENT = 20
_LIGHT = (
    ImportRun.id,
    ImportRun.kind,
    ImportRun.file_name,
    ImportRun.state,
    ImportRun.created_at,
    ImportRun.applied_at,
    Account.display_name.label("author"),
)


@dataclass(frozen=True, slots=True)
class Run:
    """A file received, without its content. totals: lines by status; unread: titles of columns; outcomes: as stored."""

    id: str
    kind: str
    file_name: str
    state: str
    created_at: datetime
    applied_at: datetime | None
    totals: dict[str, int] = field(default_factory=dict)
    warnings: int = 0
    unread: list[str] = field(default_factory=list)
    stored: list[Any] = field(default_factory=list)

    def outcomes(self) -> Iterator[Outcome]:
        """Every line's outcome, in the order of the file."""
        for number, status, reference, problems in self.stored:
            yield Outcome(number, status, reference, tuple(Problem(*problem) for problem in problems))


def recent(viewer: Viewer) -> list[Row[Any]]:
    """The organisation's last files, the newest first."""
    statement = (
        select(*_LIGHT)
        .outerjoin(Account, Account.id == ImportRun.account_id)
        .where(ImportRun.organisation_id == viewer.organisation)
        .order_by(ImportRun.created_at.desc(), ImportRun.id.desc())
    )
    return list(db.session.execute(statement.limit(RECENT)))


def run(viewer: Viewer, run_id: str) -> Run:
    """One file of the organisation with its report. Raises Invisible."""
    statement = (
        select(*_LIGHT, ImportRun.report)
        .outerjoin(Account, Account.id == ImportRun.account_id)
        .where(ImportRun.id == run_id, ImportRun.organisation_id == viewer.organisation)
    )
    row = db.session.execute(statement).one_or_none()
    if row is None or not viewer.organisation:
        raise Invisible(run_id)
    report = row.report or {}
    return Run(
        id=row.id,
        kind=row.kind,
        file_name=row.file_name,
        state=row.state,
        created_at=row.created_at,
        applied_at=row.applied_at,
        totals=report.get("totals", {}),
        warnings=report.get("warnings", 0),
        unread=report.get("unread", []),
        stored=report.get("outcomes", []),
    )
