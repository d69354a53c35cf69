"""What a pact may change: an eligibility narrowing, the seam threshold, names of episode kinds. Nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workflows.eligibility import Narrowing
from workflows.seams import THRESHOLD


@dataclass(frozen=True, slots=True)
class Pact:
    """A region's variant. kinds: its own episode kinds, each mapped onto refresher, qualification or orientation."""

    code: str
    region: str | None
    name: str
    narrowing: Narrowing | None = None
    threshold: int = THRESHOLD
    kinds: Mapping[str, str] = field(default_factory=dict)


NATIONAL_PACT = Pact("national", None, "Axe 2")
