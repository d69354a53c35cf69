"""A reconciliation as a supervisor may read it: terms of 1 to 10 withheld, and others with them. Never writes.

The terms of a stock are bound by one equality, so that a term withheld alone would be given back by the others. A stock
is shown on a day when the totals of that day tell it: a sum of stages would give back one that they withhold.
"""

from collections.abc import Mapping

from parcours_app.queries.masking import largest
from parcours_app.queries.totals import told
from parcours_app.scope import Viewer
from workflows.balance import STOCKS, TERMS, Balance, Window
from workflows.disclosure import LARGEST, SMALLEST
from workflows.engine import Role

# The sign of each term in opening + added - removed + entered - left - closing = 0.
SIGNS = {"opening": 1, "added": 1, "removed": -1, "entered": 1, "left": -1, "closing": -1}
# A stock, and the wider one it is a part of.
PARTS = (("followed", "persons"), ("in_training", "followed"))
DAYS = ("opening", "closing")
Terms = Mapping[str, int | None]


def shown(viewer: Viewer, window: Window, balances: Mapping[str, Balance]) -> Mapping[str, Terms]:
    """The terms of each stock; None where one is withheld, from supervisors only: the others read what is theirs."""
    if viewer.role is not Role.SUPERVISOR:
        return {code: {term: _term(balance, term) for term in TERMS} for code, balance in balances.items()}
    untold = _untold(viewer, window)
    days = {code: {day for day in DAYS if (code, day) in untold} for code in balances}
    return terms_shown(balances, days, largest(), window.void)


def _untold(viewer: Viewer, window: Window) -> set[tuple[str, str]]:
    """The stocks and days that the totals of those days do not tell."""
    days = (("opening", window.since, window.known_then), ("closing", window.until, window.known))
    stocks = [(stock.measure, stock.stages) for stock in STOCKS.values()]
    return {
        (code, day)
        for day, on, known in days
        for code, tells in zip(STOCKS, told(viewer, on, known, stocks), strict=True)
        if not tells
    }


def terms_shown(
    balances: Mapping[str, Balance],
    untold: Mapping[str, set[str]],
    limit: int = LARGEST,
    void: frozenset[str] = frozenset(),
) -> Mapping[str, Terms]:
    """The same, given the days on which each stock is not told, and the terms that everybody knows to be zero."""
    rest = {
        part: {day: _term(balances[whole], day) - _term(balances[part], day) for day in DAYS} for part, whole in PARTS
    }
    found = {}
    for code, balance in balances.items():
        small_rest = {day for day, count in rest.get(code, {}).items() if _small(count, limit)}
        published = frozenset(DAYS) - untold[code] if STOCKS[code].stages is None else frozenset[str]()
        hidden = _hidden(balance, small_rest | untold[code], published | void, limit)
        found[code] = {term: None if term in hidden else _term(balance, term) for term in TERMS}
    return found


def _hidden(balance: Balance, asked: set[str], known: frozenset[str], limit: int) -> set[str]:
    """The terms to withhold: the small ones, those asked, then the smallest others until nothing can be subtracted.

    A zero goes last: where both stocks are told, it is all there may be to stand beside a small term; but not one that
    is known whatever is withheld.
    """
    counts = {term: _term(balance, term) for term in TERMS if term not in known}
    hidden = asked | {term for term, count in counts.items() if _small(count, limit)}
    while hidden and _given_back({term: counts[term] for term in hidden}, limit):
        more = [term for term in counts if term not in hidden]
        if not more:
            break
        hidden.add(min(more, key=lambda term: (not counts[term], counts[term], TERMS.index(term))))
    return hidden


def _given_back(hidden: Mapping[str, int], limit: int) -> bool:
    """Whether what is shown tells the withheld terms: one alone, or all at an end of what they may be."""
    if len(hidden) == 1:
        return True
    if not all(_small(count, limit) for count in hidden.values()):
        return False
    least = sum(SMALLEST if SIGNS[term] > 0 else -limit for term in hidden)
    most = sum(limit if SIGNS[term] > 0 else -SMALLEST for term in hidden)
    return sum(SIGNS[term] * count for term, count in hidden.items()) in (least, most)


def _small(count: int, limit: int) -> bool:
    return SMALLEST <= count <= limit


def _term(balance: Balance, term: str) -> int:
    return int(getattr(balance, term))
