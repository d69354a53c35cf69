"""Where a case stands: the facts that a replay of its entries has gathered.

Holds facts and reads them; judges nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from workflows.engine import UNOPENED
from workflows.episode import BOOKED, ENDED, Episode, EpisodeState, Kind
from workflows.exits import Exit, Job
from workflows.handovers import Handover
from workflows.pauses import Pause, shifted_end
from workflows.settlement import Settlement
from workflows.stage import Stage
from workflows.stand_ins import StandIn, standing_in
from workflows.support import Support


@dataclass(frozen=True, slots=True)
class Needs:
    """What the diagnosis found: refresher training or not, in which domains (D.6113-30), reinforced support or not."""

    refresher: bool
    domains: tuple[str, ...]
    support: bool
    argued: bool


@dataclass(frozen=True, slots=True)
class EmploymentCheck:
    """What was learnt of the person's employment 3, 6 or 12 months after leaving; `unknown` is counted apart."""

    at_months: int
    employed: str
    on: date
    job: Job | None = None


@dataclass(slots=True)
class Standing:
    """A case as its entries tell it. Mutable because `transitions` writes the stage; born empty at each replay.

    facts: what `open` froze (region, level, situations, sex, age, publics, organisation, pact, eligibility).
    organisation: the one responsible now. orientation_clock: the day the one-month clock runs from.
    reopenings: each with how many exits came before it. settlements: what was said of the seams, by the episode each
    comes after. case: its own key, when the reader of the entries gives it, so that a merged case of the person finds
    the one it was merged into.
    """

    stage: str = UNOPENED
    opened_on: date | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    organisation: str | None = None
    organisation_region: str | None = None
    referent: str | None = None
    needs: Needs | None = None
    orientation_clock: date | None = None
    episodes: dict[str, Episode] = field(default_factory=dict)
    supports: list[Support] = field(default_factory=list)
    pauses: list[Pause] = field(default_factory=list)
    handovers: list[Handover] = field(default_factory=list)
    stand_ins: list[StandIn] = field(default_factory=list)
    exit: Exit | None = None
    past_exits: list[Exit] = field(default_factory=list)
    past_checks: list[Mapping[int, EmploymentCheck]] = field(default_factory=list)
    reopenings: list[tuple[int, date]] = field(default_factory=list)
    checks: dict[int, EmploymentCheck] = field(default_factory=dict)
    settlements: dict[str, Settlement] = field(default_factory=dict)
    redirections: list[tuple[date, str]] = field(default_factory=list)
    voided: bool = False
    merged_into: str | None = None
    case: str | None = field(default=None, compare=False)
    entry: str | None = None
    stage_since: date | None = None
    last_on: date | None = None

    @property
    def counts(self) -> bool:
        """Whether the case is part of the programme totals."""
        return self.stage != UNOPENED and not self.voided and self.merged_into is None

    @property
    def live(self) -> bool:
        """Whether the case is open: from referral to the end of follow-up."""
        return self.stage not in (UNOPENED, Stage.CLOSED)

    @property
    def in_progress(self) -> list[Episode]:
        """The episodes running, the one started last at the end."""
        running = [e for e in self.episodes.values() if e.state is EpisodeState.IN_PROGRESS]
        return sorted(running, key=lambda e: (e.started_on or date.min, e.rank))

    @property
    def ahead(self) -> list[Episode]:
        """The episodes prescribed or admitted and not started, the next planned first."""
        waiting = [e for e in self.episodes.values() if e.state in BOOKED]
        return sorted(waiting, key=lambda e: (e.planned_start or date.max, e.n))

    @property
    def waiting(self) -> list[Episode]:
        """The episodes on the waiting list of a session, the next planned first: nothing is booked there."""
        waiting = [e for e in self.episodes.values() if e.state is EpisodeState.WAITLISTED]
        return sorted(waiting, key=lambda e: (e.planned_start or date.max, e.n))

    @property
    def accepted_next(self) -> Episode | None:
        """The next step its receiver has accepted: admitted, or holding a seat on a session."""
        return next((e for e in self.ahead if e.accepted and not e.parallel), None)

    @property
    def ended(self) -> list[Episode]:
        """The episodes that started and ended, the one that ended last at the end."""
        over = [e for e in self.episodes.values() if e.state in ENDED]
        return sorted(over, key=lambda e: (e.ended_on or date.min, e.rank))

    @property
    def awaiting(self) -> list[Episode]:
        """The episodes whose jury has not spoken."""
        return [e for e in self.episodes.values() if e.awaits_result]

    @property
    def support(self) -> Support | None:
        """The spell of support that runs, if any."""
        return next((s for s in self.supports if s.live), None)

    @property
    def departures(self) -> list[tuple[Exit, Mapping[int, EmploymentCheck]]]:
        """Every exit with what was checked after it, the one the case stands on last."""
        past = list(zip(self.past_exits, self.past_checks, strict=True))
        return past if self.exit is None else [*past, (self.exit, self.checks)]

    def pending_handover(self, day: date) -> Handover | None:
        """The handover that waits for an answer on `day`, if any: without one it expires by itself."""
        return next((h for h in self.handovers if h.waits(day)), None)

    @property
    def loan(self) -> Handover | None:
        """The handover under which the case is with another organisation for a time, until it goes back."""
        return next((h for h in self.handovers if h.lends), None)

    def stand_in(self, day: date) -> StandIn | None:
        """Who acts in the referent's place on `day`, if anybody."""
        return standing_in(self.stand_ins, day)

    def acting(self, day: date) -> str | None:
        """Who acts on `day`: the stand-in while there is one, else the referent."""
        return stand_in.account if (stand_in := self.stand_in(day)) else self.referent

    def paused(self, day: date) -> Pause | None:
        """The pause that stops the clock on `day`, if any."""
        return next((p for p in self.pauses if p.covers(day)), None)

    def completed(self, kind: Kind) -> bool:
        """Whether an episode of this kind was completed."""
        return any(e.kind is kind and e.state is EpisodeState.COMPLETED for e in self.episodes.values())

    def oriented(self) -> bool:
        """Whether an orientation is completed and none is running."""
        return self.completed(Kind.ORIENTATION) and not any(e.kind is Kind.ORIENTATION for e in self.in_progress)

    def planned_end(self, episode: Episode) -> date | None:
        """The planned end of an episode, moved by the pauses inside it."""
        if episode.planned_end is None or episode.started_on is None:
            return episode.planned_end
        return shifted_end(episode.planned_end, episode.started_on, self.pauses, episode.ended_on)
