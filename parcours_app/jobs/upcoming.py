"""Reminders of what comes: a training that starts, a step that ends with nothing after it.

Each is told once; what has changed since is told again under its new date.
"""

from datetime import timedelta

from parcours_app.extensions import db
from parcours_app.models import Case
from parcours_app.queries.caseload_filters import to_book
from parcours_app.scope import Viewer, visible_to
from parcours_app.services.notices import Notice, tell, was_told
from parcours_app.services.recipients import PERSON, STAND_IN
from parcours_app.services.unit import unit_of_work
from workflows.episode import Kind
from workflows.ledger import urgency
from workflows.pacts import pact_of

# Days before a booked training.
STARTS_IN = 3
TRAININGS = (Kind.REFRESHER.value, Kind.QUALIFICATION.value)


def trainings_that_start(viewer: Viewer) -> int:
    """Remind each person three days before a training booked for them starts; how many were reminded."""
    first, last = viewer.today + timedelta(days=1), viewer.today + timedelta(days=STARTS_IN)
    booked = visible_to(viewer).where(Case.live, Case.next_kind.in_(TRAININGS), Case.next_on.between(first, last))
    rows = db.session.execute(booked.with_only_columns(Case.id, Case.next_on).order_by(Case.next_on, Case.id)).all()
    return sum(
        _once(viewer, Notice("step_starts", case, PERSON, {"on": f"{on}"}, f"starts:{case}:{on}")) for case, on in rows
    )


def next_steps_to_book(viewer: Viewer) -> int:
    """Tell who acts for a case, at each level of notice after the first, that a step ends with nothing accepted next.

    30 and 15 days before the end, or as the case's pact says; how many were told.
    """
    ending = visible_to(viewer).where(Case.live, to_book(viewer), Case.sew_by >= viewer.today)
    columns = ending.with_only_columns(Case.id, Case.sew_by, Case.pact).order_by(Case.sew_by, Case.id)
    told = 0
    for case, end, pact in db.session.execute(columns).all():
        level = urgency(end, viewer.today, pact_of(pact).notice[1:]) if end else None
        if level is not None:
            notice = Notice("next_step_to_book", case, STAND_IN, {"on": f"{end}"}, f"to_book:{case}:{end}:{level}")
            told += _once(viewer, notice)
    return told


def _once(viewer: Viewer, notice: Notice) -> int:
    if notice.once and was_told(notice.once):
        return 0
    with unit_of_work() as session:
        tell(session, viewer, notice)
    return 1
