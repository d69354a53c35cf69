"""Figures that a page cannot wait for: asked of the worker, and dated; until they are there, the page says so."""

from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from flask_babel import gettext

from parcours_app.queries.prepared import Prepared
from parcours_app.scope import Viewer
from parcours_app.services.figures import want
from parcours_app.web import wording

A = TypeVar("A")


def awaited(viewer: Viewer, found: Prepared[A]) -> Prepared[A]:
    """What was found; a calculation is asked for where one is missing or too old."""
    if found.wanted and want(viewer, **found.question):
        return replace(found, waiting_since=found.waiting_since or viewer.now)
    return found


def preparing(found: Prepared[Any]) -> dict[str, str] | None:
    """What to say above the figures; nothing when they were calculated just now."""
    if found.answer is not None:
        return _calculated(found.prepared_at, again=found.waiting_since is not None) if found.prepared_at else None
    if found.failed:
        return {
            "kind": "error",
            "title": gettext("These figures could not be prepared"),
            "text": gettext("The administrator can read why in the worker’s log. Come back in an hour to try again."),
        }
    if found.waiting_since is None:
        return {
            "kind": "warning",
            "title": gettext("Many figures are being prepared already"),
            "text": gettext("This question was not kept: come back when those you asked for are there."),
        }
    since = wording.moment(found.waiting_since)
    return {
        "kind": "info",
        "title": gettext("These figures are being prepared"),
        "text": gettext(
            "There are too many people to count while you wait. Being prepared since %(moment)s: come back to this "
            "page in a few minutes.",
            moment=since,
        ),
    }


def _calculated(at: datetime, *, again: bool) -> dict[str, str]:
    text = gettext("New ones are being prepared: they will replace these.") if again else ""
    return {"kind": "info", "title": gettext("Calculated on %(moment)s", moment=wording.moment(at)), "text": text}
