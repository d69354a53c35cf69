"""Takes back a request for a handover that nobody has answered: its entry is voided, as any mistake would be."""

from parcours_app.journal.loading import entries_of
from parcours_app.models import Case
from parcours_app.scope import Viewer, visible_to
from parcours_app.services.corrections import CorrectionRequest, place_correction
from parcours_app.services.once import Written
from parcours_app.services.refusals import Invisible
from parcours_app.services.unit import unit_of_work
from workflows.engine import Reason, Refused
from workflows.guards import PENDING_HANDOVER
from workflows.journal import holding, replay


def withdraw(viewer: Viewer, case_id: str, reason: str) -> Written:
    """Void the request that waits. Raises Invisible, Refused when none waits any more or without a reason."""
    with unit_of_work() as session:
        if session.scalar(visible_to(viewer).where(Case.id == case_id).with_only_columns(Case.id)) is None:
            raise Invisible(case_id)
        entries = entries_of(session, case_id)
        if replay(entries).pending_handover(viewer.today) is None:
            raise Refused(Reason(PENDING_HANDOVER.code, PENDING_HANDOVER.sentence, PENDING_HANDOVER.remedy))
        asked = [entry for entry in holding(entries) if entry.move == "request_handover"][-1]
        return place_correction(session, viewer, case_id, CorrectionRequest(asked.id, reason, void=True))
