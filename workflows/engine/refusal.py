"""Why something is refused: reasons as sentences with their remedy, and the one workflow exception."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workflows.engine.attempt import Role


def sentence(text: str) -> str:
    """Mark an English sentence for translation; the rules themselves speak no other language."""
    return text


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is refused: the guard's code, its sentence and the facts in it, the remedy, who may override."""

    guard: str
    explanation: str
    remedy: str
    override_by: tuple[Role, ...] = ()
    evidence: Mapping[str, str] = field(default_factory=dict)


class Refused(Exception):
    """The one workflow exception. `entry` names the journal entry that would no longer hold, when there is one."""

    def __init__(self, *reasons: Reason, entry: str | None = None) -> None:
        """Keep the reasons (at least one) and the entry they concern."""
        super().__init__("; ".join(f"{r.guard}: {r.explanation}" for r in reasons))
        self.reasons = reasons
        self.entry = entry
