"""What each move makes known, and to whom: one table, read once the move is written, in its transaction."""

from collections.abc import Callable, Mapping

from parcours_app.services.booking_notices import BOOKINGS
from parcours_app.services.handover_notices import HANDOVERS
from parcours_app.services.moved import Change

# The moves that are not here tell nobody.
TOLD: Mapping[str, Callable[[Change], None]] = {**HANDOVERS, **BOOKINGS}


def make_known(change: Change) -> None:
    """Tell whoever is concerned by the move."""
    if change.entry.move in TOLD:
        TOLD[change.entry.move](change)
