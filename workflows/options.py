"""What may be done next: every move of the present stage with its checklist, read from the table itself."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from dataclasses import replace as with_changes

from workflows.candidates import candidates, naming
from workflows.engine import Attempt, Check, Move, Pathway, Refused
from workflows.episode import Episode
from workflows.pathway import NATIONAL
from workflows.standing import Standing


@dataclass(frozen=True, slots=True)
class Option:
    """A move as it stands for somebody on a day: where it leads (None while it depends on data), its checks.

    open: no check is unmet (those still to confirm do not close it). episodes: those it may name, the likeliest first.
    """

    move: Move
    to: str | None
    open: bool
    checks: tuple[Check, ...]
    episodes: tuple[Episode, ...]


def options(standing: Standing, attempt: Attempt, pathway: Pathway = NATIONAL) -> list[Option]:
    """Every move whose source is the present stage and that the actor's role may make, in the table's order.

    attempt: whose move and data are ignored; its day, actor and world are used.
    """
    return [
        option(standing, with_changes(attempt, move=move.name, data={}), pathway)
        for move in pathway.moves
        if standing.stage in move.sources and attempt.actor.role in move.roles
    ]


def option(standing: Standing, attempt: Attempt, pathway: Pathway = NATIONAL) -> Option:
    """One move with its checks; the likeliest episode is supposed when the data names none."""
    move = pathway.by_name[attempt.move]
    episodes = tuple(candidates(standing, move.name))
    name = naming(move.name)
    if name and episodes and not attempt.data.get(name):
        attempt = with_changes(attempt, data={**attempt.data, name: episodes[0].id})
    checks = tuple(pathway.checks(standing, attempt))
    return Option(move, _landing(standing, attempt, pathway), all(c.met is not False for c in checks), checks, episodes)


def _landing(standing: Standing, attempt: Attempt, pathway: Pathway) -> str | None:
    """Where the move would lead, tried on a copy; None when the data does not say yet."""
    move = pathway.by_name[attempt.move]
    arrows = {to for source, to in move.arrows() if source == standing.stage}
    if len(arrows) == 1:
        return arrows.pop()
    copy = deepcopy(standing)
    try:
        pathway.take(copy, with_changes(attempt, override=True))
    except (Refused, KeyError):
        return None
    return copy.stage
