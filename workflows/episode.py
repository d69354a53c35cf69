"""An episode's own life: one stay in orientation, refresher or qualification, from prescription to outcome.

Knows nothing of the case around it; the pathway decides when an episode may move.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from workflows.engine import Move, Pathway


class Kind(StrEnum):
    """What an episode is for; a pact's own kinds map onto these."""

    ORIENTATION = "orientation"
    REFRESHER = "refresher"
    QUALIFICATION = "qualification"


TRAINING = (Kind.REFRESHER, Kind.QUALIFICATION)


class EpisodeState(StrEnum):
    """The states of an episode (domain.md §6.3). `proposed` and `waitlisted` serve offers and sessions."""

    PROPOSED = "proposed"
    PRESCRIBED = "prescribed"
    WAITLISTED = "waitlisted"
    ADMITTED = "admitted"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    DROPPED_OUT = "dropped_out"
    EXCLUDED = "excluded"
    INTERRUPTED = "interrupted"
    REFUSED = "refused"
    DECLINED = "declined"
    NO_PLACE = "no_place"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


BOOKED = (EpisodeState.PRESCRIBED, EpisodeState.ADMITTED)
AHEAD = (*BOOKED, EpisodeState.WAITLISTED)
ENDED = (EpisodeState.COMPLETED, EpisodeState.DROPPED_OUT, EpisodeState.EXCLUDED, EpisodeState.INTERRUPTED)
NEVER_STARTED = (
    EpisodeState.REFUSED,
    EpisodeState.DECLINED,
    EpisodeState.NO_PLACE,
    EpisodeState.NO_SHOW,
    EpisodeState.CANCELLED,
)


@dataclass(slots=True)
class Segment:
    """The part of an episode spent under one organisation's responsibility."""

    organisation: str | None
    region: str | None
    since: date
    until: date | None = None


@dataclass(slots=True)
class Episode:
    """One stay, with its dates and outcome. `n` orders the episodes of a case; planned dates are as prescribed.

    rank: its place among those started, so that two starts of one day keep their order. seat: held on a session.
    accepted_on: the day its receiver accepted it. released_on: the day it was known that it will not start.
    """

    id: str
    n: int
    kind: Kind
    state: EpisodeState = EpisodeState.PRESCRIBED
    label: str | None = None
    provider: str | None = None
    prescribed_on: date | None = None
    planned_start: date | None = None
    planned_end: date | None = None
    hours: int | None = None
    funder: str | None = None
    programme: str | None = None
    session: str | None = None
    seat: bool = False
    accepted_on: date | None = None
    released_on: date | None = None
    rncp: str | None = None
    blocs: tuple[str, ...] = ()
    parallel: bool = False
    started_on: date | None = None
    rank: int = 0
    ended_on: date | None = None
    motive: str | None = None
    legitimate: bool | None = None
    result: str | None = None
    result_on: date | None = None
    obtained: tuple[str, ...] = ()
    referent_at_start: str | None = None
    referent_at_end: str | None = None
    segments: list[Segment] = field(default_factory=list)

    @property
    def certifying(self) -> bool:
        """Whether it aims at a certification or blocs of one (code du travail L.6313-7)."""
        return self.kind is Kind.QUALIFICATION and bool(self.rncp or self.blocs)

    @property
    def awaits_result(self) -> bool:
        """Achieved, aiming at a certification, and the jury has not spoken."""
        return self.state is EpisodeState.COMPLETED and self.certifying and self.result is None

    @property
    def accepted(self) -> bool:
        """Whether its receiver has said yes to a step not started yet."""
        return self.state in AHEAD and (self.state is EpisodeState.ADMITTED or self.seat)

    @property
    def started(self) -> bool:
        """Whether the person really entered."""
        return self.started_on is not None


def _before_start(name: str, to: EpisodeState, sources: tuple[str, ...] = AHEAD) -> Move:
    return Move(name, sources=sources, to=(to,))


def _while_running(name: str, to: EpisodeState) -> Move:
    return Move(name, sources=(EpisodeState.IN_PROGRESS,), to=(to,))


EPISODE = Pathway(
    states=tuple(EpisodeState),
    attribute="state",
    moves=(
        Move("admit", sources=(EpisodeState.PRESCRIBED,), to=(EpisodeState.ADMITTED,)),
        _before_start("decline", EpisodeState.DECLINED),
        _before_start("refuse", EpisodeState.REFUSED),
        _before_start("no_place", EpisodeState.NO_PLACE),
        _before_start("no_show", EpisodeState.NO_SHOW, BOOKED),
        _before_start("cancel", EpisodeState.CANCELLED),
        _before_start("start", EpisodeState.IN_PROGRESS, BOOKED),
        Move("waitlist", sources=(EpisodeState.PRESCRIBED,), to=(EpisodeState.WAITLISTED,)),
        Move("promote", sources=(EpisodeState.WAITLISTED,), to=(EpisodeState.PRESCRIBED,)),
        Move("reschedule", sources=(*AHEAD, EpisodeState.IN_PROGRESS), to=(), stays=True),
        _while_running("complete", EpisodeState.COMPLETED),
        _while_running("drop_out", EpisodeState.DROPPED_OUT),
        _while_running("exclude", EpisodeState.EXCLUDED),
        _while_running("interrupt", EpisodeState.INTERRUPTED),
        Move("record_result", sources=(EpisodeState.COMPLETED,), to=(EpisodeState.COMPLETED,)),
    ),
)
