"""One case followed through the API: the short ways along the pathway, and what is asked of it on a day.

The same words as tests/workflows/case_builder.py, so that a hard case reads alike through the rules and through HTTP.
"""

import re
from datetime import date
from typing import Any

from werkzeug.test import TestResponse

from tests.api.program import Program
from tests.frozen import FrozenClock
from tests.workflows.case_builder import NEEDS_REFRESHER, NO_REFRESHER, usual


def told(guard: str, explanation: str, remedy: str, *override_by: str) -> dict[str, Any]:
    """A reason as the API gives it, in French."""
    return {"guard": guard, "explanation": explanation, "remedy": remedy, "override_by": list(override_by)}


def read(reasons: list[dict[str, Any]]) -> dict[str, Any]:
    """The one reason of a refusal, its no-break spaces made plain."""
    (reason,) = reasons
    return {k: re.sub("[\u00a0\u202f]", " ", v) if isinstance(v, str) else v for k, v in reason.items()}


def numbers(seam: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(seam[name] for name in ("days", "net_days", "seamless", "cause"))


class Followed:
    """A case growing by requests. A move is sent on the day it happens unless `recorded` says later; time never goes
    back."""

    def __init__(
        self, program: Program, clock: FrozenClock, opened: str = "2022-01-03", *, person: Any = None, **asked: Any
    ) -> None:
        self.program, self.clock = program, clock
        self._reach(opened)
        self.id: str = program.case(opened, person=person, **asked)["id"]
        self.version = 1

    # -- what a program does

    def send(
        self,
        move: str,
        on: str,
        *,
        by: Program | None = None,
        override: str | None = None,
        recorded: str = "",
        **data: Any,
    ) -> TestResponse:
        self._reach(recorded or on)
        more = {"override_reason": override} if override else {}
        sent = {**usual(move, date.fromisoformat(on)), **data}
        return self._kept((by or self.program).move(self.id, move, on, sent, version=self.version, **more))

    def do(self, move: str, on: str, **how: Any) -> dict[str, Any]:
        """Make a move that must be accepted: its entry."""
        answer = self.send(move, on, **how)
        assert answer.status_code == 201, answer.text
        return dict(answer.json)

    def refused(self, move: str, on: str, status: int = 422, **how: Any) -> dict[str, Any]:
        """The one reason for which a move is refused; nothing was written."""
        answer = self.send(move, on, **how)
        assert answer.status_code == status, answer.text
        assert self.program.version(self.id) == self.version
        return read(answer.json["reasons"])

    def send_correction(
        self, entry: dict[str, Any], on: str | None = None, *, by: Program | None = None, recorded: str = "", **how: Any
    ) -> TestResponse:
        self._reach(recorded or self.clock.today().isoformat())
        data = {key: how.pop(key) for key in list(how) if key != "void"}
        body = {"entry": entry["id"], "reason": "Erreur de saisie", **how}
        body |= ({"effective_on": on} if on else {}) | ({"data": data} if data else {})
        return self._kept((by or self.program).post(f"/cases/{self.id}/corrections", body))

    def correct(self, entry: dict[str, Any], on: str | None = None, **how: Any) -> dict[str, Any]:
        """A correction that must be accepted: its entry."""
        answer = self.send_correction(entry, on, **how)
        assert answer.status_code == 201, answer.text
        assert answer.json["supersedes"] == entry["id"]
        return dict(answer.json)

    def not_corrected(self, entry: dict[str, Any], on: str | None = None, **how: Any) -> tuple[dict[str, Any], Any]:
        """The one reason for which a correction is refused, and the entry that would no longer hold."""
        answer = self.send_correction(entry, on, **how)
        assert answer.status_code == 422, answer.text
        return read(answer.json["reasons"]), answer.json.get("entry")

    # -- short ways along the pathway

    def orient(
        self, begun: str = "2022-01-10", done: str | None = "2022-01-31", *, refresher: bool = True
    ) -> "Followed":
        """Orientation, finding that a refresher is needed or, with an argument, that none is."""
        self.do("begin_orientation", begun)
        if done:
            needs = {"needs": NEEDS_REFRESHER} if refresher else {"needs": NO_REFRESHER, "reason": "CléA in hand."}
            self.do("complete_orientation", done, **needs)
        return self

    def prescribe(self, on: str, start: str | None = None, end: str | None = None, **data: Any) -> str:
        """Prescribe; the id of the episode."""
        if start:
            planned = usual("prescribe", date.fromisoformat(start))
            data = {name: planned[name] for name in ("planned_start", "planned_end")} | data
            data |= {"planned_end": end} if end else {}
        return str(self.do("prescribe", on, **data)["data"]["episode"])

    def train(self, start: str, end: str | None = None, *, prescribed: str | None = None, **data: Any) -> str:
        """Prescribe, start and, with `end`, complete; the id of the episode."""
        episode = self.prescribe(prescribed or start, start, end, **data)
        self.do("start", start, episode=episode)
        if end:
            self.do("complete", end, episode=episode)
        return episode

    # -- what is asked of it

    def show(self, on: str = "", known: str = "", *, by: Program | None = None) -> dict[str, Any]:
        """The case on a day (today by default), as known on a day (now by default)."""
        self._reach(on)
        return (by or self.program).show(self.id, asking(on=on, known=known))

    def stage(self, on: str = "", known: str = "") -> str:
        return str(self.show(on, known)["stage"])

    def episode(self, episode: str, on: str = "") -> dict[str, Any]:
        return next(e for e in self.show(on)["episodes"] if e["id"] == episode)

    def seams(self, on: str) -> list[dict[str, Any]]:
        return list(self.show(on)["seams"])

    def entry(self, move: str) -> dict[str, Any]:
        """The entry of a move that still holds."""
        items = self.program.get(f"/cases/{self.id}/journal").json["items"]
        return next(line for line in items if line["move"] == move and line["live"] and not line["void"])

    def _kept(self, answer: TestResponse) -> TestResponse:
        if answer.status_code == 201:
            self.version = answer.json["version"]
        return answer

    def _reach(self, day: str) -> None:
        if day and date.fromisoformat(day) > self.clock.today():
            self.clock.set(day)


def asking(**asked: str) -> str:
    """The query string of what is asked; empty answers are left out."""
    given = "&".join(f"{name}={value}" for name, value in asked.items() if value)
    return f"?{given}" if given else ""


def cells(program: Program, by: str, on: str = "", known: str = "") -> list[dict[str, Any]]:
    """The rows of the totals a program reads."""
    answer = program.get("/totals" + asking(by=by, on=on, known=known))
    assert answer.status_code == 200, answer.text
    return list(answer.json["rows"])


def counted(program: Program, on: str = "", known: str = "") -> dict[str, int]:
    """The totals a program reads, without dimension."""
    (row,) = cells(program, "", on, known)
    return {name: row[name] for name in ("persons", "entries", "trained")}
