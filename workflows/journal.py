"""The journal's rules: what an entry is, which entries hold at a date and as known on a day, and their replay.

Order of replay: (effective day, seq of the entry's first version). A correction supersedes a version and keeps its
place in the order of equal days; a voided entry no longer holds. No storage here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from workflows.engine import Actor, Attempt, Pathway, Refused, World
from workflows.pathway import NATIONAL
from workflows.standing import Standing

CIVIL = ZoneInfo("Europe/Paris")


@dataclass(frozen=True, slots=True)
class Entry:
    """One journal line. `seq` counts from 1 in the case; `supersedes` is the id of the version it replaces.

    effective_on: the day it happened.  recorded_at: the instant it was written (aware).
    overrides: codes of the guards passed over with a reason.  void: the superseded entry no longer holds.
    """

    id: str
    seq: int
    move: str
    effective_on: date
    recorded_at: datetime
    actor: Actor
    data: Mapping[str, Any] = field(default_factory=dict)
    supersedes: str | None = None
    void: bool = False
    overrides: frozenset[str] = frozenset()

    @property
    def recorded_on(self) -> date:
        """The civil day (Europe/Paris) it was written: known on K when not after K."""
        return self.recorded_at.astimezone(CIVIL).date()

    def attempt(self) -> Attempt:
        """The move it records, to be replayed."""
        return Attempt(self.move, self.effective_on, self.actor, self.data, self.overrides)


def holding(entries: Iterable[Entry], known: date | None = None) -> list[Entry]:
    """The versions that hold, in replay order, from those recorded up to the end of `known` (all when None)."""
    first_seq: dict[str, int] = {}
    latest: dict[int, Entry] = {}
    for entry in sorted(entries, key=lambda e: e.seq):
        if known is not None and entry.recorded_on > known:
            continue
        root = first_seq[entry.supersedes] if entry.supersedes else entry.seq
        first_seq[entry.id] = root
        latest[root] = entry
    ordered = sorted(latest.items(), key=lambda item: (item[1].effective_on, item[0]))
    return [entry for _root, entry in ordered if not entry.void]


def folds(entries: Iterable[Entry], pathway: Pathway = NATIONAL) -> Iterator[tuple[Entry, Standing]]:
    """Replay entries that hold, in order, giving the (one, growing) standing after each.

    Raises Refused naming the first entry that is not possible in its place.
    """
    standing = Standing()
    for entry in entries:
        before = standing.stage
        _retake(standing, entry, pathway)
        _mark(standing, entry, before)
        yield entry, standing


def _retake(standing: Standing, entry: Entry, pathway: Pathway) -> None:
    try:
        pathway.take(standing, entry.attempt())
    except Refused as refused:
        raise Refused(*refused.reasons, entry=entry.id) from refused


def _mark(standing: Standing, entry: Entry, before: str) -> None:
    standing.entry, standing.last_on = entry.id, entry.effective_on
    if standing.stage != before:
        standing.stage_since = entry.effective_on


def replay(
    entries: Iterable[Entry], on: date | None = None, known: date | None = None, pathway: Pathway = NATIONAL
) -> Standing:
    """The standing as of day `on`, as known at the end of day `known`; both default to everything there is.

    Raises Refused naming the first entry that no longer holds.
    """
    standing = Standing()
    held = [entry for entry in holding(entries, known) if on is None or entry.effective_on <= on]
    for _entry, standing in folds(held, pathway):  # noqa: B007
        pass
    return standing


def admitted(
    entries: Iterable[Entry], entry: Entry, world: World, *, override: bool = False, pathway: Pathway = NATIONAL
) -> tuple[Entry, Standing]:
    """Try a new entry in its place among `entries`: the entry with the guards it passed over, and the standing with it.

    Raises Refused: with every reason when the entry is not possible; naming a later entry when one no longer holds.
    """
    accepted, standing = entry, Standing()
    for held in holding([*entries, entry]):
        before = standing.stage
        if held.id == entry.id:
            passed = pathway.take(standing, replace(entry.attempt(), world=world, override=override))
            accepted = replace(entry, overrides=passed)
        else:
            _retake(standing, held, pathway)
        _mark(standing, held, before)
    return accepted, standing
