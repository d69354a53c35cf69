"""The choices of readers: which messages they want, changed on their page or by the signed link of a message.

The link is its own authority: whoever holds it may stop those messages, and nothing else.
"""

from collections.abc import Mapping
from datetime import datetime

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy.orm import Session

from parcours_app.extensions import db
from parcours_app.models import MessageChoice
from parcours_app.scope import Viewer
from parcours_app.services.recipients import of_person
from parcours_app.services.unit import unit_of_work

CHOICES = ("email", "sms", "digest")
SALT = "stop messages"


def reader_of(viewer: Viewer) -> str:
    """Under which key the choices of somebody signed in are kept."""
    return viewer.person or viewer.account or ""


def choose(viewer: Viewer, wanted: Mapping[str, bool]) -> None:
    """Keep what the viewer wants from now on; a choice that is not named stays."""
    with unit_of_work() as session:
        _change(session, reader_of(viewer), wanted, viewer.now)


def reached_at(viewer: Viewer) -> dict[str, str | None]:
    """Where e-mails and text messages reach the person who looks, by choice; None where nothing is known."""
    found = of_person(db.session(), viewer.person or "")
    return {"email": found.email, "sms": found.phone}


def stop(reader: str, choice: str, now: datetime) -> None:
    """End one kind of messages for the reader a link names; a second time changes nothing."""
    with unit_of_work() as session:
        _change(session, reader, {choice: False}, now)


def _change(session: Session, reader: str, wanted: Mapping[str, bool], now: datetime) -> None:
    row = session.get(MessageChoice, reader, with_for_update=True)
    if row is None:
        row = MessageChoice(reader=reader, email=True, sms=True, digest=True, changed_at=now)
        session.add(row)
    for choice in CHOICES:
        setattr(row, choice, wanted.get(choice, getattr(row, choice)))
    row.changed_at = now


def stop_token(key: str, reader: str, choice: str) -> str:
    """The signed part of a stop link; it never expires, since the wish to be left in peace does not either."""
    return str(URLSafeSerializer(key, salt=SALT).dumps([reader, choice]))


def read_stop_token(key: str, token: str) -> tuple[str, str] | None:
    """The reader and the choice of a stop link; None when it is not one of ours."""
    try:
        reader, choice = URLSafeSerializer(key, salt=SALT).loads(token)
    except (BadSignature, ValueError, TypeError):
        return None
    return (str(reader), str(choice)) if choice in CHOICES else None
