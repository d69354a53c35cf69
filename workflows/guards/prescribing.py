"""The terms of a prescription: after orientation has begun, of a training, with coherent dates."""

from __future__ import annotations

from workflows.engine import Guard, sentence
from workflows.episode import Kind
from workflows.guards.reading import HISTORY, day, named
from workflows.stage import Stage

ORIENTATION_BEGUN = Guard(
    "orientation_begun",
    sentence("Nothing can be prescribed before orientation has begun."),
    sentence("Begin the orientation first (move “begin_orientation”)."),
    lambda s, _a: s.stage != Stage.REFERRED,
    override_by=HISTORY,
)
NOT_ORIENTATION = Guard(
    "not_orientation",
    sentence("An orientation is not prescribed or moved like a training."),
    sentence("Use the moves “begin_orientation” and “complete_orientation”."),
    lambda s, a: a.data.get("kind") != Kind.ORIENTATION and getattr(named(s, a), "kind", "") != Kind.ORIENTATION,
    override_by=HISTORY,
)
PLANNED_DATES = Guard(
    "planned_dates",
    sentence("Both planned dates are needed, and the end may not come before the start."),
    sentence("Give the planned start and the planned end announced by the training provider."),
    lambda _s, a: bool((s := day(a, "planned_start")) and (e := day(a, "planned_end")) and s <= e),
    override_by=HISTORY,
    needs=("kind",),
)
PRESCRIBED_ON = Guard(
    "prescribed_on",
    sentence("The prescription may not be dated before the day the entry takes effect, nor after today."),
    sentence(
        "Leave the date of prescription empty: it is the date of the move. Give it only when the start came first."
    ),
    lambda _s, a: (p := day(a, "prescribed_on")) is None or (a.on <= p and (a.world is None or p <= a.world.today)),
    override_by=HISTORY,
)
BLOCS_TARGETED = Guard(
    "blocs_targeted",
    sentence("Only a qualification aims at a certification or its blocs."),
    sentence("Remove the certification, or choose a qualification."),
    lambda _s, a: a.data.get("kind") == Kind.QUALIFICATION or not (a.data.get("rncp") or a.data.get("blocs")),
    needs=("kind",),
)
