"""What a move of a case is for, in one line, from the sentences of the audience that reads it. Words only."""

from collections.abc import Mapping

from flask_babel import gettext

from parcours_app.models import Case
from workflows.engine import sentence

# A case passed on from one colleague to another stays with their organisation.
INSIDE: Mapping[str, str] = {
    "accept_handover": sentence("The person changes counsellors: your organisation stays responsible for the case."),
}


def purpose(sentences: Mapping[str, str], move: str, case: Case) -> str:
    """Why one makes this move; nothing for a move that says it all by its name."""
    inside = INSIDE.get(move) if case.handover_to == case.organisation_id else None
    said = inside or sentences.get(move)
    return gettext(said) if said else ""
