"""Runs the scheduled work that is due, each time once, and leaves its trace."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import structlog
from flask import Flask

from parcours_app.clock import Clock
from parcours_app.jobs.schedule import SCHEDULE, Work
from parcours_app.jobs.site import at_the_site
from parcours_app.scope import operator
from parcours_app.services import scheduled_runs

ACT = "work"


class Scheduler:
    """Goes through the schedule; what was missed while nobody worked is made up for once."""

    def __init__(self, app: Flask, clock: Clock, schedule: Mapping[str, Work] = SCHEDULE) -> None:
        self._app, self._clock, self._schedule = app, clock, schedule

    def pass_once(self, run: Callable[[str, str, str], Mapping[str, Any]]) -> int:
        """Run whatever is due; how many works were run."""
        due = [(name, work.when.last(self._clock.now())) for name, work in self._schedule.items()]
        return sum(self._run(name, at, run) for name, at in due)

    def work(self, name: str) -> dict[str, Any]:
        """The durable act: do one work. Never raises, for its answer is kept for ever."""
        try:
            with at_the_site(self._app):
                return {"count": self._schedule[name].do(operator(self._clock)), "error": None}
        except Exception as error:  # noqa: BLE001 - whatever stops one work, the others and the messages go on
            structlog.get_logger().exception("work_failed", work=name)
            return {"count": None, "error": type(error).__name__[:60]}

    def _run(self, name: str, due_at: datetime, run: Callable[[str, str, str], Mapping[str, Any]]) -> int:
        with self._app.app_context():
            last = scheduled_runs.last_due(name)
            if last is not None and last >= due_at:
                return 0
            key = scheduled_runs.begin(name, due_at, self._clock.now())
        answer = run(ACT, key, name)
        with self._app.app_context():
            scheduled_runs.end(key, self._clock.now(), answer["count"], answer["error"])
        return 1
