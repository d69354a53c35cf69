"""Taking a case over and, with the same act, booking its next step: two moves, one commit, or neither."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from parcours_app.scope import Viewer
from parcours_app.services.moves import MoveRequest, place
from parcours_app.services.once import Written, claim, settle
from parcours_app.services.unit import unit_of_work


@dataclass(frozen=True, slots=True)
class Acceptance:
    """From which day, followed by whom (an account; None leaves it to the rules), with which step booked, if any.

    booking: the data of “prescribe”, as typed.  version and key: as in a MoveRequest.
    """

    effective_on: date
    referent: str | None = None
    booking: Mapping[str, Any] | None = None
    version: int | None = None
    key: str | None = None

    def body(self, case_id: str) -> list[Any]:
        """What identifies the request when it is repeated."""
        return [case_id, "accept_handover", self.effective_on.isoformat(), self.referent, dict(self.booking or {})]


def accept(viewer: Viewer, case_id: str, acceptance: Acceptance) -> Written:
    """Accept the handover that waits, and book the next step when one is given; the last entry written.

    Raises Invisible, Stale, KeyReused, Refused with the reasons of the move that is not possible; then nothing is kept.
    """
    with unit_of_work() as session:
        claimed = claim(session, viewer, acceptance.key, acceptance.body(case_id))
        if isinstance(claimed, Written):
            return claimed
        data = {"referent": acceptance.referent} if acceptance.referent else {}
        taken = MoveRequest("accept_handover", acceptance.effective_on, data, version=acceptance.version)
        written = place(session, viewer, case_id, taken)
        if acceptance.booking:
            booked = MoveRequest("prescribe", acceptance.effective_on, acceptance.booking)
            written = place(session, viewer, case_id, booked)
        return settle(claimed, written)
