"""“My messages”: what the signed-in reader wants, and the latest written to them. Shared by the audiences."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.models import NoticeRow
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


def content(names: Mapping[str, str], case_endpoint: str = "") -> dict[str, Any]:
    """The choices by name with their words, and the latest messages, each leading to its case where there is a page."""
    viewer = current_viewer()
    rows = messages.received(viewer)
    numbers = messages.reachable(viewer, rows) if case_endpoint else {}
    kept = messages.choices(stopping.reader_of(viewer))
    return {
        "choices": [
            {"name": name, "label": gettext(label), "on": kept is None or bool(getattr(kept, name))}
            for name, label in names.items()
        ],
        "rows": [
            [
                wording.moment(row.created_at),
                _about(row, numbers, case_endpoint),
                words.channel(row.channel),
                words.state(row, viewer.now),
            ]
            for row in rows
        ],
    }


def _about(row: NoticeRow, numbers: Mapping[str, str], case_endpoint: str) -> Any:
    """What a message is about; a case that may be seen is named by its number and opened."""
    number = numbers.get(row.case_id or "")
    if number is None:
        return words.about(row)
    note = gettext("case %(number)s", number=number)
    return {"text": words.about(row), "url": url_for(case_endpoint, case_id=row.case_id), "note": note}
