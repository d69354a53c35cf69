"""A worker killed in the middle of a batch: nothing is lost, and a kill repeats one message at most.

PARCOURS_CRASHES=messages,kills plays the whole figure: 5000,20.
"""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from parcours_app.clock import SystemClock
from parcours_app.models import NoticeRow
from parcours_app.scope import operator
from parcours_app.services.notices import Notice, tell
from parcours_app.services.unit import unit_of_work

MESSAGES, KILLS = (int(number) for number in os.environ.get("PARCOURS_CRASHES", "40,1").split(","))
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def worker(settings, tmp_path, mailbox):
    """worker(arguments): a process of `parcours worker` on the same database; killed at the end whatever happens."""
    environment = {
        **os.environ,
        "PARCOURS_ENV": "test",
        "PARCOURS_HOME": str(tmp_path),
        "PARCOURS_DATABASE_URL": settings.database_url,
        "PARCOURS_SECRET_KEY": settings.secret_key,
        "PARCOURS_MAIL_URL": f"smtp://127.0.0.1:{mailbox.port}",
    }
    started = []

    def start(*arguments):
        command = [sys.executable, "-c", "import wsgi; wsgi.main()", "worker", *arguments]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
        started.append(process)
        return process

    yield start
    for process in started:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        process.wait()


@pytest.fixture
def written(counsellor, session):
    """The keys of MESSAGES messages waiting in the outbox, in order."""
    viewer = operator(SystemClock())
    with unit_of_work() as work:
        return [
            tell(work, viewer, Notice("cases_assigned", None, counsellor.id, {"count": 3})).id for _ in range(MESSAGES)
        ]


def wait_for(reached, process, seconds=240):
    end = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < end, "the worker is too slow"
        assert process.poll() is None, "the worker ended by itself"
        time.sleep(0.005)


@pytest.mark.timeout(3600)
def test_killed_at_any_moment_it_loses_nothing_and_repeats_at_most_once_per_kill(worker, written, mailbox, session):
    chance = random.Random(MESSAGES)  # noqa: S311 - moments, not secrets
    for kill in range(KILLS):
        process = worker()
        reach = (kill + 1) * MESSAGES // (KILLS + 1)
        wait_for(lambda: len(mailbox.received) >= reach, process)  # noqa: B023 - called before the next turn
        time.sleep(chance.random() * 0.05)
        process.send_signal(signal.SIGKILL)
        process.wait()
    last = worker()
    wait_for(lambda: len(mailbox.received) >= MESSAGES and set(mailbox.ids) == set(written), last, 3000)
    last.terminate()
    assert last.wait(timeout=60) == 0
    times = Counter(mailbox.ids)
    repeats = sum(times.values()) - len(times)
    print(f"{MESSAGES} messages, {KILLS} kills: {repeats} repeats")  # noqa: T201 - the figure to report
    assert repeats <= KILLS
    session.expire_all()
    assert session.query(NoticeRow).filter_by(state="sent").count() == MESSAGES
