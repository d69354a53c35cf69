"""The scheduled work: run once per occurrence, made up for after an absence, its trace kept, its failure told."""

import pytest

from parcours_app.extensions import db
from parcours_app.jobs.schedule import Work
from parcours_app.jobs.times import Daily
from parcours_app.jobs.working import Scheduler
from parcours_app.models import ScheduledRun


@pytest.fixture
def runs(session):
    """runs(): (occurrence, outcome, count, error) of every run, in order."""

    def read():
        session.expire_all()
        found = session.query(ScheduledRun).order_by(ScheduledRun.due_at).all()
        said = [(run.due_at.strftime("%d %H:%M"), run.outcome, run.count, run.error) for run in found]
        session.commit()
        return said

    return read


@pytest.fixture
def scheduler(app, clock, session):
    """scheduler(function): one pass over a schedule of one daily work, at 7:00 in Paris."""

    def made(do):
        schedule = Scheduler(app, clock, {"work": Work("Work", Daily(7), do)})

        def once():
            db.session.commit()
            return schedule.pass_once(lambda _act, _key, name: schedule.work(name))

        return once

    return made


def test_a_work_runs_once_per_occurrence(scheduler, runs, clock):
    once = scheduler(lambda _viewer: 3)
    assert [once(), once()] == [1, 0]
    clock.set("2026-06-16", 6)
    assert once() == 0
    clock.set("2026-06-16", 7)
    assert once() == 1
    assert runs() == [("15 05:00", "done", 3, None), ("16 05:00", "done", 3, None)]


def test_an_absence_is_made_up_for_once(scheduler, runs, clock):
    once = scheduler(lambda _viewer: 0)
    once()
    clock.set("2026-06-20", 9)
    assert [once(), once()] == [1, 0]
    assert [line[0] for line in runs()] == ["15 05:00", "20 05:00"]


def test_a_failure_is_kept_by_its_class_and_the_next_occurrence_tries_again(scheduler, runs, clock):
    answers = [ValueError("Élodie Martin"), 5]

    def do(_viewer):
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    once = scheduler(do)
    once()
    clock.set("2026-06-16", 9)
    once()
    assert runs() == [("15 05:00", "failed", None, "ValueError"), ("16 05:00", "done", 5, None)]


def test_a_run_a_kill_interrupted_is_taken_up_under_the_same_key(scheduler, app, clock, runs):
    once = scheduler(lambda _viewer: 1)
    schedule = Scheduler(app, clock, {"work": Work("Work", Daily(7), lambda _viewer: 1)})
    with pytest.raises(KeyboardInterrupt):
        schedule.pass_once(lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    assert runs() == [("15 05:00", "running", None, None)]
    assert once() == 1
    assert runs() == [("15 05:00", "done", 1, None)]
