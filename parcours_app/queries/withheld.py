"""What is withheld from a supervisor of a situation, decided once while nothing more is counted. Never writes.

To read all that decides, of many people, takes longer than to show a table of it: tens of thousands of counts by six
dimensions. They are the same until a count is added, and so is what is withheld of them.
"""

from collections.abc import Callable, Hashable
from datetime import date
from functools import lru_cache, partial

from flask import has_request_context, request
from sqlalchemy import func, select

from parcours_app.extensions import db
from parcours_app.models import CountClosing, CountDelta, EntryRow
from parcours_app.queries.counted import Situation
from parcours_app.queries.masking import Withheld, largest
from parcours_app.queries.remembered import remembered
from parcours_app.queries.territory import Bounded, bounds
from parcours_app.scope import Viewer, bounded_by

# How many situations are kept; one of the nation may take twenty megabytes.
KEPT = 8
NATION: Bounded = ("", "")
# The requests that write nothing, and where one holds the state it is of.
READING, HELD = frozenset({"GET", "HEAD"}), "parcours.counts"


def withheld_from(viewer: Viewer, on: date, known: date) -> Withheld:
    """What is withheld from a supervisor, of the tables of a situation."""
    state, asked = _state(), (bounded_by(viewer), on, known, viewer.today)
    return _of(*asked, nation=None) if state is None else _kept(state, largest(), *asked)


@lru_cache(maxsize=KEPT)
def _kept(state: Hashable, limit: int, bounded: Bounded, on: date, known: date, today: date) -> Withheld:
    return _of(bounded, on, known, today, nation=partial(_kept, state, limit))


def _of(bounded: Bounded, on: date, known: date, today: date, nation: Callable[..., Withheld] | None) -> Withheld:
    """Of a territory, beside what is of the nation. No day to come is past. nation: finds that which is kept."""
    day, over = min(on, known, today), known < today
    past = partial(remembered, bounded, day, min(known, today), over=over, folded=nation is not None)
    whole = None
    for name, value in bounds(bounded).items():
        whole = ((nation or partial(_of, nation=None))(NATION, on, known, today), name, value)
    return Withheld(Situation(bounded, on, known, over=over), day, past, whole)


def hold_state() -> None:
    """Have the request that begins be of one state of the counts, when it writes nothing; other work asks each time."""
    if request.method in READING:
        request.environ[HELD] = []


def _state() -> Hashable:
    held: list[Hashable] | None = request.environ.get(HELD) if has_request_context() else None
    if held is None:
        return _found_state()
    if not held:
        held.append(_found_state())
    return held[0]


def _found_state() -> Hashable:
    """What names all that is counted now: another once more is; None when nothing is folded.

    Between two folds the deltas that are not folded yet only grow in number, and each fold is told by the last day
    closed and by how many lots of late ones were added since. The newest entry tells two databases apart.
    """
    last = select(func.max(CountClosing.on)).scalar_subquery()
    unfolded = select(func.count()).select_from(CountDelta).where(~CountDelta.folded).scalar_subquery()
    newest = select(func.max(EntryRow.id)).scalar_subquery()
    closing = select(CountClosing.folding, CountClosing.on, CountClosing.lots, unfolded, newest)
    found = db.session.execute(closing.where(CountClosing.on == last)).one_or_none()
    return (str(db.engine.url), *found) if found else None
