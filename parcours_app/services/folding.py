"""Folds the counts: what the deltas add up to at the ends of weeks and months, so that totals cost no people.

A move only appends deltas. The fold closes the days, the present one too, a week at most in one transaction, and adds
what came since to the days already closed. The stocks of the last day closed are kept until the next, so that of today
the changes of an hour are read. Whatever is not folded yet, every reading adds by itself: it may run at any time.
"""

from bisect import bisect_left
from collections import Counter
from datetime import date
from functools import cache
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import (
    Date,
    Executable,
    Select,
    Table,
    bindparam,
    delete,
    func,
    insert,
    literal,
    select,
    text,
    tuple_,
    union_all,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from parcours_app.journal.cells import COLUMN
from parcours_app.journal.cuboids import CUBOIDS, Cuboid, end_of_week, stored
from parcours_app.models import Base, CountClosing, CountDelta, CountStock
from parcours_app.services.unit import unit_of_work
from workflows.calendar import ONE_DAY

# How many deltas that came late are folded at once, and beyond how many the whole is folded anew.
LOT, MOST_LATE = 5000, 50_000
KEY = [column.name for column in CountStock.__table__.primary_key]
EMPTY = {column.name: column.default.arg for column in CountStock.__table__.primary_key if column.default}
StockKey = tuple[tuple[str, Any], ...]
Changes = Counter[tuple[Cuboid, StockKey, date]]
DAY = CountDelta.effective_on
AFTER, UNTIL = bindparam("after", type_=Date), bindparam("until", type_=Date)


def fold(until: date) -> int:
    """Fold what may be: the days up to one, that one included, and what came late. How many closings and lots."""
    done = 0
    with unit_of_work() as session:
        if _many_late(session):
            forget(session)
    while _fold_late():
        done += 1
    while _close_next(until):
        done += 1
    return done


def forget(session: Session) -> None:
    """Throw the stocks away: for whoever takes deltas back. Until they are folded anew, totals read every delta."""
    _lock(session)
    session.execute(delete(CountClosing))
    session.execute(delete(CountStock))


def _lock(session: Session) -> None:
    """One fold at a time; readers and moves wait for nothing. SQLite has one writer by nature."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE count_closings IN SHARE ROW EXCLUSIVE MODE"))


def _last(session: Session) -> date | None:
    return session.scalar(select(func.max(CountClosing.on)))


def _many_late(session: Session) -> bool:
    last = _last(session) or date.min
    late = select(CountDelta.n).where(~CountDelta.folded, last >= DAY).limit(MOST_LATE + 1).subquery()
    return (session.scalar(select(func.count()).select_from(late)) or 0) > MOST_LATE


def _close_next(day: date) -> bool:
    """Close the days after the last one closed, to the end of their week or to this one; the first is of a change."""
    with unit_of_work() as session:
        _lock(session)
        last, first = _last(session), session.scalar(select(func.min(DAY)))
        if first is None:
            return False
        since = last + ONE_DAY if last else first
        until = min(end_of_week(since), day)
        if until < since:
            return False
        session.execute(_marking(), {"after": last or date.min, "until": until})
        for cuboid in CUBOIDS:
            _stock(session, cuboid, last, cuboid.standing(since, until))
        session.add(CountClosing(on=until, folding=_folding(session)))
        return True


def _folding(session: Session) -> str:
    """That of the days closed before, else one that never was."""
    return session.scalar(select(CountClosing.folding).limit(1)) or str(uuid4())


def _stock(session: Session, cuboid: Cuboid, last: date | None, days: list[date]) -> None:
    """Write the stocks of these days; those of the last day closed before go, unless they are kept for good."""
    before = last or date.min
    for day in days:
        after = day.replace(day=1) - ONE_DAY if cuboid.monthly else before
        session.execute(_stocking(cuboid), {"after": after, "until": day})
        before = day
    if last and not cuboid.keeps(last):
        session.execute(delete(CountStock).where(CountStock.cuboid == cuboid.name, CountStock.on == last))


@cache
def _marking() -> Executable:
    """Marks the deltas from the day after `after` to `until` as folded.

    Before they are summed: what a move appends meanwhile stays unfolded, and is in no sum.
    """
    return update(_table(CountDelta)).where(~CountDelta.folded, AFTER < DAY, UNTIL >= DAY).values(folded=True)


@cache
def _stocking(cuboid: Cuboid) -> Executable:
    """Writes the stocks of a cuboid for the day `until`, from those of the day `after`."""
    return insert(_table(CountStock)).from_select(*_sums(cuboid))


def _table(model: type[Base]) -> Table:
    return cast("Table", model.__table__)


def _sums(cuboid: Cuboid) -> tuple[list[str], Select[Any]]:
    """The columns and the stocks of `until`: those of `after`, and the folded deltas since."""
    held = [COLUMN[name] for name in cuboid.dimensions]
    before = select(CountStock.measure, *(CountStock.__table__.c[column] for column in held), CountStock.amount)
    since = select(CountDelta.measure, *(stored(name) for name in cuboid.dimensions), CountDelta.amount)
    rows = union_all(
        before.where(CountStock.cuboid == cuboid.name, CountStock.on == AFTER),
        since.where(CountDelta.folded, cuboid.day > AFTER, cuboid.day <= UNTIL),
    ).subquery()
    keys = [rows.c[column] for column in ("measure", *held)]
    left = [column for column in EMPTY if column not in held]
    amount = func.sum(rows.c.amount)
    values = select(literal(cuboid.name), UNTIL, *keys, *(literal(EMPTY[column]) for column in left), amount)
    return ["cuboid", "on", "measure", *held, *left, "amount"], values.group_by(*keys).having(amount != 0)


def _fold_late() -> bool:
    """Add a lot of deltas effective on closed days to the stocks of all the days since."""
    with unit_of_work() as session:
        _lock(session)
        last = _last(session)
        if last is None:
            return False
        names = [CountDelta.case_id, CountDelta.n]
        lot = select(*names).where(~CountDelta.folded, last >= DAY).order_by(DAY, *names).limit(LOT)
        told = [DAY, CountDelta.known_on, CountDelta.measure, CountDelta.amount]
        taken = (
            update(CountDelta)
            .where(tuple_(*names).in_(lot))
            .values(folded=True)
            .returning(*told, *(getattr(CountDelta, column) for column in COLUMN.values()))
        )
        changes: Changes = Counter()
        for row in session.execute(taken, execution_options={"synchronize_session": False}):
            for cuboid in CUBOIDS:
                changes[cuboid, _key(cuboid, row), getattr(row, cuboid.day.key)] += row.amount
        if changes:
            _add(session, changes, last)
            session.execute(update(CountClosing).where(CountClosing.on == last).values(lots=CountClosing.lots + 1))
        return bool(changes)


def _key(cuboid: Cuboid, row: Any) -> StockKey:
    held = {COLUMN[name]: getattr(row, COLUMN[name]) or "" for name in cuboid.dimensions}
    return tuple({**EMPTY, "cuboid": cuboid.name, "measure": row.measure, **held}.items())


def _add(session: Session, changes: Changes, last: date) -> None:
    """Add amounts to the stocks of the day of each and of all those since."""
    first = min((since for _cuboid, _key, since in changes), default=last)
    days = {cuboid: cuboid.standing(first, last) for cuboid in CUBOIDS}
    rows: Counter[tuple[StockKey, date]] = Counter()
    for (cuboid, key, since), amount in changes.items():
        for day in days[cuboid][bisect_left(days[cuboid], since) :]:
            rows[key, day] += amount
    values = [{**dict(key), "on": day, "amount": amount} for (key, day), amount in rows.items() if amount]
    if values:
        dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
        added = dialect.insert(CountStock)
        amount = CountStock.amount + added.excluded.amount
        session.execute(added.on_conflict_do_update(index_elements=KEY, set_={"amount": amount}), values)
