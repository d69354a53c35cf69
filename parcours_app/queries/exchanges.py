"""What is said around a case that may be seen: contacts, questions, lines of imports, cases merged into it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from parcours_app.extensions import db
from parcours_app.journal.loading import entries_of_cases, texts_of
from parcours_app.models import Account, Case, Contact, ImportedAction, Question
from parcours_app.queries.case_file import CaseFile
from workflows.journal import Entry

RECENT = 5


@dataclass(frozen=True, slots=True)
class Exchanges:
    """Around a case: the latest contacts, the questions (the unanswered first), the imported lines.

    Contacts and questions come with the name of who noted or answered them.
    merged: number and entries of each case merged into it, whose history this one goes on with.
    texts: the free texts of its entries by digest; an erased one is missing.
    """

    contacts: Sequence[tuple[Contact, str | None]]
    questions: Sequence[tuple[Question, str | None]]
    actions: Sequence[ImportedAction]
    merged: Sequence[tuple[str, list[Entry]]]
    texts: dict[str, str]


def exchanges(file: CaseFile, contacts: int = RECENT) -> Exchanges:
    """What is said around a case that the viewer was already allowed to open."""
    session: Session = db.session()
    key = file.case.id
    recent = _with_account(select(Contact, Account.display_name), Contact.account_id).where(Contact.case_id == key)
    asked = _with_account(select(Question, Account.display_name), Question.answered_by).where(Question.case_id == key)
    imported = select(ImportedAction).where(ImportedAction.case_id == key)
    return Exchanges(
        _pairs(session, recent.order_by(Contact.on.desc(), Contact.n.desc()).limit(contacts)),
        _pairs(session, asked.order_by(Question.answered_at.is_not(None), Question.n.desc())),
        session.scalars(imported.order_by(ImportedAction.n)).all(),
        _merged(session, key),
        texts_of(session, key),
    )


def _with_account(query: Select[Any, Any], key: InstrumentedAttribute[str | None]) -> Select[Any, Any]:
    return query.outerjoin(Account, Account.id == key)


def _pairs(session: Session, query: Select[Any, Any]) -> list[tuple[Any, str | None]]:
    return [(row, name) for row, name in session.execute(query)]


def _merged(session: Session, key: str) -> list[tuple[str, list[Entry]]]:
    query = select(Case.id, Case.number).where(Case.merged_into == key).order_by(Case.opened_on, Case.id)
    numbers = {other: number for other, number in session.execute(query)}  # noqa: C416 - typed rows, not tuples
    histories = entries_of_cases(session, numbers) if numbers else {}
    return [(numbers[other], entries) for other, entries in histories.items()]
