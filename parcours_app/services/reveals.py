"""Shows a supervisor the name behind a case number, once, for a reason, and leaves the trace of it."""

from sqlalchemy import select

from parcours_app.models import Case, Person, Reveal
from parcours_app.scope import Viewer, visible_to
from parcours_app.services.plain_text import plain_text
from parcours_app.services.refusals import Invisible
from parcours_app.services.unit import unit_of_work
from workflows.engine import Reason, Refused, Role, sentence

# A letter is no reason that whoever reads the log could weigh.
SHORTEST_REASON, LONGEST_REASON = 10, 500
NO_NAME = sentence("(name not known)")
NOT_A_SUPERVISOR = Reason(
    "role",
    sentence("Only a supervisor reveals a name."),
    sentence("Ask the supervisor of your organisation."),
)


def reveal_name(viewer: Viewer, case_id: str, reason: str) -> str:
    """The person's name, after the reveal is written. Raises Invisible, Refused without a reason."""
    with unit_of_work() as session:
        person_id = session.scalar(visible_to(viewer).where(Case.id == case_id).with_only_columns(Case.person_id))
        if person_id is None:
            raise Invisible(case_id)
        if viewer.role is not Role.SUPERVISOR or viewer.account is None:
            raise Refused(NOT_A_SUPERVISOR)
        reason = plain_text("reason", reason, LONGEST_REASON, SHORTEST_REASON)
        session.add(
            Reveal(id=viewer.new_id(), case_id=case_id, account_id=viewer.account, reason=reason, at=viewer.now)
        )
        given, family = session.execute(
            select(Person.given_name, Person.family_name).where(Person.id == person_id)
        ).one()
        return " ".join(filter(None, (given, family))) or NO_NAME
