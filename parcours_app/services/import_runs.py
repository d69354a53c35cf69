"""Keeps a file received in the browser between its preview and its application, then forgets its content.

The import itself is `imports`; a preview is its dry run, so both say the same.
"""

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from parcours_app.models import ImportRun
from parcours_app.readers.problems import shown
from parcours_app.readers.report import Report
from parcours_app.scope import Invisible, Viewer
from parcours_app.services.imports import ACTIONS_SOURCE, PEOPLE_SOURCE, import_actions, import_people
from parcours_app.services.unit import unit_of_work

PREVIEWED, APPLIED, DROPPED = "previewed", "applied", "dropped"
IMPORTS: Mapping[str, tuple[Callable[..., Report], str]] = {
    "people": (import_people, PEOPLE_SOURCE),
    "actions": (import_actions, ACTIONS_SOURCE),
}
LONGEST_NAME = 200


def receive(viewer: Viewer, kind: str, file_name: str, content: bytes, source: str = "") -> str:
    """Try the file and keep it with its report; the key of the run. Raises UnusableFile, and then keeps nothing."""
    take, usual = IMPORTS[kind]
    source = source or usual
    report = take(viewer, content, source=source, dry_run=True)
    with unit_of_work() as session:
        run = ImportRun(
            id=viewer.new_id(),
            kind=kind,
            file_name=file_name[-LONGEST_NAME:],
            digest=sha256(content).hexdigest(),
            account_id=viewer.account,
            organisation_id=viewer.organisation,
            state=PREVIEWED,
            content=content,
            report=as_stored(report, source),
            created_at=viewer.now,
        )
        session.add(run)
        return run.id


def apply(viewer: Viewer, run_id: str) -> None:
    """Import the file for good, then keep its report and drop its content; a second call changes nothing.

    Raises Invisible. The import commits first: were the second commit lost, applying again finds every line unchanged.
    """
    with unit_of_work() as session:
        run = _own(session, viewer, run_id)
        kind, content, state = run.kind, run.content, run.state
        source = str((run.report or {}).get("source") or IMPORTS[kind][1])
    if state != PREVIEWED or content is None:
        return
    report = IMPORTS[kind][0](viewer, content, source=source, dry_run=False)
    kept = {"state": APPLIED, "applied_at": viewer.now, "content": None, "report": as_stored(report, source)}
    with unit_of_work() as session:
        session.execute(update(ImportRun).where(ImportRun.id == run_id, ImportRun.state == PREVIEWED).values(kept))


def drop(viewer: Viewer, run_id: str) -> None:
    """Forget a file that will not be applied. Raises Invisible."""
    with unit_of_work() as session:
        run = _own(session, viewer, run_id)
        if run.state == PREVIEWED:
            run.state, run.content = DROPPED, None


def as_stored(report: Report, source: str) -> dict[str, Any]:
    """A report as JSON: totals, and one short list per line."""
    outcomes = [
        [o.number, o.status, o.reference, [[p.column, p.kind, p.sentence, dict(p.params)] for p in o.problems]]
        for o in report.outcomes
    ]
    kept = {"source": source, "totals": dict(report.totals), "warnings": report.warnings, "outcomes": outcomes}
    return {**kept, "unread": [shown(title) for title in report.unread]}


def _own(session: Session, viewer: Viewer, run_id: str) -> ImportRun:
    run = session.get(ImportRun, run_id, with_for_update=True)
    if run is None or not viewer.organisation or run.organisation_id != viewer.organisation:
        raise Invisible(run_id)
    return run
