"""The team board: what each counsellor, or each organisation seen from a territory, has in hand. Counts only."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, literal_column, or_, select, true

from parcours_app.extensions import db
from parcours_app.models import Account, Case, Organisation, Person
from parcours_app.queries.booked_ahead import shares
from parcours_app.queries.caseload_filters import SILENCE_DAYS, asked, gap_open, silent, to_book
from parcours_app.queries.load import needs_an_act
from parcours_app.queries.medians import median
from parcours_app.queries.missing import ANY, lacks
from parcours_app.scope import Viewer, acting, visible_to
from workflows.booked_ahead import Share
from workflows.engine import Role

REFERENT, ORGANISATION = "referent", "organisation"
# Rows are grouped by the name of their first column: PostgreSQL takes two parameters for two expressions.
MEMBER = "member"
# What the board counts, and the condition of the cases behind each number; all of them are live.
WHAT: Mapping[str, Callable[[Viewer], ColumnElement[bool]]] = {
    "followed": lambda _viewer: true(),
    "acting": needs_an_act,
    "gaps": gap_open,
    "to_book": to_book,
    "silent": lambda viewer: silent(SILENCE_DAYS, viewer),
    "missing": lambda _viewer: lacks(ANY),
    "questions": asked,
}

NONE = Share()


@dataclass(frozen=True, slots=True)
class Member:
    """One row: a counsellor, an organisation, or nobody (no key). median: days of its open gaps, None without a gap.

    booked: the ends of the year whose next step was accepted well before, among those that called for it.

    active: False for an account that is closed, or moved, and still has people to follow.
    """

    key: str | None
    name: str
    counts: Mapping[str, int]
    median: int | None
    booked: Share = NONE
    active: bool = True


@dataclass(frozen=True, slots=True)
class Team:
    """The board: what a row is (REFERENT or ORGANISATION), the cases nobody follows, the rows, and their sum."""

    by: str
    nobody: Member
    members: tuple[Member, ...]
    whole: Member


def grouping(viewer: Viewer) -> tuple[str, ColumnElement[str | None]]:
    """Counsellors inside an organisation; organisations seen from a region or the nation."""
    return (REFERENT, acting(viewer.today)) if viewer.organisation else (ORGANISATION, Case.organisation_id.expression)


def ours(viewer: Viewer) -> ColumnElement[bool]:
    """The live cases the viewer answers for: those only lent to be read, or offered, are not."""
    own = Case.organisation_id == viewer.organisation if viewer.organisation else true()
    return and_(Case.live, own)


def team(viewer: Viewer) -> Team:
    """The board of everything this supervisor answers for: four statements whatever its size."""
    by, column = grouping(viewer)
    counts, gaps, booked = _counts(viewer, column), _gaps(viewer, column), shares(viewer, column)
    people = _people(viewer, by, counts)

    def row(key: str | None) -> Member:
        name, active = people.get(key or "", ("", True))
        return Member(key, name, counts.get(key, _nothing()), median(gaps[key]), booked.get(key, NONE), active)

    rows = [row(key) for key in people]
    rows.sort(key=lambda member: (member.active, member.name.casefold(), member.key or ""))
    together = Counter[str]()
    for each in counts.values():
        together.update(each)
    whole = Member(None, "", {**_nothing(), **together}, median(sum(gaps.values(), Counter())), _summed(booked))
    return Team(by, row(None), tuple(rows), whole)


def _counts(viewer: Viewer, column: ColumnElement[str | None]) -> dict[str | None, dict[str, int]]:
    numbers = [func.count().filter(condition(viewer)).label(what) for what, condition in WHAT.items()]
    statement = (
        visible_to(viewer)
        .join(Person, Person.id == Case.person_id)
        .where(ours(viewer))
        .with_only_columns(column.label(MEMBER), *numbers)
        .group_by(literal_column(MEMBER))
    )
    return {key: dict(zip(WHAT, found, strict=True)) for key, *found in db.session.execute(statement)}


def _gaps(viewer: Viewer, column: ColumnElement[str | None]) -> defaultdict[str | None, Counter[int]]:
    """Per row, how many gaps are open since how many days: few lines, however many cases."""
    statement = (
        visible_to(viewer)
        .where(ours(viewer), gap_open(viewer))
        .with_only_columns(column.label(MEMBER), Case.seam_since, func.count())
        .group_by(literal_column(MEMBER), Case.seam_since)
    )
    found: defaultdict[str | None, Counter[int]] = defaultdict(Counter)
    for key, since, cases in db.session.execute(statement):
        found[key][(viewer.today - (since or viewer.today)).days] += cases
    return found


def _people(viewer: Viewer, by: str, keys: Iterable[str | None]) -> dict[str, tuple[str, bool]]:
    """Who the rows are: name, and whether they may still be given people. Those without a case are shown too."""
    seen = [key for key in keys if key]
    if by == ORGANISATION:
        rows = db.session.execute(select(Organisation.id, Organisation.name).where(Organisation.id.in_(seen)))
        return {key: (name, True) for key, name in rows}
    colleague = and_(Account.organisation_id == viewer.organisation, Account.role == Role.COUNSELLOR, Account.active)
    accounts = db.session.execute(
        select(Account.id, Account.display_name, colleague).where(or_(colleague, Account.id.in_(seen)))
    )
    return {key: (name, bool(present)) for key, name, present in accounts}


def _summed(shares_: Mapping[str | None, Share]) -> Share:
    return Share(sum(share.booked for share in shares_.values()), sum(share.ends for share in shares_.values()))


def _nothing() -> dict[str, int]:
    return dict.fromkeys(WHAT, 0)
