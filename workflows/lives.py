"""The cases of one person read as one life: a gap in one case is none while another has an episode running.

Void cases are left out; merged ones keep what was lived in them. Gathers facts; counts no day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from workflows.certification import fully_certified
from workflows.episode import Episode, EpisodeState
from workflows.pauses import Pause, joined
from workflows.settlement import Settlement
from workflows.standing import Standing


@dataclass(frozen=True, slots=True)
class Life:
    """The standings of a person's cases by case key, in order of opening; one case alone is a life too."""

    standings: Mapping[str, Standing]

    @classmethod
    def of(cls, standings: Mapping[str, Standing]) -> Life:
        """The life told by these cases, those opened by mistake left out."""
        told = [(key, s) for key, s in standings.items() if s.opened_on is not None and not s.voided]
        return cls(dict(sorted(told, key=lambda item: (item[1].opened_on or date.min, item[0]))))

    @property
    def episodes(self) -> list[Episode]:
        """Every episode of every case, in order of opening of the cases."""
        return [episode for standing in self.standings.values() for episode in standing.episodes.values()]

    def started(self, on: date) -> list[Episode]:
        """The episodes that had started by a day, in order of start."""
        begun = [e for e in self.episodes if e.started_on is not None and e.started_on <= on]
        return sorted(begun, key=lambda e: (e.started_on or date.min, e.rank))

    @property
    def ahead(self) -> list[Episode]:
        """The episodes not started yet."""
        return [episode for standing in self.standings.values() for episode in (*standing.ahead, *standing.waiting)]

    @property
    def accepted_next(self) -> Episode | None:
        """The next step that its receiver has accepted, whichever case it is booked in."""
        accepted = [s.accepted_next for s in self.standings.values()]
        return min((e for e in accepted if e), key=lambda e: e.planned_start or date.max, default=None)

    def accepted_by(self, after: str, end: date) -> date | None:
        """The day the next step had been accepted, at the end of an episode; None when none was, or it fell through."""
        days = [
            e.accepted_on
            for e in self.episodes
            if e.id != after and not e.parallel and e.accepted_on is not None and e.accepted_on <= end
            if (e.released_on is None or e.released_on > end) and (e.ended_on is None or e.ended_on > end)
        ]
        return min(days, default=None)

    @property
    def pauses(self) -> list[Pause]:
        """The paused days of all the cases, each counted once."""
        return joined(pause for standing in self.standings.values() for pause in standing.pauses)

    @property
    def exits(self) -> list[date]:
        """The days on which the person left, whether they came back or not."""
        left = [e for s in self.standings.values() for e in (*s.past_exits, *([s.exit] if s.exit else []))]
        return [each.on for each in left]

    @property
    def handed_over(self) -> bool:
        """Whether a handover of the person was ever accepted."""
        return any(h.state == "accepted" for s in self.standings.values() for h in s.handovers)

    @property
    def follows(self) -> bool:
        """Whether something may still follow, or an exit has said that nothing does."""
        return any(not s.merged_into and (s.live or s.exit is not None) for s in self.standings.values())

    @property
    def settlements(self) -> Mapping[str, Settlement]:
        """What was said of the seams, by the episode they come after."""
        return {after: said for s in self.standings.values() for after, said in s.settlements.items()}

    def case_of(self, episode: str) -> str:
        """The case an episode was lived in."""
        return next(key for key, standing in self.standings.items() if episode in standing.episodes)

    def home(self, case: str) -> str:
        """The case that answers for another: itself, or the one it was merged into."""
        seen = {case}
        while (into := self.standings[case].merged_into) in self.standings and into not in seen:
            case = str(into)
            seen.add(case)
        return case

    def achieved(self, episode: Episode) -> bool:
        """Whether the episode calls for nothing more: certified, or its jury has not spoken."""
        return episode.awaits_result or fully_certified(self.standings[self.case_of(episode.id)], episode)

    def planned_end(self, episode: Episode) -> date | None:
        """The planned end of an episode, moved by the pauses of its case."""
        return self.standings[self.case_of(episode.id)].planned_end(episode)

    @property
    def running(self) -> list[Episode]:
        """The episodes in progress, those said to run beside others left out."""
        return [e for e in self.episodes if e.state is EpisodeState.IN_PROGRESS and not e.parallel]
