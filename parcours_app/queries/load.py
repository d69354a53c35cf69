"""How heavy a caseload is: people followed, and people who need an act this week (a pile of heads weighs nothing).

workflows.acts says what calls for an act; here are the same conditions on the projected rows, with what is no pathway
fact: a question without an answer, a silence, an appointment to close; and the handovers that wait for a yes or a no.
Never writes.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal_column, or_
from sqlalchemy.orm import aliased

from parcours_app.extensions import db
from parcours_app.models import Appointment, Case, HandoverRow
from parcours_app.queries.appointments import overdue
from parcours_app.queries.caseload_filters import SILENCE_DAYS, asked, gap_open, pressing, silent
from parcours_app.scope import Viewer, acting, visible_to
from workflows.acts import end_of_week
from workflows.handovers import REQUESTED


@dataclass(frozen=True, slots=True)
class Load:
    """People followed, and people who need an act this week: some of them, and those offered by a handover."""

    followed: int = 0
    acting: int = 0


def broken(viewer: Viewer) -> ColumnElement[bool]:
    """In a gap now, and no next step is accepted."""
    return and_(gap_open(viewer), ~Case.next_accepted)


def late_start(viewer: Viewer) -> ColumnElement[bool]:
    """The next step should have begun."""
    return Case.next_on < viewer.today


def returning(viewer: Viewer) -> ColumnElement[bool]:
    """A pause ends this week."""
    return and_(Case.paused_from <= viewer.today, Case.paused_until.between(viewer.today, end_of_week(viewer.today)))


def check(viewer: Viewer) -> ColumnElement[bool]:
    """A check on employment is due, or falls due this week."""
    return Case.check_due_on <= end_of_week(viewer.today)


def to_close(viewer: Viewer) -> ColumnElement[bool]:
    """What came of an appointment of the past is not told."""
    return exists().where(Appointment.case_id == Case.id, overdue(viewer)).correlate(Case)


ACTS: Mapping[str, Callable[[Viewer], ColumnElement[bool]]] = {
    "broken": broken,
    "pressing": pressing,
    "late_start": late_start,
    "return": returning,
    "check": check,
    "to_close": to_close,
    "question": asked,
    "silent": lambda viewer: silent(SILENCE_DAYS, viewer),
}


def needs_an_act(viewer: Viewer) -> ColumnElement[bool]:
    """Something is due in this live case in the week of the viewer's today."""
    return and_(Case.live, func.coalesce(or_(*(condition(viewer) for condition in ACTS.values())), False))


def loads(viewer: Viewer, cases: Select[Case] | None = None) -> dict[str | None, Load]:
    """The load of whoever acts today (None: nobody) over the live cases the viewer's organisation answers for.

    cases: other cases to weigh, for example those a reassignment would move; they must come from visible_to.
    """
    wanted = visible_to(viewer) if cases is None else cases
    ours = [Case.live, Case.counts, *([Case.organisation_id == viewer.organisation] if viewer.organisation else [])]
    statement = (
        wanted.where(*ours)
        .with_only_columns(acting(viewer.today).label("who"), func.count(), func.count().filter(needs_an_act(viewer)))
        .group_by(literal_column("who"))
        .order_by(literal_column("who"))
    )
    found = {who: Load(followed, due) for who, followed, due in db.session.execute(statement)}
    for who, offered in _offered(viewer) if cases is None else ():
        load = found.get(who, Load())
        found[who] = Load(load.followed, load.acting + offered)
    return found


def _offered(viewer: Viewer) -> Iterable[tuple[str | None, int]]:
    """The handovers to answer, by the counsellor they are addressed to (None: whoever answers first)."""
    asked = aliased(HandoverRow)
    waiting = (asked.state == REQUESTED, asked.expires_on > viewer.today, asked.to_organisation == viewer.organisation)
    statement = (
        visible_to(viewer)
        .join(asked, asked.case_id == Case.id)
        .where(Case.live, *waiting)
        .with_only_columns(asked.to_counsellor, func.count())
        .group_by(asked.to_counsellor)
        .order_by(asked.to_counsellor)
    )
    return [(who, count) for who, count in db.session.execute(statement)]
