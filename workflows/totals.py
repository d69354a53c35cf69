"""Programme totals as a fold: the dated changes one person's cases make to the counts. No storage, no clock.

persons: people with a counting case opened, at the stage of their latest case, in the public of their first entry.
entries: refresher and qualification episodes started. trained: persons with at least one entry (decisions.md, Totals).
Summing the changes up to a day gives the totals of that day; computing them from the entries known on a day gives the
totals as then known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from workflows.episode import TRAINING
from workflows.journal import Entry, folds, holding
from workflows.standing import Standing
from workflows.traits import UNKNOWN, Traits, traits_of

DIMENSIONS = (
    "region",
    "year",
    "public",
    "stage",
    "organisation",
    "pact",
    "sex",
    "age",
    "level",
    "qpv",
    "rqth",
    "provider",
    "funder",
)
# What belongs to an entry and not to a person: of persons and of persons trained there is none.
OF_ENTRIES = ("provider", "funder")
MEASURES = ("persons", "entries", "trained")
# What the count of everybody is called beside the rows; the contract calls that of persons `total`.
TOTALS: Mapping[str, str] = {"persons": "total", "entries": "total_entries", "trained": "total_trained"}


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a count belongs; one value per dimension, None when there is none (no organisation, no pact).

    provider, funder: those of an entry, `unknown` when nobody said; None in what counts persons.
    """

    region: str
    year: int
    public: str
    stage: str
    organisation: str | None
    pact: str | None
    sex: str = UNKNOWN
    age: str = UNKNOWN
    level: str = UNKNOWN
    qpv: str = "no"
    rqth: str = "no"
    provider: str | None = None
    funder: str | None = None


TRAITS = tuple(field.name for field in fields(Traits))


@dataclass(frozen=True, slots=True)
class Start:
    """An entry: the year it started, who gives the training and who pays for it."""

    year: int
    provider: str
    funder: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a case contributes from a day on: opening day, cell by opening year, entries, the day of the first one."""

    opened_on: date
    cell: Cell
    starts: tuple[Start, ...]
    entered_on: date | None = None


Key = tuple[str, Cell]
Change = tuple[date, str, Cell, int]


def snapshot(standing: Standing) -> Snapshot | None:
    """The contribution of a standing; None when it does not count (void, merged)."""
    if not standing.counts or standing.opened_on is None:
        return None
    traits = traits_of(standing.facts)
    cell = Cell(
        **{name: getattr(traits, name) for name in TRAITS},
        year=standing.opened_on.year,
        stage=standing.stage,
        organisation=standing.organisation,
    )
    begun = [(e.started_on, e) for e in standing.episodes.values() if e.started_on and e.kind in TRAINING]
    starts = tuple(Start(on.year, e.provider or UNKNOWN, e.funder or UNKNOWN) for on, e in begun)
    return Snapshot(standing.opened_on, cell, starts, min((on for on, _episode in begun), default=None))


def _history(entries: Iterable[Entry], known: date | None) -> dict[date, Snapshot | None]:
    """The contribution of one case after each day on which something happened."""
    return {entry.effective_on: snapshot(standing) for entry, standing in folds(holding(entries, known))}


def counts(snapshots: Sequence[Snapshot]) -> Counter[Key]:
    """The counts one person makes, over the cases that count on a day."""
    found: Counter[Key] = Counter()
    if not snapshots:
        return found
    cell = _of_person(snapshots)
    found["persons", cell] += 1
    if any(s.starts for s in snapshots):
        found["trained", cell] += 1
    for case in snapshots:
        for start in case.starts:
            found["entries", _of_entry(case.cell, start)] += 1
    return found


def _of_person(snapshots: Sequence[Snapshot]) -> Cell:
    """Where a person counts: in their latest case, but for the public, that of their first entry (domain.md §6.5).

    So nobody goes from one target to the other by coming back, and who is trained is of a public that trained them.
    """
    latest = max(snapshots, key=lambda s: s.opened_on)
    entered = [(s.entered_on, n) for n, s in enumerate(snapshots) if s.entered_on is not None]
    first = snapshots[min(entered)[1]] if entered else latest
    return latest.cell if first.cell.public == latest.cell.public else replace(latest.cell, public=first.cell.public)


def _of_entry(cell: Cell, start: Start) -> Cell:
    return replace(cell, year=start.year, provider=start.provider, funder=start.funder)


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
