"""A reconciliation as a supervisor may read it: terms of 1 to 10 withheld, and others with them. Never writes.

The terms of a stock are bound by one equality, so that a term withheld alone would be given back by the others. The
number of persons on a day is the true total, published everywhere (docs/decisions.md): it is never withheld here.
"""

from collections.abc import Mapping

from workflows.balance import TERMS, Balance
from workflows.disclosure import LARGEST, SMALLEST

# The sign of each term in opening + added - removed + entered - left - closing = 0.
SIGNS = {"opening": 1, "added": 1, "removed": -1, "entered": 1, "left": -1, "closing": -1}
# A stock, and the wider one it is a part of.
PARTS = (("followed", "persons"), ("in_training", "followed"))
PUBLISHED = {"persons": frozenset({"opening", "closing"})}
DAYS = ("opening", "closing")
Terms = Mapping[str, int | None]


def shown(balances: Mapping[str, Balance]) -> Mapping[str, Terms]:
    """The terms of each stock; None where one is withheld."""
    rest = {
        part: {day: _term(balances[whole], day) - _term(balances[part], day) for day in DAYS} for part, whole in PARTS
    }
    found = {}
    for code, balance in balances.items():
        small_rest = {day for day, count in rest.get(code, {}).items() if _small(count)}
        hidden = _hidden(balance, small_rest, PUBLISHED.get(code, frozenset()))
        found[code] = {term: None if term in hidden else _term(balance, term) for term in TERMS}
    return found


def _hidden(balance: Balance, asked: set[str], published: frozenset[str]) -> set[str]:
    """The terms to withhold: the small ones, those asked, then the smallest others until nothing can be subtracted."""
    counts = {term: _term(balance, term) for term in TERMS if term not in published}
    hidden = asked | {term for term, count in counts.items() if _small(count)}
    while hidden and _given_back({term: counts[term] for term in hidden}):
        more = [term for term, count in counts.items() if count and term not in hidden]
        if not more:
            break
        hidden.add(min(more, key=lambda term: (counts[term], TERMS.index(term))))
    return hidden


def _given_back(hidden: Mapping[str, int]) -> bool:
    """Whether what is shown tells the withheld terms: one alone, or all at an end of what they may be."""
    if len(hidden) == 1:
        return True
    if not all(_small(count) for count in hidden.values()):
        return False
    least = sum(SMALLEST if SIGNS[term] > 0 else -LARGEST for term in hidden)
    most = sum(LARGEST if SIGNS[term] > 0 else -SMALLEST for term in hidden)
    return sum(SIGNS[term] * count for term, count in hidden.items()) in (least, most)


def _small(count: int) -> bool:
    return SMALLEST <= count <= LARGEST


def _term(balance: Balance, term: str) -> int:
    return int(getattr(balance, term))
