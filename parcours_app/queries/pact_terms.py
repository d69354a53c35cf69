"""The deadlines of the pacts, as SQL: what a pact of a case changes is read from its table, never written twice."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, case, literal, or_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import Integer

from parcours_app.models import Case
from workflows.pacts import PACTS
from workflows.pacts.pact import NATIONAL_PACT, Pact


class days_between(FunctionElement[int]):  # noqa: N801 - called like the functions of SQL
    """Calendar days from the first date to the second."""

    name = "days_between"
    type = Integer()
    inherit_cache = True


@compiles(days_between)
def _subtracted(element: Any, compiler: Any, **kw: Any) -> str:
    first, last = element.clauses
    return f"(CAST({compiler.process(last, **kw)} AS DATE) - CAST({compiler.process(first, **kw)} AS DATE))"


@compiles(days_between, "sqlite")
def _julian(element: Any, compiler: Any, **kw: Any) -> str:
    first, last = (f"julianday({compiler.process(each, **kw)})" for each in element.clauses)
    return f"CAST({last} - {first} AS INTEGER)"


def threshold() -> ColumnElement[int]:
    """The net days up to which a seam of the case may be seamless."""
    own = {code: pact.threshold for code, pact in PACTS.items() if pact.threshold != NATIONAL_PACT.threshold}
    if not own:
        return literal(NATIONAL_PACT.threshold, Integer)
    return case(own, value=Case.pact, else_=NATIONAL_PACT.threshold)


def within_notice(
    planned_end: SQLColumnExpression[Any], today: date, level: Callable[[Pact], int] = lambda pact: pact.notice[0]
) -> ColumnElement[bool]:
    """The planned end is past, or no further than a level of notice of the case's pact (by default the first one)."""
    codes: defaultdict[int, list[str]] = defaultdict(list)
    for code, pact in PACTS.items():
        codes[level(pact)].append(code)
    days = level(NATIONAL_PACT)
    others = [code for own, found in codes.items() if own != days for code in found]
    national = or_(Case.pact.is_(None), Case.pact.not_in(others)) if others else None
    near = [and_(Case.pact.in_(found), _by(planned_end, today, own)) for own, found in codes.items() if own != days]
    common = _by(planned_end, today, days)
    return or_(common if national is None else and_(national, common), *near)


def _by(planned_end: SQLColumnExpression[Any], today: date, days: int) -> ColumnElement[bool]:
    return planned_end <= today + timedelta(days=days)
