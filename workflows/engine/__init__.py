"""The machinery every pathway shares: roles, guards, moves, the one refusal. Knows no stage, date rule or storage."""

from __future__ import annotations

from workflows.engine.attempt import Actor, Attempt, Role, SessionFacts, World
from workflows.engine.machine import UNOPENED, MachineError, Pathway
from workflows.engine.move import Check, Field, Guard, Move
from workflows.engine.refusal import Reason, Refused, sentence

__all__ = [
    "UNOPENED",
    "Actor",
    "Attempt",
    "Check",
    "Field",
    "Guard",
    "MachineError",
    "Move",
    "Pathway",
    "Reason",
    "Refused",
    "Role",
    "SessionFacts",
    "World",
    "sentence",
]
