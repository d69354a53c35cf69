"""Programme totals as a fold: the dated changes one person's cases make to the counts. No storage, no clock.

persons: people with a counting case opened, at the stage of their latest case. entries: refresher and qualification
episodes started. trained: persons with at least one entry (decisions.md, Totals). Summing the changes up to a day gives
the totals of that day; computing them from the entries known on a day gives the totals as then known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from workflows.episode import TRAINING
from workflows.journal import Entry, folds, holding
from workflows.standing import Standing

UNLOCATED = "unlocated"
DIMENSIONS = ("region", "year", "public", "stage", "organisation", "pact")
MEASURES = ("persons", "entries", "trained")


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a count belongs; one value per dimension, None when there is none (no organisation, no pact)."""

    region: str
    year: int
    public: str
    stage: str
    organisation: str | None
    pact: str | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a case contributes from a day on: opening day, its cell by opening year, the start years of its entries."""

    opened_on: date
    cell: Cell
    entry_years: tuple[int, ...]


Key = tuple[str, Cell]
Change = tuple[date, str, Cell, int]


def snapshot(standing: Standing) -> Snapshot | None:
    """The contribution of a standing; None when it does not count (void, merged)."""
    if not standing.counts or standing.opened_on is None:
        return None
    facts = standing.facts
    cell = Cell(
        region=facts.get("region") or UNLOCATED,
        year=standing.opened_on.year,
        public=(facts.get("publics") or {}).get("counted_as", "other"),
        stage=standing.stage,
        organisation=standing.organisation,
        pact=facts.get("pact"),
    )
    years = tuple(e.started_on.year for e in standing.episodes.values() if e.started_on and e.kind in TRAINING)
    return Snapshot(standing.opened_on, cell, years)


def _history(entries: Iterable[Entry], known: date | None) -> dict[date, Snapshot | None]:
    """The contribution of one case after each day on which something happened."""
    return {entry.effective_on: snapshot(standing) for entry, standing in folds(holding(entries, known))}


def counts(snapshots: Sequence[Snapshot]) -> Counter[Key]:
    """The counts one person makes, over the cases that count on a day."""
    found: Counter[Key] = Counter()
    if not snapshots:
        return found
    latest = max(snapshots, key=lambda s: s.opened_on)
    found["persons", latest.cell] += 1
    if any(s.entry_years for s in snapshots):
        found["trained", latest.cell] += 1
    for case in snapshots:
        for year in case.entry_years:
            found["entries", _in_year(case.cell, year)] += 1
    return found


def _in_year(cell: Cell, year: int) -> Cell:
    return Cell(cell.region, year, cell.public, cell.stage, cell.organisation, cell.pact)


def changes(cases: Iterable[Iterable[Entry]], known: date | None = None) -> list[Change]:
    """The changes one person's cases make to the counts, in order of days: (day, measure, cell, amount)."""
    histories = [_history(entries, known) for entries in cases]
    current: list[Snapshot | None] = [None] * len(histories)
    before: Counter[Key] = Counter()
    found: list[Change] = []
    for day in sorted({day for history in histories for day in history}):
        current = [history.get(day, current[n]) for n, history in enumerate(histories)]
        after = counts([s for s in current if s is not None])
        keys = dict.fromkeys((*before, *after))
        found += [(day, *key, after[key] - before[key]) for key in keys if after[key] != before[key]]
        before = after
    return found
