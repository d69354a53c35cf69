"""Gives back the cases whose handover was for a time that is over, the day after its last day, as nobody's act.

Worked out from the dates of the handovers: a run that comes late writes the day it should have been, and a case given
back already is not given back twice.
"""

from datetime import date

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from parcours_app.journal.loading import entries_of
from parcours_app.models import Case, HandoverRow
from parcours_app.scope import Viewer
from parcours_app.services.moves import MoveRequest, place
from parcours_app.services.naming import colleagues
from parcours_app.services.unit import unit_of_work
from workflows.calendar import ONE_DAY
from workflows.engine import Refused
from workflows.handovers import ACCEPTED
from workflows.journal import replay

MOVE = "give_back"


def give_back_due(viewer: Viewer) -> int:
    """Give back every case whose time is over; how many went back. One commit a case: none waits for another."""
    over = (
        HandoverRow.state == ACCEPTED,
        HandoverRow.temporary_until < viewer.today,
        HandoverRow.returned_on.is_(None),
    )
    lent = select(HandoverRow.case_id, HandoverRow.temporary_until).join(Case, Case.id == HandoverRow.case_id)
    with unit_of_work() as session:
        due = session.execute(lent.where(*over).order_by(HandoverRow.temporary_until, HandoverRow.case_id)).all()
    return sum(_given_back(viewer, case, until) for case, until in due if until is not None)


def _given_back(viewer: Viewer, case_id: str, until: date) -> bool:
    try:
        with unit_of_work() as session:
            referent = _remembered(session, case_id)
            place(
                session, viewer, case_id, MoveRequest(MOVE, until + ONE_DAY, {"referent": referent} if referent else {})
            )
    except Refused as refused:
        structlog.get_logger().warning("not_given_back", case=case_id, guards=[r.guard for r in refused.reasons])
        return False
    return True


def _remembered(session: Session, case_id: str) -> str | None:
    """The referent the case had before it was lent, while they still are a counsellor of the lender."""
    loan = replay(entries_of(session, case_id)).loan
    if loan is None:
        return None
    return next(iter(colleagues(session, loan.from_organisation, loan.from_referent)), None)
