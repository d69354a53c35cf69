"""Money and targets of the regional pacts beside the persons trained and the entries of each region. Never writes.

Amounts come from the reference the product carries, completed by the files in force on the day; an empty cell erases
nothing. What nobody said stays None, never zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select

from parcours_app.clock import PARIS
from parcours_app.extensions import db
from parcours_app.models import PactAmount, PactList
from parcours_app.queries.programme import gained
from parcours_app.queries.totals import Totals, totals
from parcours_app.reference.pacts import AMOUNTS, SOURCE, VALID_FROM
from parcours_app.reference.regions import REGIONS
from parcours_app.scope import Viewer
from workflows.calendar import ONE_DAY
from workflows.indicators.rates import half_up
from workflows.programme import SINCE, end_of_programme


@dataclass(frozen=True, slots=True)
class Money:
    """What is known of a region's pact: euros, persons; where it was read, in force since when."""

    state_euros: int | None = None
    region_euros: int | None = None
    target: int | None = None
    source: str = ""
    since: date | None = None

    @property
    def euros(self) -> int | None:
        """State and region together; None unless both are known."""
        return None if self.state_euros is None or self.region_euros is None else self.state_euros + self.region_euros


@dataclass(frozen=True, slots=True)
class PactLine:
    """A region: its pact, and what was counted within the programme; a count is None where it is masked."""

    region: str
    money: Money
    trained: int | None
    entries: int | None

    @property
    def euros_per_entry(self) -> Decimal | None:
        """An indication only: the amounts are planned, and paid for more than these entries. None unless both stand."""
        if self.money.euros is None or not self.entries:
            return None
        return half_up(Decimal(self.money.euros) / self.entries)


def pact_lines(viewer: Viewer, on: date, known: date, *, extended: bool = False) -> list[PactLine]:
    """The regions of the viewer's territory, by code, as of a day, as known on a day."""
    day = min(on, known, end_of_programme(extended=extended))
    after, before = (
        _by_region(totals(viewer, d, known, ("region",))) for d in (max(day, SINCE - ONE_DAY), SINCE - ONE_DAY)
    )
    money = money_on(on, known)
    regions = [viewer.region] if viewer.region else list(REGIONS)
    nothing = (0, 0)
    counts = {
        region: [
            gained(viewer, *pair) for pair in zip(after.get(region, nothing), before.get(region, nothing), strict=True)
        ]
        for region in regions
    }
    return [PactLine(region, money.get(region, Money()), *counts[region]) for region in regions]


def money_on(on: date, known: date) -> Mapping[str, Money]:
    """What holds of each region's pact on a day, as known at the end of another, by region."""
    found: dict[str, Money] = {}
    # Stable: of two that hold from the same day, what the product carries comes first, then the files as they came.
    for region, later in sorted((*_carried(on), *_uploaded(on, known)), key=lambda told: told[1].since or date.min):
        found[region] = _completed(found.get(region, Money()), later)
    return found


def amount_lists() -> list[tuple[date, str, int]]:
    """The files uploaded, the latest in force first: the day, the name, how many regions each names."""
    regions = select(func.count()).where(PactAmount.list_id == PactList.id).scalar_subquery()
    query = select(PactList.valid_from, PactList.file_name, regions)
    order = (PactList.valid_from.desc(), PactList.created_at.desc(), PactList.id)
    return [(day, name, int(count)) for day, name, count in db.session.execute(query.order_by(*order).limit(100))]


def _carried(on: date) -> list[tuple[str, Money]]:
    amounts = AMOUNTS if on >= VALID_FROM else {}
    return [(region, Money(*euros, None, SOURCE, VALID_FROM)) for region, euros in amounts.items()]


def _uploaded(on: date, known: date) -> list[tuple[str, Money]]:
    query = (
        select(PactAmount, PactList.valid_from, PactList.created_at)
        .join(PactList, PactList.id == PactAmount.list_id)
        .where(PactList.valid_from <= on)
        .order_by(PactList.created_at, PactList.id, PactAmount.region)
    )
    return [
        (row.region, Money(row.state_euros, row.region_euros, row.target, row.source, since))
        for row, since, told_at in db.session.execute(query)
        if told_at.astimezone(PARIS).date() <= known
    ]


def _completed(money: Money, later: Money) -> Money:
    """The money of a region once what is said from a later day on is read: what it leaves empty stays as it was."""
    said = {
        name: value for name in ("state_euros", "region_euros", "target") if (value := getattr(later, name)) is not None
    }
    return replace(money, source=later.source, since=later.since, **said)


def _by_region(answer: Totals) -> dict[str, tuple[int | None, int | None]]:
    return {str(row.dimensions["region"]): (row.trained, row.entries) for row in answer.rows}
