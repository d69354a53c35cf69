"""What a reader of a family of indicators gets by taking one count from another: a count too, and as small. Pure.

Seams in time are 29, seamless ones 28: one was in time with another referent. Each is told or withheld for itself, so
that what lies between two counts of which one holds the other is looked at as well.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import permutations
from typing import TypeVar

BETWEEN = "between"
Kind = TypeVar("Kind", bound=Hashable)


def between(parts: Mapping[Kind, Sequence[str]], told: Sequence[str], elsewhere: str) -> dict[Kind, tuple[str, ...]]:
    """For each kind of unit, whether it lies between two counts: BETWEEN or elsewhere, once for each such pair.

    parts: where a kind of unit stands in each indicator of a family. told: the parts whose count is told, as is their
    sum. Pairs that hold the same kinds are one, and what a count tells already is left out.
    """
    counts = _counts(parts, told)
    found = {more - less: None for less, more in permutations(counts, 2) if less < more}
    sets = [some for some in found if some not in counts]
    return {kind: tuple(BETWEEN if kind in some else elsewhere for some in sets) for kind in parts}


def _counts(parts: Mapping[Kind, Sequence[str]], told: Sequence[str]) -> dict[frozenset[Kind], None]:
    """The kinds that each count holds, in the order of the family: each part, then their sum."""
    width = len(next(iter(parts.values()), ()))
    wanted = [*((part,) for part in told), tuple(told)]
    held = (
        frozenset(kind for kind, each in parts.items() if each[place] in some)
        for place in range(width)
        for some in wanted
    )
    return dict.fromkeys(kinds for kinds in held if kinds)
