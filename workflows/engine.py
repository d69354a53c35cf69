"""The machinery every pathway shares: roles, guards, moves, the one refusal. Knows no stage, date rule or storage.

This module is the only importer of `transitions`. One unbound machine serves every case of a pathway: the state
lives on the object that is moved, so nothing is kept between two moves and threads do not meet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from transitions import Machine, MachineError

if TYPE_CHECKING:
    from datetime import date

UNOPENED = "unopened"


class Role(StrEnum):
    """Who acts. `operator` is the command line: simulation, imports of history, maintenance."""

    COUNSELLOR = "counsellor"
    BENEFICIARY = "beneficiary"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    OPERATOR = "operator"


def sentence(text: str) -> str:
    """Mark an English sentence for translation; the rules themselves speak no other language."""
    return text


@dataclass(frozen=True, slots=True)
class Actor:
    """Who wrote an entry: a role and the key of an account (None for the command line)."""

    role: Role
    account: str | None = None


@dataclass(frozen=True, slots=True)
class World:
    """What a guard may need from outside the case; given when a move is tried, absent when history is replayed.

    today: the civil day of the programme.     in_charge: the actor's organisation is responsible for the case.
    receiving: the actor's organisation is the one a pending handover is addressed to.
    live_elsewhere: the person has another live case of this programme.
    accounts: keys of the accounts that may be named referent.     mergeable: the other case may receive this one.
    """

    today: date
    in_charge: bool = True
    receiving: bool = False
    live_elsewhere: bool = False
    accounts: frozenset[str] = frozenset()
    mergeable: bool = False


@dataclass(frozen=True, slots=True)
class Attempt:
    """A move somebody wants to make (or made, when replayed): name, day it happened, by whom, with which data.

    overrides: guards already passed over (replay).     override: a reason was given to pass over unmet guards now.
    """

    move: str
    on: date
    actor: Actor
    data: Mapping[str, Any] = field(default_factory=dict)
    overrides: frozenset[str] = frozenset()
    override: bool = False
    world: World | None = None


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


def _no_evidence(_standing: Any, _attempt: Attempt) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class Guard:
    """A term of a move, as data.

    test(standing, attempt) is pure. needs: data keys without which the answer is still open ("to confirm").
    world: judged only when the move is tried (it needs `attempt.world`), never on replay.
    evidence(standing, attempt): the facts named in the sentence, as text.
    """

    code: str
    sentence: str
    remedy: str
    test: Callable[[Any, Attempt], bool]
    override_by: tuple[Role, ...] = ()
    needs: tuple[str, ...] = ()
    world: bool = False
    evidence: Callable[[Any, Attempt], Mapping[str, str]] = _no_evidence

    def met(self, standing: Any, attempt: Attempt) -> bool | None:
        """True, False, or None while the data it needs is not given."""
        if self.world and attempt.world is None:
            return True
        if any(attempt.data.get(key) is None for key in self.needs):
            return None
        return self.test(standing, attempt)

    def reason(self, standing: Any, attempt: Attempt) -> Reason:
        """The refusal this guard gives when unmet."""
        return Reason(self.code, self.sentence, self.remedy, self.override_by, self.evidence(standing, attempt))


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


def _is(destination: str, *, landing: str) -> bool:
    return landing == destination


@dataclass(frozen=True)
class Pathway:
    """A table of moves between states, enforced by one unbound machine.

    attribute: the name of the state on the moved object. Build once per table, at import.
    """

    states: tuple[str, ...]
    moves: tuple[Move, ...]
    attribute: str = "stage"
    by_name: Mapping[str, Move] = field(init=False)
    _machine: Machine = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index the moves and build the machine: one conditional arrow per source and destination."""
        object.__setattr__(self, "by_name", {move.name: move for move in self.moves})
        machine = Machine(
            model=None,
            states=list(self.states),
            initial=self.states[0],
            auto_transitions=False,
            queued=False,
            model_attribute=self.attribute,
        )
        for move in self.moves:
            for source, destination in move.arrows():
                machine.add_transition(move.name, source, destination, conditions=[partial(_is, destination)])
        object.__setattr__(self, "_machine", machine)

    def checks(self, standing: Any, attempt: Attempt) -> list[Check]:
        """Evaluate every guard of the attempted move, in the table's order."""
        move = self.by_name[attempt.move]
        return [Check(g, g.met(standing, attempt), g.reason(standing, attempt)) for g in move.guards]

    def overridden(self, standing: Any, attempt: Attempt) -> frozenset[str]:
        """Check source, role and guards; the codes of the guards passed over. Raises Refused with every reason."""
        move = self.by_name.get(attempt.move)
        if move is None:
            raise Refused(_unknown(attempt))
        if getattr(standing, self.attribute) not in move.sources:
            raise Refused(_wrong_source(getattr(standing, self.attribute), attempt))
        if attempt.world is not None and attempt.actor.role not in move.roles:
            raise Refused(_wrong_role(attempt))
        unmet = [g for g in move.guards if not g.met(standing, attempt)]
        passed = frozenset(g.code for g in unmet if _passed_over(g, attempt))
        refused = [g.reason(standing, attempt) for g in unmet if g.code not in passed]
        if refused:
            raise Refused(*refused)
        return passed

    def take(self, standing: Any, attempt: Attempt) -> frozenset[str]:
        """Make the move on `standing`, in place; the guards passed over. Raises Refused and then changes nothing."""
        passed = self.overridden(standing, attempt)
        move = self.by_name[attempt.move]
        source = getattr(standing, self.attribute)
        if move.effect is not None:
            move.effect(standing, attempt)
        landing = move.lands(standing, attempt, source)
        if not self._machine.events[move.name].trigger(standing, landing=landing):
            raise MachineError(f"{move.name} may not lead to {landing}")
        return passed


def _passed_over(guard: Guard, attempt: Attempt) -> bool:
    return guard.code in attempt.overrides or (attempt.override and attempt.actor.role in guard.override_by)


def _unknown(attempt: Attempt) -> Reason:
    return Reason(
        "move",
        sentence("There is no move called “%(move)s”."),
        sentence("Choose one of the moves listed for this case."),
        evidence={"move": attempt.move},
    )


def _wrong_source(state: str, attempt: Attempt) -> Reason:
    return Reason(
        "stage",
        sentence("“%(move)s” is not possible from “%(stage)s” on this date."),
        sentence("Check the date, or make the moves that come before this one first."),
        evidence={"move": attempt.move, "stage": state, "on": attempt.on.isoformat()},
    )


def _wrong_role(attempt: Attempt) -> Reason:
    return Reason(
        "role",
        sentence("Your role (%(role)s) may not make the move “%(move)s”."),
        sentence("Ask somebody whose role allows it: the pathway page lists who may make each move."),
        evidence={"move": attempt.move, "role": attempt.actor.role.value},
    )
