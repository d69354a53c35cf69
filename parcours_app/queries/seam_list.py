"""The seam ledger of the cases a viewer may see: filtered, one page or all of it, in one statement. Never writes.

Days of an open seam are counted to the viewer's today, as workflows.seams does; a test holds the two together.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, Select, SQLColumnExpression, func, tuple_

from parcours_app.extensions import db
from parcours_app.models import Account, Case, Organisation, Person, SeamRow
from parcours_app.queries.seam_filters import Filters, conditions, paused_so_far
from parcours_app.scope import Viewer, acting, visible_to
from workflows.engine import Role, sentence
from workflows.ledger import state_of, urgency
from workflows.pacts import pact_of
from workflows.seams import Seam, stage_of_seam

DEFINITION = sentence(
    "A seam goes from the end of a step to the real start of the next, in calendar days; net days leave out the "
    "pauses. It is seamless when the net days fit the threshold, the next step was prescribed before the end of the "
    "previous one, and the referent is the same or a handover was accepted."
)
NAMED = (Role.COUNSELLOR,)
OLDEST, NEWEST = "since", "-since"
SORTS = (OLDEST, NEWEST)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: just after this seam."""

    since: date
    case: str
    n: int


@dataclass(frozen=True, slots=True)
class SeamLine:
    """A line of the ledger with its case and its owner; days of an open gap are counted to the day asked.

    state: of workflows.ledger. outcome: how a gap turned out, in a word of workflows.seams; None while it is not there.
    urgency: the level reached by an end to sew. levels: those of its pact. due_on: the planned end, or the
    last day an open gap may be seamless.
    person: the name, for those who work with the person; None for whoever knows people by case number.
    """

    case: str
    number: str
    n: int
    region: str | None
    organisation: str | None
    organisation_name: str | None
    owner: str | None
    owner_name: str | None
    owner_email: str | None
    person: str | None
    next_kind: str | None
    next_on: date | None
    seam: Seam
    state: str
    outcome: str | None
    urgency: int | None
    levels: tuple[int, ...]
    due_on: date | None


def seam_page(
    viewer: Viewer, filters: Filters, size: int, after: Place | None = None, sort: str = OLDEST
) -> tuple[list[SeamLine], Place | None]:
    """One page of the ledger, and where the next one begins (None at the end)."""
    key, down = tuple_(SeamRow.since, SeamRow.case_id, SeamRow.n), sort == NEWEST
    statement = _asked(viewer, filters, down=down)
    if after is not None:
        place = (after.since, after.case, after.n)
        statement = statement.where(key < place if down else key > place)
    rows = db.session.execute(statement.limit(size + 1)).all()
    lines = [_line(row, viewer.today) for row in rows[:size]]
    last = lines[-1] if len(rows) > size else None
    return lines, Place(last.seam.since, last.case, last.n) if last else None


def seam_count(viewer: Viewer, filters: Filters) -> int:
    """How many lines fit."""
    statement = _asked(viewer, filters).order_by(None).with_only_columns(func.count())
    return db.session.scalar(statement) or 0


def all_seams(viewer: Viewer, filters: Filters) -> Iterator[SeamLine]:
    """Every line, the oldest first, streamed: memory does not grow with their number."""
    with db.session.execute(_asked(viewer, filters).execution_options(yield_per=1000)) as rows:
        for row in rows:
            yield _line(row, viewer.today)


def _asked(viewer: Viewer, filters: Filters, *, down: bool = False) -> Select[Any]:
    keys = (SeamRow.since, SeamRow.case_id, SeamRow.n)
    facts = [Case.number, Case.region, Case.organisation_id, Case.pact, Case.next_kind, Case.next_on]
    names: list[SQLColumnExpression[Any]] = [
        Organisation.name.label("organisation_name"),
        Account.display_name.label("owner_name"),
        Account.email,
        acting(viewer.today).label("owner"),
    ]
    if viewer.role in NAMED:
        names += [Person.given_name, Person.family_name]
    return (
        visible_to(viewer)
        .join(SeamRow, SeamRow.case_id == Case.id)
        .join(Person, Person.id == Case.person_id)
        .outerjoin(Organisation, Organisation.id == Case.organisation_id)
        .outerjoin(Account, Account.id == acting(viewer.today))
        .with_only_columns(*SeamRow.__table__.c, *facts, *names, paused_so_far(viewer.today).label("paused"))
        .where(Case.counts, *conditions(filters, viewer.today))
        .order_by(*(key.desc() if down else key for key in keys))
    )


def _line(row: Row[Any], today: date) -> SeamLine:
    pact = pact_of(row.pact)
    seam = _seam(row, today, pact.threshold)
    state = state_of(seam, today, pact.notice[0])
    return SeamLine(
        case=row.case_id,
        number=row.number,
        n=row.n,
        region=row.region,
        organisation=row.organisation_id,
        organisation_name=row.organisation_name,
        owner=row.owner,
        owner_name=row.owner_name,
        owner_email=row.email,
        person=" ".join(filter(None, (row.given_name, row.family_name))) if "given_name" in row._fields else None,
        next_kind=row.next_kind,
        next_on=row.next_on,
        seam=seam,
        state=state,
        outcome=None if seam.ahead else stage_of_seam(seam),
        urgency=urgency(seam.since, today, pact.notice) if state == "to_sew" else None,
        levels=pact.notice,
        due_on=_due_on(seam, pact.threshold),
    )


def _due_on(seam: Seam, threshold: int) -> date | None:
    if seam.not_a_gap or not (seam.open or seam.ahead):
        return None
    return seam.since if seam.ahead else seam.since + timedelta(days=threshold + seam.days - seam.net_days)


def _seam(row: Row[Any], today: date, threshold: int) -> Seam:
    """The seam as the rules give it today: only an open gap grows, and may stop being seamless."""
    days, net, seamless = row.days or 0, row.net_days or 0, row.seamless
    if row.open:
        days = (today - row.since).days
        net = days - int(row.paused)
        seamless = False if seamless is None and not row.not_a_gap and net > threshold else seamless
    return Seam(
        after=row.after,
        before=row.before,
        since=row.since,
        until=row.until,
        days=days,
        net_days=net,
        seamless=seamless,
        cause=row.cause,
        open=row.open,
        kind_after=row.kind_after,
        kind_before=row.kind_before,
        accepted=row.accepted,
        not_a_gap=row.not_a_gap,
        ahead=row.ahead,
        booked_on=row.booked_on,
    )
