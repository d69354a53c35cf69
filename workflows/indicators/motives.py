"""Motives as those read them who may not read small counts: what few have is told with others of its kind. Pure.

A kind is what another indicator of the family tells: trainings given up, left for a job, ended otherwise; or
prescriptions that never started. So no total beside the motives gives a single one of them back.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Kind = TypeVar("Kind", bound=Hashable)
OTHERS = "others"
GIVEN_UP, FOR_A_JOB, OTHERWISE, NEVER_STARTED = "dropped_out", "employment", "interrupted", "lost"


def by_motive(units: Iterable[Mapping[Kind, int]], motives: Mapping[Kind, str]) -> Counter[str]:
    """How many units have each motive, wherever they are. motives: of the kinds of units whose motive is told."""
    found: Counter[str] = Counter()
    for here in units:
        for kind, number in here.items():
            if kind in motives:
                found[motives[kind]] += number
    return found


def told_as(counts: Mapping[str, int], largest: int) -> Mapping[str, str]:
    """Under which motive each is told: its own, or the others of its kind when it has `largest` units or fewer.

    counts: how many units each motive has.  When the others are still so few, the next one by size joins them; all of
    a kind may be too few, and then are one count to withhold.
    """
    kinds: dict[str, list[str]] = defaultdict(list)
    for motive in sorted(counts, key=lambda motive: (counts[motive], motive)):
        kinds[_kind(motive)].append(motive)
    return {m: told for kind, motives in kinds.items() for m, told in _of(kind, motives, counts, largest)}


def _of(kind: str, motives: list[str], counts: Mapping[str, int], largest: int) -> list[tuple[str, str]]:
    few = [motive for motive in motives if counts[motive] <= largest]
    while few and len(few) < len(motives) and sum(counts[motive] for motive in few) <= largest:
        few.append(motives[len(few)])
    together = few if len(few) > 1 else []
    return [(motive, f"{kind}:{OTHERS}" if motive in together else motive) for motive in motives]


def _kind(motive: str) -> str:
    state, _, why = motive.partition(":")
    if not why:
        return NEVER_STARTED
    if why == FOR_A_JOB:
        return FOR_A_JOB
    return GIVEN_UP if state == GIVEN_UP else OTHERWISE
