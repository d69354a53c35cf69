"""Entrusts people to colleagues, for good or until a day, and gives them back: many cases, one commit, a result each.

A case that changed meanwhile, or that the rules refuse, is reported and left as it was; the others are written.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from parcours_app.models import Case
from parcours_app.scope import Viewer, acting_on, visible_to
from parcours_app.services.moves import MoveRequest, place
from parcours_app.services.notices import Notice, tell
from parcours_app.services.refusals import Invisible, Stale
from parcours_app.services.unit import unit_of_work
from workflows.engine import Reason, Refused

MOVE = "assign"


@dataclass(frozen=True, slots=True)
class Entrusted:
    """One line of a plan: a case, the version it was read at, and the account it goes to."""

    case_id: str
    version: int | None
    to: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a line: written, or why not. stale: somebody wrote on the case meanwhile."""

    line: Entrusted
    reasons: tuple[Reason, ...] = ()
    stale: bool = False

    @property
    def done(self) -> bool:
        """Whether the case changed hands."""
        return not self.stale and not self.reasons


def spread(cases: Iterable[str], loads: Mapping[str, int]) -> dict[str, str]:
    """Each case to the least loaded of these accounts, one after the other; ties go in order of key."""
    present = dict(loads)
    plan = {}
    for case in cases:
        to = min(present, key=lambda account: (present[account], account))
        plan[case] = to
        present[to] += 1
    return plan


def reassign(viewer: Viewer, plan: Sequence[Entrusted], until: date | None = None) -> list[Outcome]:
    """Entrust each case of the plan, for good or until a day. Whoever loses or gains people is told once."""
    with unit_of_work() as session:
        before = _acted(session, viewer, plan)
        order = {key: n for n, key in enumerate(before)}
        outcomes = [
            _one(session, viewer, line, until) for line in sorted(plan, key=lambda line: order.get(line.case_id, -1))
        ]
        written = [outcome.line for outcome in outcomes if outcome.done]
        _told(session, viewer, written, until, before)
        return outcomes


def give_back(viewer: Viewer, referent: str) -> list[Outcome]:
    """End today every replacement of this counsellor that the viewer sees: the people are theirs again."""
    with unit_of_work() as session:
        lent = visible_to(viewer).where(Case.referent_id == referent, Case.stand_in_until >= viewer.today, Case.live)
        rows = session.execute(lent.with_only_columns(Case.id, Case.version).order_by(Case.person_id, Case.id)).all()
        outcomes = [_one(session, viewer, Entrusted(key, version, referent), None) for key, version in rows]
        if returned := sum(outcome.done for outcome in outcomes):
            _tell(session, viewer, "stand_in_ended", referent, {"count": returned})
        return outcomes


def _acted(session: Session, viewer: Viewer, plan: Sequence[Entrusted]) -> dict[str, str | None]:
    """Who acts on each case before it changes hands, in the order in which cases are locked."""
    keys = [line.case_id for line in plan]
    cases = session.scalars(select(Case).where(Case.id.in_(keys)).order_by(Case.person_id, Case.id)).all()
    return {case.id: acting_on(case, viewer.today) for case in cases}


def _one(session: Session, viewer: Viewer, line: Entrusted, until: date | None) -> Outcome:
    data = {"referent": line.to, **({"until": until.isoformat()} if until else {})}
    request = MoveRequest(MOVE, viewer.today, data, version=line.version)
    try:
        with session.begin_nested():
            place(session, viewer, line.case_id, request, in_bulk=True)
    except (Stale, Invisible):
        return Outcome(line, stale=True)
    except Refused as refused:
        return Outcome(line, tuple(refused.reasons))
    return Outcome(line)


def _told(
    session: Session,
    viewer: Viewer,
    written: Sequence[Entrusted],
    until: date | None,
    before: Mapping[str, str | None],
) -> None:
    """One message to each colleague who gains people, and to each who lets some go."""
    last = {"until": until.isoformat()} if until else {}
    gained = Counter(line.to for line in written)
    for to, count in sorted(gained.items()):
        _tell(session, viewer, "stand_in_begins" if until else "cases_assigned", to, {"count": count, **last})
    lost = Counter(who for line in written if (who := before.get(line.case_id)) and who != line.to)
    for to, count in sorted(lost.items()):
        _tell(session, viewer, "cases_lent" if until else "cases_handed_on", to, {"count": count, **last})


def _tell(session: Session, viewer: Viewer, kind: str, to: str, facts: Mapping[str, str | int]) -> None:
    if to != viewer.account:
        tell(session, viewer, Notice(kind, None, to, facts))
