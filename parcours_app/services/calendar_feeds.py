"""The private address of a calendar: made again or ended by its owner. The secret is returned once, its digest kept."""

import secrets

from parcours_app.models import CalendarFeed
from parcours_app.models.keys import digest
from parcours_app.scope import Viewer
from parcours_app.services.unit import unit_of_work

SECRET_BYTES = 32


def renew(viewer: Viewer) -> str:
    """A new secret for the viewer's calendar; the address of before opens nothing any more."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    with unit_of_work() as session:
        feed = session.get(CalendarFeed, viewer.account, with_for_update=True)
        if feed is None:
            session.add(CalendarFeed(account_id=viewer.account, token_hash=digest(secret), created_at=viewer.now))
        else:
            feed.token_hash, feed.created_at = digest(secret), viewer.now
    return secret


def revoke(viewer: Viewer) -> None:
    """End the address; nothing happens when there is none."""
    with unit_of_work() as session:
        feed = session.get(CalendarFeed, viewer.account)
        if feed is not None:
            session.delete(feed)
