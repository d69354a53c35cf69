"""Cases made by walking real moves, exactly as a service would: data read, guards tried with a World, whole replay.

Not a shortcut: nothing here writes a standing. A refusal leaves the case as it was.
"""

import itertools
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from workflows import journal, seams, totals
from workflows.engine import Actor, Attempt, Refused, Role, World
from workflows.fields import checked
from workflows.journal import Entry
from workflows.pathway import NATIONAL
from workflows.standing import Standing

NADIA, KARIM = "nadia@missionlocale.example", "karim@capemploi.example"
ACCOUNTS = frozenset({NADIA, KARIM})
COUNSELLOR = Actor(Role.COUNSELLOR, NADIA)
SUPERVISOR = Actor(Role.SUPERVISOR, "chef@missionlocale.example")
OPERATOR = Actor(Role.OPERATOR)
FAR_FUTURE = date(2040, 1, 1)
ELIGIBLE = {"rule_set": "pic_2018", "version": 1, "eligible": True}
PUBLICS = {"de_peu_qualifie": True, "jeune_eloigne": False, "counted_as": "de_peu_qualifie"}
NEEDS_REFRESHER = {"refresher": True, "domains": ["french"], "support": False}
NO_REFRESHER = {"refresher": False, "domains": [], "support": False}
Day = str | date

# What a move carries when a test does not care.
USUAL: Mapping[str, Mapping[str, Any]] = {
    "begin_orientation": {"channel": "letter", "referent": NADIA},
    "complete_orientation": {"needs": NEEDS_REFRESHER},
    "prescribe": {"kind": "refresher", "provider": "GRETA"},
    "waitlist": {"kind": "refresher", "provider": "GRETA", "session": "S1"},
    "drop_out": {"motive": "personal"},
    "exclude": {"motive": "conduct"},
    "interrupt": {"motive": "employment"},
    "record_result": {"result": "full"},
    "start_support": {"level": "reinforced", "referent": NADIA},
    "end_support": {"motive": "term"},
    "pause": {"category": "justified_absence"},
    "redirect": {"requested_kind": "orientation", "decision": "accepted", "reason": "Project changed."},
    "request_handover": {"to_organisation": "cap-emploi", "to_counsellor": KARIM},
    "decline_handover": {"reason": "No room."},
    "assign": {"referent": KARIM},
    "leave": {"motive": "own_request"},
    "check_employment": {"employed": "yes"},
    "reopen": {"reason": "The person is back."},
    "merge": {"into_case": "other"},
    "void": {"reason": "Opened by mistake."},
}


def day(value: Day) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def noon(value: Day) -> datetime:
    moment = day(value)
    return datetime(moment.year, moment.month, moment.day, 12, tzinfo=UTC)


def usual(move: str, on: date) -> dict[str, Any]:
    """What a move made on a day carries when a test does not care."""
    data = dict(USUAL.get(move, {}))
    if move == "begin_orientation":
        data |= {"decision_on": on.isoformat(), "notified_on": on.isoformat()}
    if move in ("prescribe", "waitlist", "reschedule"):
        data |= {"planned_start": on.isoformat(), "planned_end": (on + timedelta(days=90)).isoformat()}
    if move == "pause":
        data |= {"until": (on + timedelta(days=9)).isoformat()}
    return data


class Case:
    """One case growing by entries. `today` is when things get recorded: by default the day of the move, never earlier
    than what was recorded before."""

    def __init__(
        self,
        opened: Day = "2022-01-03",
        *,
        name: str = "case",
        by: Actor = COUNSELLOR,
        override: bool = False,
        world: Mapping[str, Any] | None = None,
        **facts: Any,
    ) -> None:
        self.name = name
        self.entries: list[Entry] = []
        self._numbers = itertools.count(1)
        facts = {"region": "53", "organisation": "mission-locale", "organisation_region": "53"} | facts
        facts = {"eligibility": ELIGIBLE, "publics": PUBLICS} | facts
        self._write("open", day(opened), facts, by, override=override, world=world)

    # -- what a service does

    def do(
        self,
        move: str,
        on: Day,
        *,
        by: Actor = COUNSELLOR,
        override: bool = False,
        recorded: Day | None = None,
        world: Mapping[str, Any] | None = None,
        **data: Any,
    ) -> Entry:
        """Make a move; raises Refused and then the case is as before."""
        read = checked(move, {**usual(move, day(on)), **data})
        opening = move in ("prescribe", "waitlist", "begin_orientation")
        if opening or (move, read.get("decision")) == ("redirect", "accepted"):
            read["episode"] = f"{self.name}-e{next(self._numbers)}"
        return self._write(move, day(on), read, by, override=override, recorded=recorded, world=world)

    def correct(
        self, entry: Entry, on: Day | None = None, *, void: bool = False, recorded: Day | None = None, **data: Any
    ) -> Entry:
        """Supersede an entry with another date, other data, or nothing (void)."""
        when = day(on) if on else entry.effective_on
        new = self._entry(entry.move, when, {**entry.data, **data}, entry.actor, recorded)
        new = replace(new, supersedes=entry.id, void=void, overrides=entry.overrides)
        try:
            journal.replay([*self.entries, new])
        except Refused as refused:
            # A version that was never written has no name to give: it is the entry it corrects that would not hold.
            named = entry.id if refused.entry == new.id else refused.entry
            raise Refused(*refused.reasons, entry=named) from refused
        self.entries.append(new)
        return new

    def void(self, entry: Entry, *, recorded: Day | None = None) -> Entry:
        return self.correct(entry, void=True, recorded=recorded)

    def attempt(
        self,
        move: str,
        on: Day,
        data: Mapping[str, Any],
        by: Actor = COUNSELLOR,
        *,
        override: bool = False,
        **world: Any,
    ) -> Attempt:
        """The attempt a service would make, with everything allowed in the world unless said otherwise."""
        around = {
            "receiving": True,
            "mergeable": True,
            "accounts": ACCOUNTS,
            "today": FAR_FUTURE,
            "colleagues": ACCOUNTS,
        } | world
        return Attempt(move, day(on), by, data, override=override, world=World(**around))

    def _entry(self, move: str, on: date, data: Mapping[str, Any], by: Actor, recorded: Day | None) -> Entry:
        seq = len(self.entries) + 1
        floor = self.entries[-1].recorded_at if self.entries else noon(date.min)
        written = noon(recorded) if recorded else max(noon(on), floor)
        assert written >= floor, "the journal's clock never goes back"
        return Entry(f"{self.name}-{seq}", seq, move, on, written, by, data)

    def _write(
        self,
        move: str,
        on: date,
        data: Mapping[str, Any],
        by: Actor,
        *,
        override: bool = False,
        recorded: Day | None = None,
        world: Mapping[str, Any] | None = None,
    ) -> Entry:
        entry = self._entry(move, on, data, by, recorded)
        around = {"today": entry.recorded_on} | dict(world or {})
        standing = journal.replay(self.entries, on=on)
        passed = NATIONAL.take(standing, self.attempt(move, on, data, by, override=override, **around))
        entry = replace(entry, overrides=passed)
        journal.replay([*self.entries, entry])
        self.entries.append(entry)
        return entry

    # -- short ways along the pathway

    def orient(self, begun: Day = "2022-01-10", done: Day | None = "2022-01-31", *, refresher: bool = True) -> "Case":
        """Orientation, finding that a refresher is needed or, with an argument, that none is."""
        self.do("begin_orientation", begun)
        if done:
            needs = {"needs": NEEDS_REFRESHER} if refresher else {"needs": NO_REFRESHER, "reason": "CléA in hand."}
            self.do("complete_orientation", done, **needs)
        return self

    def prescribe(self, on: Day, start: Day | None = None, end: Day | None = None, **data: Any) -> str:
        """Prescribe; the id of the episode."""
        if start:
            planned = {"planned_start": day(start).isoformat()}
            planned |= {"planned_end": day(end or day(start) + timedelta(days=90)).isoformat()}
            data = planned | data
        return str(self.do("prescribe", on, **data).data["episode"])

    def train(self, start: Day, end: Day | None = None, *, prescribed: Day | None = None, **data: Any) -> str:
        """Prescribe, start and, with `end`, complete; the id of the episode."""
        options = {key: data.pop(key) for key in ("override",) if key in data}
        episode = self.prescribe(prescribed or start, start, end, **data)
        self.do("start", start, episode=episode, **options)
        if end:
            self.do("complete", end, episode=episode)
        return episode

    # -- what is asked of it

    def standing(self, on: Day | None = None, known: Day | None = None) -> Standing:
        standing = journal.replay(self.entries, day(on) if on else None, day(known) if known else None)
        standing.case = self.name
        return standing

    def stage(self, on: Day | None = None, known: Day | None = None) -> str:
        return str(self.standing(on, known).stage)

    def episode(self, episode: str, on: Day | None = None) -> Any:
        return self.standing(on).episodes[episode]

    def seams(self, on: Day) -> list[seams.Seam]:
        return seams.seams(self.standing(on), day(on))

    def entry(self, move: str, nth: int = 0) -> Entry:
        """The nth entry of a move that still holds."""
        return [e for e in journal.holding(self.entries) if e.move == move][nth]


def refusal(call: Any, *args: Any, **kwargs: Any) -> Refused:
    """The refusal a call ends in; fails when there is none."""
    try:
        call(*args, **kwargs)
    except Refused as refused:
        return refused
    raise AssertionError("nothing was refused")


def said(refused: Refused) -> str:
    """The explanation of the one reason, with its facts in it, as a reader gets it in English."""
    (reason,) = refused.reasons
    return reason.explanation % reason.evidence


def counted(*cases: Case, on: Day | None = None, known: Day | None = None) -> dict[str, int]:
    """The totals one person's cases make, summed from the changes."""
    found = dict.fromkeys(totals.MEASURES, 0)
    for when, measure, _cell, amount in totals.changes([c.entries for c in cases], day(known) if known else None):
        if on is None or when <= day(on):
            found[measure] += amount
    return found


def cells(*cases: Case, on: Day | None = None, known: Day | None = None) -> dict[tuple[str, totals.Cell], int]:
    """The same by cell, zero cells left out."""
    found: dict[tuple[str, totals.Cell], int] = {}
    for when, measure, cell, amount in totals.changes([c.entries for c in cases], day(known) if known else None):
        if on is None or when <= day(on):
            found[measure, cell] = found.get((measure, cell), 0) + amount
    return {key: amount for key, amount in found.items() if amount}
