"""The machine as it is coded: stages, moves, guards, roles, for the nation or under a pact. Reads the tables only."""

from dataclasses import dataclass

from workflows.engine import Move, Pathway
from workflows.pacts import PACTS, pact_of
from workflows.pacts.pact import Pact
from workflows.pathway import NATIONAL
from workflows.stage import Stage


class UnknownPact(LookupError):
    """There is no pact of this code; `known` lists those there are."""

    def __init__(self, code: str) -> None:
        """Keep the code asked for."""
        super().__init__(code)
        self.code = code
        self.known = tuple(PACTS)


@dataclass(frozen=True, slots=True)
class PathwayCard:
    """The pathway under a pact (the national terms when none was asked)."""

    pact: Pact
    stages: tuple[Stage, ...]
    moves: tuple[Move, ...]


def pathway_card(code: str | None = None, pathway: Pathway = NATIONAL) -> PathwayCard:
    """The pathway of a pact by code, of the nation when None. Raises UnknownPact."""
    if code is not None and code not in PACTS:
        raise UnknownPact(code)
    return PathwayCard(pact_of(code), tuple(Stage), pathway.moves)
