"""The sessions that would close the seam, as the move-on page proposes them. Words what the query found."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext

from parcours_app.queries.case_file import CaseFile
from parcours_app.queries.sessions_for import sessions_for
from parcours_app.scope import Viewer
from parcours_app.web import wording
from parcours_app.web.casework.move_form import Control
from parcours_app.web.counsellor import session_words as words
from workflows.stage import ON_PATHWAY


def choice_of(sessions: Sequence[dict[str, Any]], chosen: str) -> Control | None:
    """The same sessions as one question, for a form that books at once; None when there is none to choose."""
    if not sessions:
        return None
    told = ("title", "provider", "where", "dates", "gap")
    labels = [", ".join(filter(None, (*(one[part] for part in told), one["places"]["label"]))) for one in sessions]
    none = ("", gettext("None of these"))
    choices = [*((one["id"], label) for one, label in zip(sessions, labels, strict=True)), none]
    hint = gettext("What the catalogue says of it is taken over: kind, provider, dates.")
    return Control("radio", "session", gettext("Sessions that close the gap"), chosen, hint, choices=choices)


def proposals(viewer: Viewer, file: CaseFile, region: str | None = None) -> list[dict[str, Any]]:
    """A few sessions, the shortest gap first; none for somebody whose next step is accepted.

    region: where to look, when it is not where the case was opened.
    """
    standing = file.standing
    if standing.stage not in ON_PATHWAY or standing.accepted_next or not standing.oriented():
        return []
    found = sessions_for(viewer, file.case, standing, region)
    return [
        {
            **words.row(one.session, viewer.today),
            "id": one.session.id,
            "gap": "" if one.gap is None else gettext("gap of %(days)s", days=wording.days(one.gap)),
            "book_url": url_for("counsellor.booking", case_id=file.case.id, session_id=one.session.id),
        }
        for one in found
    ]
