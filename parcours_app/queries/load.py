"""How heavy a caseload is: people followed, and people who need an act this week (a pile of heads weighs nothing).

workflows.acts says what calls for an act; here are the same conditions on the projected rows, with what is no pathway
fact: a question without an answer, a silence. Never writes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, literal_column, or_

from parcours_app.extensions import db
from parcours_app.models import Case
from parcours_app.queries.caseload_filters import SILENCE_DAYS, asked, gap_open, pressing, silent
from parcours_app.scope import Viewer, acting, visible_to
from workflows.acts import end_of_week


@dataclass(frozen=True, slots=True)
class Load:
    """People followed, and those of them who need an act this week."""

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


ACTS: Mapping[str, Callable[[Viewer], ColumnElement[bool]]] = {
    "broken": broken,
    "pressing": pressing,
    "late_start": late_start,
    "return": returning,
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
    return {who: Load(followed, due) for who, followed, due in db.session.execute(statement)}
