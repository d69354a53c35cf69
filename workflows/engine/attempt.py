"""What somebody tries: who acts, on which day, with which data, in which world. Judges nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Role(StrEnum):
    """Who acts. `operator` is the command line: simulation, imports of history, maintenance."""

    COUNSELLOR = "counsellor"
    BENEFICIARY = "beneficiary"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who wrote an entry: a role and the key of an account (None for the command line)."""

    role: Role
    account: str | None = None


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """The session a move names, as it stands: places in all (None while unknown), places taken, people waiting before.

    Read under the session's lock when the move is made, so that a place is never given twice.
    """

    places: int | None = None
    taken: int = 0
    waiting: int = 0
    cancelled: bool = False

    @property
    def left(self) -> int | None:
        """The places left, never below zero; None while their number is unknown."""
        return None if self.places is None else max(0, self.places - self.taken)


@dataclass(frozen=True, slots=True)
class World:
    """What a guard may need from outside the case; given when a move is tried, absent when history is replayed.

    today: the civil day of the programme.     in_charge: the actor's organisation is responsible for the case.
    receiving: the actor's organisation is the one a pending handover is addressed to.
    live_elsewhere: the person has another live case of this programme.
    accounts: keys of the accounts that may be named referent.     mergeable: the other case may receive this one.
    session: the session of the catalogue that the move names; None when it names none of ours.
    colleagues: keys of active counsellors of the organisation that is, becomes, or is asked to become responsible.
    """

    today: date
    in_charge: bool = True
    receiving: bool = False
    live_elsewhere: bool = False
    accounts: frozenset[str] = frozenset()
    mergeable: bool = False
    session: SessionFacts | None = None
    colleagues: frozenset[str] = frozenset()


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
