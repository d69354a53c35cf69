"""Prepares the figures of large territories: those somebody waits for, and every night those their pages open with.

A question waits in its row until its answers are written with it, so that a kill loses nothing. The worker does it
beside the messages, and not under its engine, whose acts run one at a time: a long calculation must not hold them up.
"""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import structlog
from flask import Flask

from parcours_app.clock import Clock
from parcours_app.extensions import reading
from parcours_app.models import FigureQuestion
from parcours_app.queries.cohorts import usual_cohort
from parcours_app.queries.counted import cells
from parcours_app.queries.funnels import COMPARED
from parcours_app.queries.indicators import too_large, usual
from parcours_app.queries.prepared import Question, newest_entry
from parcours_app.queries.prepared_cohorts import COHORT, cohort_parts, cohort_question
from parcours_app.queries.prepared_rates import (
    EQUITY,
    INDICATORS,
    equity_parts,
    equity_question,
    indicator_parts,
    indicators_question,
)
from parcours_app.queries.series_known import SERIES, series_parts
from parcours_app.queries.withheld_days import decided, undecided
from parcours_app.scope import Viewer
from parcours_app.services import figures
from workflows.engine import Role

PAUSE = 5.0
# How each kind of question is answered, in parts. A new kind is one line.
CALCULATED: Mapping[str, Callable[[Viewer, FigureQuestion], Iterable[Mapping[str, Any]]]] = {
    INDICATORS: indicator_parts,
    EQUITY: equity_parts,
    COHORT: cohort_parts,
    SERIES: series_parts,
}


class Preparer:
    """Answers the questions that wait, the oldest first."""

    def __init__(self, app: Flask, clock: Clock) -> None:
        self._app, self._clock = app, clock

    def run(self, stopped: threading.Event) -> None:
        """Prepare whatever waits, until stopped; what is under way then is done again by the next worker."""
        while not stopped.is_set():
            try:
                done = self.pass_once()
            except Exception as error:  # noqa: BLE001 - a database away for a while must not end the thread
                structlog.get_logger().warning("figures_away", code=type(error).__name__)
                done = 0
            if not done:
                stopped.wait(PAUSE)

    def pass_once(self) -> int:
        """Prepare one question; how many were."""
        with self._app.app_context():
            with reading():
                question = figures.next_to_prepare()
            if question is None:
                return remember(self._clock)
            self._prepare(question)
            return 1

    def _prepare(self, question: FigureQuestion) -> None:
        now = self._clock.now()
        looking = _supervisor(now, self._clock.today(), question.organisation_id, question.region)
        try:
            with reading():
                position = newest_entry()
                found = list(CALCULATED[question.kind](looking, question))
        except Exception as error:  # noqa: BLE001 - one question that cannot be answered must not stop the others
            structlog.get_logger().exception("figures_failed", question=question.id)
            figures.failed(question.id, type(error).__name__)
            return
        figures.answered(question.id, position, found, now)


def remember(clock: Clock) -> int:
    """Decide what is withheld of the days remembered in one territory that lacks it; how many were.

    A new quarter, a new release or a recount leaves some to decide: a page would do it by itself, for some seconds.
    """
    today = clock.today()
    with reading():
        lacking = undecided(today)
        if lacking is None:
            return 0
        (organisation, region), state = lacking
        try:
            found = decided(_supervisor(clock.now(), today, organisation, region))
        except Exception:  # noqa: BLE001 - one territory that cannot be decided must not stop the others
            structlog.get_logger().exception("days_failed", organisation=organisation, region=region)
            found = {}
    figures.keep_withheld(organisation, region, **state, decisions=found)
    return 1


def ask_for_the_usual(viewer: Viewer) -> int:
    """Ask, for every territory that needs it, what its pages open with today; how many questions were asked."""
    figures.forget_provisional(viewer.today)
    questions = usual_questions(viewer.today)
    return sum(figures.want(looking, **question) for looking in territories(viewer) for question in questions)


def usual_questions(today: date) -> list[Question]:
    """What the pages open with on a day: indicators, organisations compared, the equity view, a cohort."""
    asked = usual(today)
    compared = replace(asked, by=COMPARED[:1])
    return [
        indicators_question(asked),
        indicators_question(compared),
        equity_question(asked),
        cohort_question(usual_cohort(today)),
    ]


def territories(viewer: Viewer) -> list[Viewer]:
    """Who looks at the territories that hold more people than a page can wait for: nation, regions, organisations."""
    found = []
    for name in ("", "region", "organisation"):
        counted = cells(viewer, viewer.today, viewer.today, (name,) if name else ())
        large = [key for key, counts in counted.items() if too_large(counts["persons"]) and None not in key]
        found += [
            _supervisor(viewer.now, viewer.today, **({name: str(key[0])} if name else {}))
            for key in sorted(large, key=str)
        ]
    return found


def _supervisor(now: datetime, today: date, organisation: str = "", region: str = "") -> Viewer:
    """Who reads the figures of a territory; both names empty for the nation."""
    return Viewer(Role.SUPERVISOR, now, today, organisation=organisation or None, region=region or None)
