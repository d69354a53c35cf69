"""Reinforced support: a spell that runs beside the episodes.

It starts and ends alone; its end never ends an episode.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(slots=True)
class Support:
    """A spell of support: level guided or reinforced, with a named referent (L.5411-6 II-1°)."""

    level: str
    referent: str | None
    started_on: date
    ended_on: date | None = None
    motive: str | None = None

    @property
    def live(self) -> bool:
        """Whether it still runs."""
        return self.ended_on is None
