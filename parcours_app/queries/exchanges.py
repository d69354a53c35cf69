"""What is said around a case that may be seen: contacts, questions, lines of imports, cases merged into it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from parcours_app.extensions import db
from parcours_app.journal.loading import entries_of_cases, texts_of
from parcours_app.models import Case, Contact, ImportedAction, Question
from parcours_app.queries.case_file import CaseFile
from workflows.journal import Entry

RECENT = 5


@dataclass(frozen=True, slots=True)
class Exchanges:
    """Around a case: the latest contacts, the questions (the unanswered first), the imported lines.

    merged: number and entries of each case merged into it, whose history this one goes on with.
    texts: the free texts of its entries by digest; an erased one is missing.
    """

    contacts: Sequence[Contact]
    questions: Sequence[Question]
    actions: Sequence[ImportedAction]
    merged: Sequence[tuple[str, list[Entry]]]
    texts: dict[str, str]


def exchanges(file: CaseFile, contacts: int = RECENT) -> Exchanges:
    """What is said around a case that the viewer was already allowed to open."""
    session: Session = db.session()
    key = file.case.id
    recent = select(Contact).where(Contact.case_id == key).order_by(Contact.on.desc(), Contact.n.desc()).limit(contacts)
    asked = select(Question).where(Question.case_id == key)
    imported = select(ImportedAction).where(ImportedAction.case_id == key)
    return Exchanges(
        session.scalars(recent).all(),
        session.scalars(asked.order_by(Question.answered_at.is_not(None), Question.n.desc())).all(),
        session.scalars(imported.order_by(ImportedAction.n)).all(),
        _merged(session, key),
        texts_of(session, key),
    )


def _merged(session: Session, key: str) -> list[tuple[str, list[Entry]]]:
    query = select(Case.id, Case.number).where(Case.merged_into == key).order_by(Case.opened_on, Case.id)
    numbers = {other: number for other, number in session.execute(query)}  # noqa: C416 - typed rows, not tuples
    histories = entries_of_cases(session, numbers) if numbers else {}
    return [(numbers[other], entries) for other, entries in histories.items()]
