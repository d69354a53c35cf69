"""A move as data: its arrows, who makes it, on what terms (guards), with which data (fields). Takes no step itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from workflows.engine.attempt import Attempt, Role
from workflows.engine.refusal import Reason

PLACE = re.compile(r"%\((\w+)\)s")


def _no_evidence(_standing: Any, _attempt: Attempt) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class Guard:
    """A term of a move, as data.

    test(standing, attempt) is pure. needs: data keys without which the answer is still open ("to confirm"); needs_any:
    keys of which one is enough.
    world: judged only when the move is tried (it needs `attempt.world`), never on replay.
    evidence(standing, attempt): the facts named in the sentence, as text.
    less: the same said with fewer facts, the last with none: a sentence is given whole or not at all.
    """

    code: str
    sentence: str
    remedy: str
    test: Callable[[Any, Attempt], bool]
    override_by: tuple[Role, ...] = ()
    needs: tuple[str, ...] = ()
    needs_any: tuple[str, ...] = ()
    world: bool = False
    evidence: Callable[[Any, Attempt], Mapping[str, str]] = _no_evidence
    less: tuple[str, ...] = ()

    def met(self, standing: Any, attempt: Attempt) -> bool | None:
        """True, False, or None while the data it needs is not given."""
        if self.world and attempt.world is None:
            return True
        if any(attempt.data.get(key) is None for key in self.needs):
            return None
        if self.needs_any and not any(attempt.data.get(key) for key in self.needs_any):
            return None
        return self.test(standing, attempt)

    def reason(self, standing: Any, attempt: Attempt) -> Reason:
        """The refusal this guard gives when unmet."""
        facts = {name: fact for name, fact in self.evidence(standing, attempt).items() if fact}
        return self.known_by(facts)

    def known_by(self, facts: Mapping[str, str]) -> Reason:
        """The same refusal, as precise as these facts allow; a guard that is met, or of no case, has few or none."""
        told = (self.sentence, *self.less)
        said = next((text for text in told if facts.keys() >= set(PLACE.findall(text))), told[-1])
        return Reason(self.code, said, self.remedy, self.override_by, facts)


@dataclass(frozen=True, slots=True)
class Check:
    """One guard evaluated for one attempt: `met` is None when still to confirm."""

    guard: Guard
    met: bool | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Field:
    """One datum of a move.

    type: text, code, date, boolean, integer, codes, choice, episode, account, organisation, object.
    """

    name: str
    type: str
    required: bool = False
    choices: tuple[str, ...] = ()
    free_text: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """An arrow: from which states, to which states it may lead, by whom, on what terms, with which data.

    effect(standing, attempt) writes the facts; landing(standing, attempt) then says which of `to` they lead to.
    stays: the move may also (or only) leave the state as it is.
    """

    name: str
    sources: tuple[str, ...]
    to: tuple[str, ...]
    roles: tuple[Role, ...] = ()
    guards: tuple[Guard, ...] = ()
    fields: tuple[Field, ...] = ()
    effect: Callable[[Any, Attempt], None] | None = None
    landing: Callable[[Any, Attempt], str] | None = None
    stays: bool = False

    def arrows(self) -> list[tuple[str, str]]:
        """Every (source, destination) the machine allows for this move."""
        return [(s, d) for s in self.sources for d in (*self.to, *((s,) if self.stays and s not in self.to else ()))]

    def lands(self, standing: Any, attempt: Attempt, state: str) -> str:
        """The state the facts now lead to; `state` is the one the move starts from."""
        if self.landing is not None:
            return self.landing(standing, attempt)
        return self.to[0] if self.to else state
