"""What somebody said of a seam: why it gapes, or that it is not a gap at all. The last word counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Settlement:
    """The cause given to the seam after an episode (a code), or None; not_a_gap: said, with a reason, to be no gap."""

    cause: str | None
    not_a_gap: bool
    on: date
