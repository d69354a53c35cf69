"""What the person asks or contests about their own pathway, and the answer. Moves nothing: a question is not a fact."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parcours_app.journal.loading import lock_case
from parcours_app.models import Case, Question
from parcours_app.scope import Viewer, in_charge, own_cases, visible_to
from parcours_app.services.corrections import IN_CHARGE
from parcours_app.services.notices import Notice, tell
from parcours_app.services.plain_text import plain_text
from parcours_app.services.recipients import PERSON, STAND_IN
from parcours_app.services.refusals import Invisible
from parcours_app.services.unit import unit_of_work
from workflows.engine import Reason, Refused, Role, sentence

# What a question can be about: a part of the person's page. A step is “step-” and its number.
ABOUT: Mapping[str, str] = {
    "now": sentence("Where I am"),
    "next": sentence("What comes next"),
    "wait": sentence("My wait"),
    "step": sentence("A step of my pathway"),
    "people": sentence("Who follows me"),
    "pause": sentence("My pause"),
    "support": sentence("My support"),
    "exit": sentence("My leaving the pathway"),
    "other": sentence("Something else"),
}
WAITING_AT_MOST = 20

TOO_MANY = Reason(
    "too_many_questions",
    sentence("You already have many questions without an answer."),
    sentence("Wait for the answers, or telephone the person who follows you."),
)
UNKNOWN_ABOUT = Reason(
    "data:about",
    sentence("This part of the page does not exist."),
    sentence("Go back to your page and choose again."),
)
ANSWERED = Reason(
    "not_answered_yet",
    sentence("This question already has its answer."),
    sentence("Load the page again to read it; write to the person if something must be added."),
)


def known_about(about: str) -> str | None:
    """The English words for what a question is about; None when there is no such part of the page."""
    kind, dash, number = about.partition("-")
    if dash and not (kind == "step" and number.isascii() and number.isdecimal() and len(number) <= 3):  # noqa: PLR2004
        return None
    return ABOUT.get(kind)


def ask(viewer: Viewer, about: str, text: str) -> Question:
    """Send a question about the viewer's own pathway. Raises Invisible without a case, Refused on a bad text."""
    with unit_of_work() as session:
        case_id = session.scalars(own_cases(viewer).with_only_columns(Case.id).limit(1)).first()
        if case_id is None:
            raise Invisible(viewer.person)
        if known_about(about) is None:
            raise Refused(UNKNOWN_ABOUT)
        text = plain_text("text", text)
        lock_case(session, case_id)
        if _waiting(session, case_id) >= WAITING_AT_MOST:
            raise Refused(TOO_MANY)
        question = Question(case_id=case_id, n=_last(session, case_id) + 1, about=about, text=text, asked_at=viewer.now)
        session.add(question)
        tell(session, viewer, Notice("question_asked", case_id, STAND_IN))
        return question


def answer(viewer: Viewer, case_id: str, n: int, text: str) -> Question:
    """Answer a question of a case the viewer is in charge of. Raises Invisible, Refused when already answered."""
    with unit_of_work() as session:
        case = session.scalars(visible_to(viewer).where(Case.id == case_id)).first()
        if case is None:
            raise Invisible(case_id)
        if viewer.role is not Role.COUNSELLOR or not in_charge(viewer, case):
            raise Refused(IN_CHARGE)
        lock_case(session, case_id)
        question = session.get(Question, (case_id, n), populate_existing=True)
        if question is None:
            raise Invisible(case_id)
        if question.answered_at is not None:
            raise Refused(ANSWERED)
        question.answer = plain_text("answer", text)
        question.answered_at, question.answered_by = viewer.now, viewer.account
        tell(session, viewer, Notice("question_answered", case_id, PERSON))
        return question


def _last(session: Session, case_id: str) -> int:
    return session.scalar(select(func.max(Question.n)).where(Question.case_id == case_id)) or 0


def _waiting(session: Session, case_id: str) -> int:
    unanswered = select(func.count()).where(Question.case_id == case_id, Question.answered_at.is_(None))
    return session.scalar(unanswered) or 0
