"""The terms of a reconciliation over the stored count deltas, and the people behind each. Never writes.

The meaning of each term is in workflows/balance.py; here the database does the sums, so that the page costs the
changes of its window and not the people of the programme.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import InstrumentedAttribute

from parcours_app.extensions import db
from parcours_app.journal.lateness import recorded_after
from parcours_app.models import CountDelta
from parcours_app.queries.case_numbers import PAGE, CellPage, cases_of
from parcours_app.queries.folded import summands
from parcours_app.queries.territory import bounds, kept_in, territory
from parcours_app.scope import Viewer, bounded_by
from workflows.balance import STOCKS, Balance, Stock, Window

DAY, LEARNT, PERSON = CountDelta.effective_on, CountDelta.recorded_on, CountDelta.person_id
Grouping = Sequence[InstrumentedAttribute[Any]]


def balances(viewer: Viewer, window: Window) -> Mapping[str, Balance]:
    """The balance of each stock, in the viewer's territory."""
    stocks = _stocks(viewer, window)
    corrected = _apart(viewer, _corrections(window), [PERSON])
    moved = _apart(viewer, _movements(window), [PERSON, DAY])
    return {code: Balance(stocks[code][0], *corrected[code], *moved[code], closing=stocks[code][1]) for code in STOCKS}


def behind_term(viewer: Viewer, code: str, term: str, window: Window, after: str = "") -> CellPage:
    """The people a term is made of, with how much each counts, by page."""
    people = _people(viewer, STOCKS[code], term, window, after)
    found = db.session.execute(people.order_by(people.selected_columns.person_id).limit(PAGE + 1)).all()
    seen = cases_of(viewer, [person for person, _amount in found[:PAGE]])
    lines = [(seen.get(person), abs(int(amount))) for person, amount in found[:PAGE]]
    return CellPage(lines, found[PAGE - 1].person_id if len(found) > PAGE else None)


def _opening(window: Window) -> ColumnElement[bool]:
    return and_(window.since >= DAY, window.known_then >= LEARNT)


def _closing(window: Window) -> ColumnElement[bool]:
    return and_(window.until >= DAY, window.known >= LEARNT)


def _corrections(window: Window) -> ColumnElement[bool]:
    return and_(window.since >= DAY, recorded_after(window.known_then), window.known >= LEARNT)


def _movements(window: Window) -> ColumnElement[bool]:
    return and_(window.since < DAY, window.until >= DAY, window.known >= LEARNT)


def _of(stock: Stock, counts: Any = CountDelta) -> ColumnElement[bool]:
    counted: ColumnElement[bool] = counts.measure == stock.measure
    return and_(counted, counts.stage.in_(stock.stages)) if stock.stages else counted


def _amount(wanted: ColumnElement[bool], amount: Any) -> ColumnElement[int]:
    """What the changes that meet a condition add up to."""
    return func.coalesce(func.sum(case((wanted, amount), else_=0)), 0)


def _stocks(viewer: Viewer, window: Window) -> Mapping[str, tuple[int, int]]:
    """Each stock on both days, summed on its own and not from the other terms."""
    opening = _stocks_of(viewer, window.since, window.known_then)
    closing = _stocks_of(viewer, window.until, window.known)
    return {code: (opening[code], closing[code]) for code in STOCKS}


def _stocks_of(viewer: Viewer, on: date, known: date) -> Mapping[str, int]:
    bounded = bounded_by(viewer)
    rows = summands(("stage", *bounds(bounded)), on, known, kept_in(bounded)).c
    sums = [_amount(_of(stock, rows), rows.amount) for stock in STOCKS.values()]
    values = db.session.execute(select(*sums)).one()
    return {code: int(value) for code, value in zip(STOCKS, values, strict=True)}


def _apart(viewer: Viewer, when: ColumnElement[bool], by: Grouping) -> Mapping[str, tuple[int, int]]:
    """What each stock gains and what it loses, once the changes of each group are added up."""
    sums = [_amount(_of(stock), CountDelta.amount).label(code) for code, stock in STOCKS.items()]
    groups = select(*by, *sums).where(when, territory(viewer)).group_by(*by).subquery()
    columns = [groups.c[code] for code in STOCKS]
    parts = [func.sum(case((sign * column > 0, sign * column), else_=0)) for column in columns for sign in (1, -1)]
    values = [int(value or 0) for value in db.session.execute(select(*parts)).one()]
    return {code: (values[2 * n], values[2 * n + 1]) for n, code in enumerate(STOCKS)}


def _people(viewer: Viewer, stock: Stock, term: str, window: Window, after: str) -> Select[str, int]:
    """The people of a term who come after one, and their amounts."""
    amount = func.sum(CountDelta.amount).label("amount")
    mine = select(PERSON, amount).where(after < PERSON, _of(stock), territory(viewer))
    if term in ("opening", "closing"):
        day = _opening(window) if term == "opening" else _closing(window)
        return mine.where(day).group_by(PERSON).having(amount != 0)
    gains = term in ("added", "entered")
    if term in ("added", "removed"):
        return mine.where(_corrections(window)).group_by(PERSON).having(amount > 0 if gains else amount < 0)
    days = mine.where(_movements(window)).group_by(PERSON, DAY).having(amount > 0 if gains else amount < 0).subquery()
    return select(days.c.person_id, func.sum(days.c.amount).label("amount")).group_by(days.c.person_id)
