"""Many programs at once on one case, on PostgreSQL: one wins, nothing is written twice, nobody gets a failure."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select

from parcours_app.extensions import db
from parcours_app.models import EntryRow
from parcours_app.queries.reconcile import differences
from tests.api.program import PREFIX

# SQLite lets one writer in at a time: nothing races there.
pytestmark = [pytest.mark.postgresql, pytest.mark.parametrize("engine_name", ["postgresql"], indirect=True)]
PAIRS = 50


def together(program, case, requests):
    """Send the requests at the same instant; the statuses, in order."""
    start = Barrier(len(requests))

    def send(request):
        body, headers = request
        client = program.app.test_client(use_cookies=False)
        sent = {"Authorization": f"Bearer {program.token}", **headers}
        start.wait()
        with client.post(f"{PREFIX}/cases/{case}/moves", json=body, headers=sent) as answer:
            return answer.status_code, answer.json

    db.session.commit()
    with ThreadPoolExecutor(len(requests)) as pool:
        return list(pool.map(send, requests))


def pause(until):
    return {"move": "pause", "effective_on": "2026-06-01", "data": {"category": "other", "until": until}}


def written(case):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(EntryRow).where(EntryRow.case_id == case))


def test_of_fifty_pairs_of_moves_at_once_exactly_one_wins_each_time(program):
    case = program.case()["id"]
    support = {"level": "guided", "referent": "counsellor@example.org"}
    pair = (
        {"move": "start_support", "effective_on": "2026-06-01", "data": support},
        {"move": "end_support", "effective_on": "2026-06-01", "data": {"motive": "other"}},
    )
    for turn in range(PAIRS):
        version = turn + 1
        body = pair[turn % 2]
        answers = together(program, case, [(body, {"If-Match": str(version)})] * 2)
        assert sorted(status for status, _ in answers) == [201, 409], (turn, answers)
        loser = next(body for status, body in answers if status == 409)
        assert loser["version"] == version + 1
    assert written(case) == PAIRS + 1
    assert list(differences()) == []


def test_different_moves_at_once_on_one_version_let_one_in(program):
    case = program.case()["id"]
    requests = [(pause(f"2026-06-{day:02}"), {"If-Match": "1"}) for day in range(2, 12)]
    answers = together(program, case, requests)
    assert sorted(status for status, _ in answers) == [201, *[409] * 9]
    assert written(case) == 2


def test_the_same_form_sent_ten_times_at_once_writes_one_entry(program):
    case = program.case()["id"]
    requests = [(pause("2026-06-30"), {"If-Match": "1", "Idempotency-Key": "form-1"})] * 10
    answers = together(program, case, requests)
    assert [status for status, _ in answers] == [201] * 10
    assert len({str(body) for _, body in answers}) == 1
    assert written(case) == 2
    assert list(differences()) == []
