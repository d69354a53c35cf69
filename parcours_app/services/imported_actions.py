"""Records the lines of an action extract: episodes and supports through real moves, everything else on the timeline."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parcours_app.models import Case, EntryRow, ImportedAction, Person, PersonSource
from parcours_app.readers.actions import COLUMNS, TIMELINE, ActionLine, read_actions
from parcours_app.readers.columns import unread
from parcours_app.readers.problems import ERROR, WARNING, Problem
from parcours_app.readers.report import BLANK, CREATED, REJECTED, UNCHANGED, UPDATED, Outcome, Report
from parcours_app.readers.table import Table
from parcours_app.scope import Viewer
from parcours_app.services.cases import OpenRequest, place_case
from parcours_app.services.corrections import CorrectionRequest, place_correction
from parcours_app.services.imported_facts import brought_up_to_date, record
from parcours_app.services.moves import HISTORICAL
from parcours_app.services.people import new_person
from workflows.engine import Refused, Role, sentence

ELSEWHERE = sentence("This person is followed by another organisation: ask it for the case, or for a handover.")
BEFORE = sentence("This action is older than the case: it is kept on the timeline and opens no episode.")


@dataclass(slots=True)
class Extract:
    """What the whole file says before any line is recorded: the earliest day of each person."""

    source: str
    earliest: dict[str, date] = field(default_factory=dict)

    def read(self, lines: Iterator[ActionLine]) -> None:
        """Note the earliest day of each person: a case opened for them opens on that day."""
        for line in lines:
            if line.effective_on is not None and not line.rejected:
                day = self.earliest.get(line.person_key, line.effective_on)
                self.earliest[line.person_key] = min(day, line.effective_on)


def take_actions(session: Session, viewer: Viewer, table: Table, source: str) -> Report:
    """Record every line; the report accounts for each. Entries are signed by the operator for the viewer's account.

    Lines are recorded in order of time, whatever their place in the file: a training is replayed where it belongs, and
    would meet one that began later and whose end is not written yet.
    """
    extract, report = Extract(source), Report(unread=unread(table.header, COLUMNS))
    extract.read(read_actions(table, viewer.today))
    lines = sorted(read_actions(table, viewer.today), key=lambda line: (line.effective_on or date.max, line.number))
    outcomes = [_taken(session, viewer, line, extract) for line in lines]
    for outcome in sorted(outcomes, key=lambda outcome: outcome.number):
        report.add(outcome)
    return report


def _taken(session: Session, viewer: Viewer, line: ActionLine, extract: Extract) -> Outcome:
    if line.blank:
        return Outcome(line.number, BLANK, "")
    if line.rejected:
        return Outcome(line.number, REJECTED, line.person_key, line.problems)
    try:
        with session.begin_nested():
            status, warnings = _recorded(session, viewer, line, extract)
    except Refused as refused:
        reasons = tuple(Problem("", ERROR, r.explanation, dict(r.evidence)) for r in refused.reasons)
        return Outcome(line.number, REJECTED, line.person_key, (*line.problems, *reasons))
    except NotOurs:
        reason = Problem("identifiant_unique_de", ERROR, ELSEWHERE, {})
        return Outcome(line.number, REJECTED, line.person_key, (*line.problems, reason))
    return Outcome(line.number, status, line.person_key, (*line.problems, *warnings))


class NotOurs(Exception):
    """The line's person is followed by an organisation that is not the viewer's."""


def _recorded(session: Session, viewer: Viewer, line: ActionLine, extract: Extract) -> tuple[str, list[Problem]]:
    acting = replace(viewer, role=Role.OPERATOR)
    case = _case(session, line, extract)
    if case is None:
        case = _opened(session, acting, line, extract)
    elif viewer.role is Role.COUNSELLOR and case.organisation_id != viewer.organisation:
        raise NotOurs
    key = hashlib.sha256(f"{extract.source}|{line.key}".encode()).hexdigest()
    known = session.scalars(select(ImportedAction).where(ImportedAction.key == key)).first()
    if known is not None and known.line_digest == digest(line):
        return UNCHANGED, []
    if known is not None:
        brought_up_to_date(session, acting, known, line)
        _describe(known, line)
        return UPDATED, []
    return CREATED, _new_action(session, acting, case, line, key, extract)


def _new_action(
    session: Session, acting: Viewer, case: Case, line: ActionLine, key: str, extract: Extract
) -> list[Problem]:
    warnings: list[Problem] = []
    kind = line.kind
    if kind != TIMELINE and not _reaches(session, acting, case, extract.earliest[line.person_key]):
        kind, warnings = TIMELINE, [Problem("date_prescription", WARNING, BEFORE, {})]
    episode = None if kind == TIMELINE else record(session, acting, case.id, replace(line, kind=kind))
    last = session.scalar(select(func.max(ImportedAction.n)).where(ImportedAction.case_id == case.id)) or 0
    row = ImportedAction(case_id=case.id, n=last + 1, key=key, episode=episode)
    _describe(row, replace(line, kind=kind))
    session.add(row)
    session.flush()
    return warnings


def _describe(row: ImportedAction, line: ActionLine) -> None:
    row.line_digest, row.kind, row.code = digest(line), line.kind, line.code[:20]
    row.label, row.training = (line.label or line.code)[:200], line.training[:200] if line.training else None
    row.prescribed_on, row.started_on, row.ended_on = line.prescribed_on, line.started_on, line.ended_on
    row.warnings = [problem.sentence for problem in line.problems]


def digest(line: ActionLine) -> str:
    """The digest of a line's dates: same key and same dates, same line."""
    return hashlib.sha256(repr(sorted(line.fields().items())).encode()).hexdigest()


def _case(session: Session, line: ActionLine, extract: Extract) -> Case | None:
    """The case of the line's person, the live one first; the person known from a caseload file counts too."""
    sources = (extract.source, "si")
    query = (
        select(Case)
        .join(PersonSource, PersonSource.person_id == Case.person_id)
        .where(PersonSource.identifier == line.person_key, PersonSource.source.in_(sources))
        .order_by(PersonSource.source, Case.live.desc(), Case.opened_on.desc(), Case.id)
    )
    return session.scalars(query.limit(1)).first()


def _opened(session: Session, acting: Viewer, line: ActionLine, extract: Extract) -> Case:
    """A person known by (source, id) alone, to complete, and their case, opened on their earliest day in the file."""
    known = session.get(PersonSource, (extract.source, line.person_key))
    person = session.get_one(Person, known.person_id) if known else new_person(acting, {"region": line.region})
    if known is None:
        person.to_complete = True
        session.add(person)
        session.flush()
        session.add(PersonSource(source=extract.source, identifier=line.person_key, person_id=person.id))
    opening = OpenRequest(
        person.id,
        extract.earliest[line.person_key],
        organisation=acting.organisation,
        history=HISTORICAL,
    )
    return session.get_one(Case, place_case(session, acting, opening).case_id)


def _reaches(session: Session, acting: Viewer, case: Case, day: date) -> bool:
    """Whether the case covers a day; one opened by an import of history is opened earlier for an earlier line."""
    if day >= case.opened_on:
        return True
    opening = session.scalars(
        select(EntryRow).where(EntryRow.case_id == case.id, EntryRow.move == "open").order_by(EntryRow.seq.desc())
    ).first()
    if opening is None or not opening.data.get("history"):
        return False
    place_correction(session, acting, case.id, CorrectionRequest(opening.id, HISTORICAL, effective_on=day))
    return True
