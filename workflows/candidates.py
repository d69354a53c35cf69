"""Which episodes a move may name, the likeliest first. Proposes; the guards judge."""

from __future__ import annotations

from datetime import date
from typing import Any

from workflows.episode import AHEAD, EPISODE, TRAINING, Episode
from workflows.fields import FIELDS
from workflows.seams import seams
from workflows.standing import Standing


def naming(move: str) -> str | None:
    """The datum in which a move names an episode, if it names one."""
    return next((field.name for field in FIELDS.get(move, ()) if field.type == "episode"), None)


def candidates(standing: Standing, move: str) -> list[Episode]:
    """The episodes a move may name now, the likeliest first: the next planned, or the one started last."""
    if naming(move) is None:
        return []
    if move == "settle_seam":
        found = seams(standing, standing.last_on or date.min)
        return [standing.episodes[seam.after] for seam in reversed(found)]
    if move == "record_result":
        return sorted(standing.awaiting, key=lambda e: (e.ended_on or date.min, e.n))
    if set(EPISODE.by_name[move].sources) <= set(AHEAD):
        sources: Any = EPISODE.by_name[move].sources
        return [e for e in (*standing.ahead, *standing.waiting) if e.state in sources]
    running = [e for e in reversed(standing.in_progress) if e.kind in TRAINING]
    return [*standing.ahead, *standing.waiting, *running] if move == "reschedule" else running
