"""The catalogue of sessions. A place is booked by the move “prescribe” with the id of a session."""

from datetime import date
from http import HTTPStatus
from typing import Any
from uuid import UUID

from flask_babel import gettext

from parcours_app.api.bodies import bad_field, refused
from parcours_app.api.caller import viewer
from parcours_app.api.cursors import UNKNOWN, cursor_of, keys_of
from parcours_app.api.problems import Problem
from parcours_app.api.routes import answers, takes
from parcours_app.api.schemas.sessions import SessionPageSchema, SessionsAsked, SessionSchema
from parcours_app.queries.session_filters import Filters
from parcours_app.queries.sessions import one_session, session_page

NAMES = tuple(name for name in SessionSchema._declared_fields if name != "places_left")  # noqa: SLF001


@takes(SessionsAsked, "query")
@answers(SessionPageSchema, problems=(422,))
def index(asked: dict[str, Any]) -> Any:
    """The sessions to come, the soonest first."""
    limit, cursor = asked.pop("limit"), asked.pop("cursor", None)
    found = session_page(viewer(), Filters(**asked), _after(cursor) if cursor else None, limit)
    following = cursor_of(found.next[0].isoformat(), found.next[1]) if found.next else None
    return {"items": [session_json(line) for line in found.lines], "next": following}


@answers(SessionSchema, problems=(404,))
def show(session_id: UUID) -> Any:
    """One session, with its places."""
    line = one_session(viewer(), str(session_id))
    if line is None:
        raise Problem(HTTPStatus.NOT_FOUND, gettext("There is no such session."))
    return session_json(line)


def session_json(line: Any) -> dict[str, Any]:
    """A session and its offer, flat; `places_left` is null while the number of places is unknown."""
    left = None if line.places is None else max(0, line.places - line.taken)
    return {**{name: getattr(line, name) for name in NAMES}, "places_left": left}


def _after(cursor: str) -> tuple[date, str]:
    day, key = keys_of(cursor, str, str)
    try:
        return date.fromisoformat(str(day)), str(key)
    except ValueError:
        refused(bad_field("cursor", UNKNOWN))
