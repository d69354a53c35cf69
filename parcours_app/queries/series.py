"""Monthly figures of outside sources beside ours, by the same convention. Never writes, never adds one to the other.

entries: by the month in which a training really started. stock: persons in training on any day of the month, as the
regional base counts its beneficiaries. supports: spells in force on the last day of the month, as PACEA are counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, case, distinct, func, or_, select

from parcours_app.extensions import db
from parcours_app.models import Case, EpisodeRow, SeriesPoint, SupportRow
from parcours_app.queries.masking import largest
from parcours_app.scope import Viewer, within_bounds
from workflows.calendar import ONE_DAY, add_months
from workflows.engine import Role
from workflows.episode import TRAINING

ENTRIES, STOCK, SUPPORTS = "entries", "stock", "supports"
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Named:
    """A series as it can be asked for: its name, perimeter, source and unit, the years it speaks of."""

    series: str
    perimeter: str
    source: str
    unit: str
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month: their figure (None: not communicated, or nothing at all when not told), its extraction, and ours.

    told: whether the source says anything of the month. over: whether it has ended, for ours to be counted. ours: None
    where it is masked.
    """

    last_day: date
    told: bool
    theirs: int | None
    extracted_on: date | None
    over: bool
    ours: int | None


def every_series() -> list[Named]:
    """The series there are, by name."""
    key = (SeriesPoint.series, SeriesPoint.perimeter, SeriesPoint.source, SeriesPoint.unit)
    found: dict[tuple[str, str, str, str], list[int]] = {}
    query = select(*key, SeriesPoint.year).distinct().order_by(*key, SeriesPoint.year)
    for series, perimeter, source, unit, year in db.session.execute(query):
        found.setdefault((series, perimeter, source, unit), []).append(year)
    return [Named(*names, years=tuple(years)) for names, years in found.items()]


def convention(named: Named) -> str:
    """Which of our counts stands beside a series: entries, persons in training in the month, spells of support."""
    if named.unit == ENTRIES:
        return ENTRIES
    return SUPPORTS if named.series.startswith("pacea") else STOCK


def months(viewer: Viewer, named: Named, year: int) -> list[Month]:
    """The twelve months of a year: the last extraction of each figure, and ours as they stand today."""
    return beside(viewer, named, year, our_months(viewer, convention(named), last_days(year)), viewer.today)


def last_days(year: int) -> list[date]:
    """The last day of each month of a year."""
    return [add_months(date(year, 1, 1), n + 1) - ONE_DAY for n in range(MONTHS)]


def beside(viewer: Viewer, named: Named, year: int, ours: Sequence[int], known: date) -> list[Month]:
    """The months of a year as known on a day, given our counts as then known: masked as the viewer may read them."""
    theirs = {row.month: row for row in _points(named, year, known)}
    return [
        _month(day, theirs.get(day.month), count, over=day <= min(known, viewer.today))
        for day, count in zip(last_days(year), _shown(viewer, ours), strict=True)
    ]


def _points(named: Named, year: int, known: date) -> Sequence[SeriesPoint]:
    """The figures of a year extracted by a day, each after those it revises."""
    same = (SeriesPoint.series == named.series, SeriesPoint.perimeter == named.perimeter)
    extracted = (SeriesPoint.year == year, SeriesPoint.extracted_on <= known)
    query = select(SeriesPoint).where(*same, SeriesPoint.source == named.source, *extracted)
    return db.session.scalars(query.order_by(SeriesPoint.extracted_on, SeriesPoint.id)).all()


def _month(day: date, point: SeriesPoint | None, ours: int | None, *, over: bool) -> Month:
    if point is None:
        return Month(day, told=False, theirs=None, extracted_on=None, over=over, ours=ours)
    return Month(day, told=True, theirs=point.value, extracted_on=point.extracted_on, over=over, ours=ours)


def _shown(viewer: Viewer, counts: Sequence[int]) -> list[int | None]:
    """Our counts as a viewer may read them; their sum is known elsewhere, so none is withheld alone, nor too few."""
    if viewer.role is not Role.SUPERVISOR:
        return list(counts)
    hidden = {place for place, count in enumerate(counts) if 0 < count <= largest()}
    while hidden and (len(hidden) == 1 or sum(counts[place] for place in hidden) <= largest()):
        others = [place for place, count in enumerate(counts) if count and place not in hidden]
        if not others:
            break
        hidden.add(min(others, key=lambda place: (counts[place], place)))
    return [None if place in hidden else count for place, count in enumerate(counts)]


def our_months(viewer: Viewer, how: str, days: Sequence[date]) -> list[int]:
    """Our count of each month as it stands today, all in one question. Not masked."""
    row = SupportRow if how == SUPPORTS else EpisodeRow
    columns = [_counted(how, day) for day in days]
    query = select(*columns).select_from(Case).join(row, row.case_id == Case.id)
    wanted = [Case.counts, within_bounds(viewer, Case.organisation_id, Case.region), row.started_on <= days[-1]]
    if row is EpisodeRow:
        wanted.append(EpisodeRow.kind.in_([kind.value for kind in TRAINING]))
    return [int(count or 0) for count in db.session.execute(query.where(*wanted)).one()]


def _counted(how: str, last: date) -> ColumnElement[int]:
    first = last.replace(day=1)
    if how == ENTRIES:
        return func.sum(case((EpisodeRow.started_on.between(first, last), 1), else_=0))
    if how == SUPPORTS:
        still = or_(SupportRow.ended_on.is_(None), SupportRow.ended_on >= last)
        return func.sum(case(((SupportRow.started_on <= last) & still, 1), else_=0))
    still = or_(EpisodeRow.ended_on.is_(None), EpisodeRow.ended_on >= first)
    return func.count(distinct(case(((EpisodeRow.started_on <= last) & still, Case.person_id))))
