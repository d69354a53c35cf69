"""Private calendars: whether one has an address, and what it shows. Never writes."""

from datetime import datetime, timedelta

from sqlalchemy import select

from parcours_app.extensions import db
from parcours_app.models import Appointment, CalendarFeed, Case
from parcours_app.queries.appointments import Meeting, found, meetings, own, to_hold
from parcours_app.scope import Viewer, visible_to
from workflows.engine import Role

# What a calendar still shows of the past, and how far ahead it looks.
BEHIND, AHEAD = timedelta(days=31), timedelta(days=400)
LONGEST = 2000


def since(viewer: Viewer) -> datetime | None:
    """Since when the viewer's calendar has an address; None when it has none."""
    return db.session.scalar(select(CalendarFeed.created_at).where(CalendarFeed.account_id == viewer.account))


def shown(viewer: Viewer) -> list[Meeting]:
    """The appointments of the calendar, cancelled ones included so that they disappear elsewhere too."""
    if viewer.role is Role.BENEFICIARY:
        return own(viewer)
    statement = meetings(visible_to(viewer)).where(
        to_hold(viewer),
        Appointment.moved_to.is_(None),
        Appointment.on.between(viewer.today - BEHIND, viewer.today + AHEAD),
    )
    return found(statement.order_by(Appointment.at, Case.id, Appointment.n).limit(LONGEST))
