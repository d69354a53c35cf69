"""What the clock of handovers makes known: a reminder to those who have not answered, the expiry to the sender.

A request expires by itself, from its dates; this only tells. Safe to run as often as one likes: nothing is told twice.
"""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from parcours_app.models import Case, HandoverRow
from parcours_app.scope import Viewer
from parcours_app.services.handover_notices import receivers
from parcours_app.services.notices import Notice, tell
from parcours_app.services.recipients import STAND_IN
from parcours_app.services.unit import unit_of_work
from workflows.handovers import REQUESTED

# After a fortnight without a run, an expiry is no news any more: the list of handovers shows it.
LATE = timedelta(days=14)


def remind_and_expire(viewer: Viewer) -> int:
    """Tell what is due today of the handovers and of the replacements that ended. How many messages it looked at."""
    with unit_of_work() as session:
        told = sum(_reminded(session, viewer, row) for row in _due(session, _to_remind(viewer)))
        told += sum(_expired(session, viewer, row) for row in _due(session, _to_expire(viewer)))
        return told + _given_back(session, viewer)


def _to_remind(viewer: Viewer) -> ColumnElement[bool]:
    return and_(HandoverRow.remind_on <= viewer.today, HandoverRow.expires_on > viewer.today)


def _to_expire(viewer: Viewer) -> ColumnElement[bool]:
    return and_(HandoverRow.expires_on <= viewer.today, HandoverRow.expires_on > viewer.today - LATE)


def _due(session: Session, when: ColumnElement[bool]) -> Sequence[HandoverRow]:
    waiting = select(HandoverRow).where(HandoverRow.state == REQUESTED, when)
    return session.scalars(waiting.order_by(HandoverRow.case_id, HandoverRow.n)).all()


def _reminded(session: Session, viewer: Viewer, row: HandoverRow) -> int:
    facts: dict[str, str | int] = {"days": (viewer.today - row.requested_on).days, "until": row.expires_on.isoformat()}
    readers = receivers(session, row.to_organisation, row.to_counsellor)
    for to in readers:
        once = f"handover_reminder:{row.case_id}:{row.requested_on}:{to}"
        tell(session, viewer, Notice("handover_reminder", row.case_id, to, facts, once))
    return len(readers)


def _expired(session: Session, viewer: Viewer, row: HandoverRow) -> int:
    once = f"handover_expired:{row.case_id}:{row.requested_on}"
    tell(session, viewer, Notice("handover_expired", row.case_id, STAND_IN, {}, once))
    return 1


def _given_back(session: Session, viewer: Viewer) -> int:
    """The referents whose replacement ended yesterday, with how many people are theirs again."""
    rows = session.execute(
        select(Case.referent_id, func.count())
        .where(Case.stand_in_until == viewer.today - timedelta(days=1), Case.referent_id.is_not(None), Case.live)
        .group_by(Case.referent_id)
        .order_by(Case.referent_id)
    ).all()
    for referent, count in rows:
        once = f"stand_in_ended:{referent}:{viewer.today}"
        tell(session, viewer, Notice("stand_in_ended", None, referent or "", {"count": count}, once))
    return len(rows)
