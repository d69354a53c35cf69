"""The times one person spent on the pathway: the case that came before this one, and the one that followed it.

Nothing is stored: a case that is voided or merged drops out by itself. Never writes.
"""

from dataclasses import dataclass

from parcours_app.extensions import db
from parcours_app.models import Case
from parcours_app.scope import Viewer, visible_to


@dataclass(frozen=True, slots=True)
class Spell:
    """Another case of the same person."""

    case_id: str
    number: str


@dataclass(frozen=True, slots=True)
class Spells:
    """The case this one goes on from, and the one it went on in; None where there is none the viewer may see."""

    before: Spell | None
    after: Spell | None


def spells(viewer: Viewer, case: Case) -> Spells:
    """The neighbours of a case among the person's own, in order of opening."""
    statement = (
        visible_to(viewer)
        .where(Case.person_id == case.person_id, Case.programme == case.programme, Case.counts, Case.id != case.id)
        .with_only_columns(Case.opened_on, Case.id, Case.number)
        .order_by(Case.opened_on, Case.id)
    )
    earlier: list[Spell] = []
    later: list[Spell] = []
    for opened_on, key, number in db.session.execute(statement):
        side = earlier if (opened_on, key) < (case.opened_on, case.id) else later
        side.append(Spell(key, number))
    return Spells(earlier[-1] if earlier else None, later[0] if later else None)
