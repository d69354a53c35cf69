"""One simulated case's journal, kept in memory: each move is tried by the rules, dated, recorded, maybe late."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from parcours_app.journal.texts import Text, taken_out
from parcours_app.services.simulated_keys import Keys
from parcours_app.services.simulation_rates import Rates
from workflows.engine import Actor, Attempt, Role, World
from workflows.fields import checked
from workflows.journal import Entry
from workflows.pathway import NATIONAL
from workflows.standing import Standing
from workflows.totals import Snapshot, snapshot

NOON = time(11, 0, tzinfo=UTC)
# What the software adds to the data somebody gives: keys made by the application, facts it looks up.
ADDED = ("episode", "to_region")
# Moves whose referent is the key of an account here, where a person writes an address.
NAMING = ("accept_handover", "give_back", "assign")


class Later(Exception):
    """The next thing happens after the last simulated day: the case stays where it is."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """A counsellor, with the organisation and region they work in."""

    account: str
    organisation: str
    region: str


@dataclass(slots=True)
class Journey:
    """The case being lived. `day` is where the story stands; every move goes forward in time.

    colleagues: the counsellors of both organisations. aside: draws what happens now and then, apart from the rest.
    due: what will happen on its own date whatever else the person lives, such as the end of a term. snapshots: what the
    case counts for after each entry.
    """

    rng: random.Random
    rates: Rates
    until: date
    day: date
    birth_date: date
    counsellor: str
    elsewhere: Colleague
    keys: Keys
    colleagues: tuple[Colleague, ...]
    aside: random.Random
    standing: Standing = field(default_factory=Standing)
    entries: list[Entry] = field(default_factory=list)
    texts: list[tuple[int, Text]] = field(default_factory=list)
    snapshots: list[Snapshot | None] = field(default_factory=list)
    due: list[tuple[date, Callable[[], None]]] = field(default_factory=list)

    def happens(self, share: float) -> bool:
        """Whether something of this share happens."""
        return self.rng.random() < share

    def sometimes(self, share: float) -> bool:
        """The same, drawn aside."""
        return self.aside.random() < share

    def one_of(self, weights: Mapping[str, float]) -> str:
        """A code drawn by weight."""
        return self.rng.choices(list(weights), list(weights.values()))[0]

    def wait(self, least: int, most: int) -> None:
        """Let some days pass."""
        self.day += timedelta(days=self.rng.randint(least, most))

    def on_its_date(self, day: date, happening: Callable[[], None]) -> None:
        """Have something happen on a day to come, whatever comes first; it must look whether it still makes sense."""
        self.due.append((day, happening))
        self.due.sort(key=lambda item: item[0])

    def catch_up(self) -> None:
        """Let everything that was due by the present day happen, each on its date."""
        present = self.day
        while self.due and self.due[0][0] <= min(present, self.until):
            self.day, happening = self.due.pop(0)
            happening()
        self.day = present

    def move(self, move: str, role: Role = Role.COUNSELLOR, because: str | None = None, **data: Any) -> Entry:
        """Make a move on the present day. Raises Later past the last day, Refused when the simulator is wrong."""
        self.catch_up()
        if self.day > self.until:
            raise Later
        added = ADDED if move not in NAMING else (*ADDED, "referent")
        kept: dict[str, Any] = {name: value for name in added if (value := data.pop(name, None)) is not None}
        read = checked(move, {**data, **kept}) if move != "open" else data
        if because:
            read["override_reason"] = because
        kept_data, texts = taken_out(move, {**read, **kept}, self.keys.salt)
        seq, at = len(self.entries) + 1, self._recorded()
        actor = Actor(role, None if role is Role.OPERATOR else self.counsellor)
        self._take(Entry(self.keys(at), seq, move, self.day, at, actor, kept_data), override=bool(because))
        self.texts += [(seq, text) for text in texts]
        return self.entries[-1]

    def _take(self, entry: Entry, *, override: bool) -> None:
        before = self.standing.stage
        attempt = Attempt(entry.move, self.day, entry.actor, entry.data, override=override, world=self._world())
        passed = NATIONAL.take(self.standing, attempt)
        self.standing.entry, self.standing.last_on = entry.id, entry.effective_on
        if self.standing.stage != before:
            self.standing.stage_since = entry.effective_on
        self.entries.append(replace(entry, overrides=passed) if passed else entry)
        self.snapshots.append(snapshot(self.standing))

    def _world(self) -> World:
        accounts = frozenset({self.counsellor, self.elsewhere.account, *(c.account for c in self.colleagues)})
        return World(self.day, receiving=True, accounts=accounts, mergeable=True, colleagues=accounts)

    def _recorded(self) -> datetime:
        """Most things are recorded within two days, some weeks late; never before what was recorded already."""
        late = self.happens(self.rates.recorded_late)
        after = self.rng.randint(*(self.rates.recorded_late_after if late else self.rates.recorded_after))
        day = min(self.day + timedelta(days=after), self.until)
        at = datetime.combine(day, NOON) + timedelta(minutes=self.rng.randint(0, 240))
        return max(at, self.entries[-1].recorded_at) if self.entries else at

    def fresh_key(self) -> str:
        """A key for an episode."""
        return self.keys(datetime.combine(self.day, NOON))
