"""The stock of a day explained from the stock of an earlier one. Pure: the exact meaning of each term, no storage.

opening + added - removed + entered - left = closing. Every term is a sum of the changes that the journal makes to the
counts (workflows/totals.py), so that each change falls in one term only, or in none when it is after the last day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from workflows.calendar import ONE_DAY
from workflows.stage import ON_PATHWAY, Stage


@dataclass(frozen=True, slots=True)
class Stock:
    """What is counted: a measure of the totals, in some stages only, or in all of them (None)."""

    measure: str
    stages: tuple[str, ...] | None = None


STOCKS = {
    "persons": Stock("persons"),
    "followed": Stock("persons", tuple(stage.value for stage in ON_PATHWAY)),
    "in_training": Stock("persons", (Stage.REFRESHER.value, Stage.QUALIFICATION.value)),
    "entries": Stock("entries"),
}
TERMS = ("opening", "added", "removed", "entered", "left", "closing")


@dataclass(frozen=True, slots=True)
class Window:
    """Two days, each as known on a day of its own: `since` as known on `known_then`, `until` as known on `known`."""

    since: date
    known_then: date
    until: date
    known: date

    @property
    def backwards(self) -> tuple[str, ...]:
        """The names of the days that come before the one they are compared with."""
        pairs = (("since", "until"), ("known_then", "known"))
        return tuple(last for first, last in pairs if getattr(self, first) > getattr(self, last))

    @property
    def void(self) -> frozenset[str]:
        """The terms that nothing can be in: what was learnt between two days of knowledge that are one, and so on."""
        learnt = ("added", "removed") if self.known_then == self.known else ()
        happened = ("entered", "left") if self.since == self.until else ()
        return frozenset((*learnt, *happened))


def window_of(days: Mapping[str, date], today: date) -> Window:
    """The window of the days asked, by name; the usual ones stand for those that are not: this month so far."""
    until, known = days.get("until", today), days.get("known", today)
    first = until.replace(day=1)
    since = days.get("since", first - ONE_DAY if first > date.min else first)
    return Window(since, days.get("known_then", min(since, known)), until, known)


@dataclass(frozen=True, slots=True)
class Change:
    """An amount added to a stock for a person, from a day on, as recorded on a day."""

    person: str
    effective_on: date
    recorded_on: date
    amount: int


@dataclass(frozen=True, slots=True)
class Balance:
    """The terms, none of them negative."""

    opening: int
    added: int
    removed: int
    entered: int
    left: int
    closing: int

    @property
    def holds(self) -> bool:
        """Whether the terms explain the closing stock to the last unit."""
        return self.opening + self.added - self.removed + self.entered - self.left == self.closing


def balance(window: Window, changes: Iterable[Change]) -> Balance:
    """The terms of a window, over the changes made to one stock."""
    opening = closing = 0
    corrected: Counter[str] = Counter()
    moved: Counter[tuple[str, date]] = Counter()
    for change in changes:
        if change.recorded_on > window.known or change.effective_on > window.until:
            continue
        closing += change.amount
        if change.effective_on > window.since:
            moved[change.person, change.effective_on] += change.amount
        elif change.recorded_on > window.known_then:
            corrected[change.person] += change.amount
        else:
            opening += change.amount
    return Balance(opening, *_apart(corrected.values()), *_apart(moved.values()), closing)


def _apart(amounts: Iterable[int]) -> tuple[int, int]:
    """What is added and what is removed, both as positive numbers."""
    found = list(amounts)
    return sum(n for n in found if n > 0), -sum(n for n in found if n < 0)
