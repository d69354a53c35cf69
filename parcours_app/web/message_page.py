"""“My messages”: what the signed-in reader wants, and the latest written to them. Shared by the audiences."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.queries import messages
from parcours_app.services import stopping
from parcours_app.web import message_words as words
from parcours_app.web import wording
from parcours_app.web.viewing import current_viewer


def keep(names: Mapping[str, str], endpoint: str) -> ResponseReturnValue:
    """Keep what the form says of each choice it shows, and come back."""
    stopping.choose(current_viewer(), {name: name in request.form for name in names})
    flash(gettext("Your choice is kept."), "success")
    return redirect(url_for(endpoint))


def content(names: Mapping[str, str]) -> dict[str, Any]:
    """The choices by name with their words, and the latest messages."""
    viewer = current_viewer()
    kept = messages.choices(stopping.reader_of(viewer))
    return {
        "choices": [
            {"name": name, "label": gettext(label), "on": kept is None or bool(getattr(kept, name))}
            for name, label in names.items()
        ],
        "rows": [
            [wording.moment(row.created_at), words.about(row), words.channel(row.channel), words.state(row, viewer.now)]
            for row in messages.received(viewer)
        ],
    }
