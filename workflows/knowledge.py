"""What is learnt of a person, day of writing by day of writing: the changes each makes to the programme counts.

As long as entries are written in the order things happened, a day of writing changes nothing counted before: what it
brings is the difference between two snapshots. From the first correction or late entry on, the past is replayed as
known at the end of each day. No storage here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from workflows.journal import Entry, folds
from workflows.standing import Standing
from workflows.totals import Cell, Snapshot, changes, counts, snapshot

Dated = tuple[date, str, Cell]


@dataclass(frozen=True, slots=True)
class Told:
    """A case's entries in order of seq, with what the case counts for after each of the first ones.

    The first ones are those written in the order things happened. standing: where the case stands when all are.
    """

    entries: Sequence[Entry]
    snapshots: Sequence[Snapshot | None]
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """An entry among all those of a person: of which case, and what the case counts for after it, when told."""

    case: int
    entry: Entry
    told: bool
    counted: Snapshot | None


def told(entries: Sequence[Entry]) -> Told:
    """A case's entries, the first ones replayed once. Raises Refused naming the first that is not possible."""
    straight = _straight(entries)
    snapshots, standing = [], Standing()
    for _entry, standing in folds(entries[:straight]):
        snapshots.append(snapshot(standing))
    return Told(entries, snapshots, standing if straight == len(entries) else None)


def _straight(entries: Sequence[Entry]) -> int:
    """How many of the first entries were written in the order things happened, none of them a correction."""
    latest = date.min
    for n, entry in enumerate(entries):
        if entry.supersedes or entry.effective_on < latest:
            return n
        latest = entry.effective_on
    return len(entries)


def learnt(cases: Sequence[Told]) -> Iterator[tuple[list[Line], Counter[Dated]]]:
    """For each day of writing on a person's cases: the lines written, and what the counts gain (zeros included)."""
    lines = _written(cases)
    straight = _straight([line.entry for line in lines])
    straight = next((n for n, line in enumerate(lines[:straight]) if not line.told), straight)
    current: list[Snapshot | None] = [None] * len(cases)
    known: Counter[Dated] = Counter()
    written = 0
    for day, group in groupby(lines, key=lambda line: line.entry.recorded_on):
        today = list(group)
        written += len(today)
        gained = _brought(today, current) if written <= straight else _relearnt(cases, day, known)
        for key, amount in gained.items():
            known[key] += amount
        yield today, gained


def taught(lines: Sequence[Line], day: date) -> Line:
    """Which line of a day of writing changed the counts from `day` on: the last about it, else the last of all."""
    return next((line for line in reversed(lines) if line.entry.effective_on == day), lines[-1])


def _written(cases: Sequence[Told]) -> list[Line]:
    """Every line of the cases, in the order of writing."""
    lines = [
        Line(n, entry, place < len(case.snapshots), case.snapshots[place] if place < len(case.snapshots) else None)
        for n, case in enumerate(cases)
        for place, entry in enumerate(case.entries)
    ]
    return sorted(lines, key=lambda line: line.entry.recorded_at) if len(cases) > 1 else lines


def _brought(lines: Sequence[Line], current: list[Snapshot | None]) -> Counter[Dated]:
    """What lines written in order bring, over the cases as they stood; `current` is brought up to date."""
    gained: Counter[Dated] = Counter()
    for day, happened in groupby(lines, key=lambda line: line.entry.effective_on):
        before = list(current)
        for line in happened:
            current[line.case] = line.counted
        if current == before:
            continue
        present = counts([s for s in before if s is not None])
        after = counts([s for s in current if s is not None])
        for key in {**present, **after}:
            gained[day, *key] += after[key] - present[key]
    return gained


def _relearnt(cases: Sequence[Told], known_on: date, known: Counter[Dated]) -> Counter[Dated]:
    """What the counts gain when everything known at the end of a day is replayed."""
    wanted: Counter[Dated] = Counter()
    for day, measure, cell, amount in changes([case.entries for case in cases], known_on):
        wanted[day, measure, cell] += amount
    return Counter({key: wanted[key] - known[key] for key in {**known, **wanted}})
