"""What a person may read of their own pathway: their case as it stands, and what they asked. Never another person's."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from parcours_app.extensions import db
from parcours_app.models import Case, Question
from parcours_app.queries.case_file import CaseFile, case_file
from parcours_app.scope import Invisible, Viewer, own_cases


@dataclass(frozen=True, slots=True)
class OwnPathway:
    """The person's present case today, and their questions, the last one first."""

    file: CaseFile
    questions: Sequence[Question]


def own_pathway(viewer: Viewer) -> OwnPathway | None:
    """The pathway of the person who looks; None when they have no case yet."""
    session: Session = db.session()
    case_id = session.scalars(own_cases(viewer).with_only_columns(Case.id).limit(1)).first()
    if case_id is None:
        return None
    try:
        file = case_file(viewer, case_id)
    except Invisible:
        return None
    asked = select(Question).where(Question.case_id == case_id).order_by(Question.n.desc())
    return OwnPathway(file, session.scalars(asked).all())
