"""What is withheld of the days remembered: what is still to be decided, and what is decided. Writes nothing.

A page decides by itself what nobody decided before, for some seconds; the worker does it first.
"""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import select

from parcours_app.extensions import db
from parcours_app.models import Account, CountClosing, DaysWithheld
from parcours_app.queries.crossed import GROUND, LASTING, PARTS, TABLES
from parcours_app.queries.masking import largest
from parcours_app.queries.redrawn import chosen_by, decisions
from parcours_app.queries.remembered import ends_of_quarters, ends_of_years
from parcours_app.queries.territory import Bounded
from parcours_app.queries.withheld import withheld_from
from parcours_app.scope import Viewer
from workflows.engine import Role
from workflows.totals import MEASURES


def undecided(today: date) -> tuple[Bounded, dict[str, Any]] | None:
    """The first territory of a supervisor of which something is to be decided, the nation before its parts.

    And what a decision made today is of: the columns of DaysWithheld that say so.
    """
    state = _state(today)
    if state is None:
        return None
    done = select(DaysWithheld.organisation_id, DaysWithheld.region).where(
        DaysWithheld.until >= state["until"],
        DaysWithheld.folding == state["folding"],
        DaysWithheld.chosen_by == state["chosen_by"],
    )
    left = _territories() - {(organisation, region) for organisation, region in db.session.execute(done)}
    return (min(left), state) if left else None


def _territories() -> set[Bounded]:
    """Those that supervisors read, and the nation: what it withholds is withheld in its parts."""
    read = select(Account.organisation_id, Account.region).where(Account.role == Role.SUPERVISOR, Account.active)
    return {("", ""), *((house or "", "" if house else area or "") for house, area in db.session.execute(read))}


def _state(today: date) -> dict[str, Any] | None:
    """What a decision made today is of; None when no day is remembered, or nothing is folded yet."""
    days = (*ends_of_years(today), *ends_of_quarters(today))
    folding = db.session.scalar(select(CountClosing.folding).limit(1))
    if not days or folding is None:
        return None
    asked = repr((chosen_by(), largest(), TABLES, GROUND, LASTING, PARTS))
    return {"until": max(days), "folding": folding, "chosen_by": sha256(asked.encode()).hexdigest()}


def decided(viewer: Viewer) -> Mapping[str, Any]:
    """All that is decided of the days remembered in the territory of a supervisor, by name."""
    withheld = withheld_from(viewer, viewer.today, viewer.today)
    return decisions(veil for measure in MEASURES for veil in withheld.before(measure).values())
