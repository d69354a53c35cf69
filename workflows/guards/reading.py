"""What guards read: who may pass over them, a date of the attempt, the episode it names."""

from __future__ import annotations

from datetime import date

from workflows.engine import Attempt, Role
from workflows.episode import Episode
from workflows.standing import Standing

HISTORY = (Role.OPERATOR,)
COUNSELLING = (Role.COUNSELLOR, Role.OPERATOR)
SUPERVISING = (Role.SUPERVISOR, Role.OPERATOR)


def day(attempt: Attempt, key: str) -> date | None:
    """A date of the attempt's data, read (data is checked before: ISO text)."""
    value = attempt.data.get(key)
    return date.fromisoformat(value) if value else None


def named(standing: Standing, attempt: Attempt) -> Episode | None:
    """The episode the attempt names."""
    return standing.episodes.get(str(attempt.data.get("episode")))


def which(episodes: list[Episode]) -> dict[str, str]:
    """How to tell the episode started last: its training provider, which an orientation has not, and its kind."""
    last = episodes[-1] if episodes else None
    return {"provider": last.provider or "", "kind": last.label or last.kind} if last else {}
