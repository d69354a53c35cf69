"""The sessions that would close the seam, as the move-on page proposes them. Words what the query found."""

from typing import Any

from flask import url_for
from flask_babel import gettext

from parcours_app.queries.case_file import CaseFile
from parcours_app.queries.sessions_for import sessions_for
from parcours_app.scope import Viewer
from parcours_app.web import wording
from parcours_app.web.counsellor import session_words as words
from workflows.stage import ON_PATHWAY


def proposals(viewer: Viewer, file: CaseFile) -> list[dict[str, Any]]:
    """A few sessions, the shortest gap first; none for somebody whose next step is accepted."""
    standing = file.standing
    if standing.stage not in ON_PATHWAY or standing.accepted_next or not standing.oriented():
        return []
    found = sessions_for(viewer, file.case, standing)
    return [
        {
            **words.row(one.session, viewer.today),
            "gap": "" if one.gap is None else gettext("gap of %(days)s", days=wording.days(one.gap)),
            "book_url": url_for("counsellor.booking", case_id=file.case.id, session_id=one.session.id),
        }
        for one in found
    ]
