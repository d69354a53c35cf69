"""The seam ledger of a person: her gaps over all her cases, and the end to come that calls for a next step.

Each line hangs on the case that answers for it; who that is (referent, organisation) is read from the case. Nothing is
kept here that the standings and a date do not give again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from workflows.episode import Episode, Kind
from workflows.lives import Life
from workflows.pacts import pact_of
from workflows.pacts.pact import Pact
from workflows.seams import Seam, seams_of_life
from workflows.standing import Standing

STATES = ("to_sew", "booked", "open", "closed", "not_a_gap")
TO_COME = "to_come"


@dataclass(frozen=True, slots=True)
class Line:
    """A seam and the case that answers for it."""

    case: str
    seam: Seam


def ledger(standings: Mapping[str, Standing], on: date) -> list[Line]:
    """Every line of a person on day `on`, in order of time; standings by case, each replayed for that day."""
    life = Life.of(standings)
    found = seams_of_life(life, on, lambda episode: _terms(life, episode).threshold)
    to_come = _end_to_come(life)
    lines = [*found, *([to_come] if to_come else [])]
    return [Line(life.home(life.case_of(seam.after)), seam) for seam in lines]


def state_of(seam: Seam, on: date, window: int) -> str:
    """The state of a line: to_sew, booked, open, closed or not_a_gap; to_come before the window opens (days)."""
    if seam.not_a_gap:
        return "not_a_gap"
    if not (seam.open or seam.ahead):
        return "closed"
    if seam.accepted:
        return "booked"
    if seam.open:
        return "open"
    return "to_sew" if (seam.since - on).days <= window else TO_COME


def urgency(planned_end: date, on: date, notice: tuple[int, ...]) -> int | None:
    """How pressing an end without an accepted next step is: the smallest level (days) reached, 0 once it is overdue."""
    left = (planned_end - on).days
    if left < 0:
        return 0
    return min((level for level in notice if left <= level), default=None)


def calls_for_next(episode: Episode) -> bool:
    """Whether a next step must be booked before the end: a qualification ends the line."""
    return not episode.parallel and episode.kind is not Kind.QUALIFICATION


def _end_to_come(life: Life) -> Seam | None:
    """The end of the running episode that ends last, when it is planned and calls for a next step."""
    if not life.follows or not life.running:
        return None
    last = max(life.running, key=lambda e: (life.planned_end(e) or date.max, e.rank))
    planned = life.planned_end(last)
    if planned is None or not calls_for_next(last):
        return None
    accepted = life.accepted_next is not None
    return Seam(last.id, None, planned, None, 0, 0, None, None, False, last.kind.value, accepted=accepted, ahead=True)


def _terms(life: Life, episode: Episode) -> Pact:
    """The pact of the case that answers for what follows an episode."""
    return pact_of(life.standings[life.home(life.case_of(episode.id))].facts.get("pact"))
