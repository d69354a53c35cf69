"""The machine of a pathway: a table of moves enforced in one place.

This module is the only importer of `transitions`. One unbound machine serves every case of a pathway: the state
lives on the object that is moved, so nothing is kept between two moves and threads do not meet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from transitions import EventData, Machine, MachineError, Transition

from workflows.engine.attempt import Actor, Attempt
from workflows.engine.move import Check, Guard, Move
from workflows.engine.refusal import Reason, Refused, sentence

__all__ = ["UNOPENED", "MachineError", "Pathway"]

UNOPENED = "unopened"


def _is(destination: str, *, landing: str) -> bool:
    return landing == destination


class _Arrow(Transition):
    """An arrow without callbacks: what the library tells of each of its steps took a third of the time of a replay."""

    def execute(self, event_data: EventData) -> bool:
        """Follow the arrow if its condition holds: it leads to the landing."""
        if not self._eval_conditions(event_data):
            return False
        event_data.machine.set_state(event_data.kwargs["landing"], event_data.model)
        return True


class _Machine(Machine):
    transition_cls = _Arrow


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
        machine = _Machine(
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

    def check_role(self, move: str, actor: Actor) -> None:
        """Raises Refused when this role may never make this move of the table, whatever the case, day or data."""
        if actor.role not in self.by_name[move].roles:
            raise Refused(_wrong_role(move, actor))

    def overridden(self, standing: Any, attempt: Attempt) -> frozenset[str]:
        """Check role, source and guards; the codes of the guards passed over. Raises Refused with every reason."""
        move = self.by_name.get(attempt.move)
        if move is None:
            raise Refused(_unknown(attempt))
        if attempt.world is not None:
            self.check_role(attempt.move, attempt.actor)
        if getattr(standing, self.attribute) not in move.sources:
            raise Refused(_wrong_source(getattr(standing, self.attribute), attempt))
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


def _wrong_role(move: str, actor: Actor) -> Reason:
    return Reason(
        "role",
        sentence("Your role (%(role)s) may not make the move “%(move)s”."),
        sentence("Ask somebody whose role allows it: the pathway page lists who may make each move."),
        evidence={"move": move, "role": actor.role.value},
    )
