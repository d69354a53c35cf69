"""The same form sent ten times at the same instant, as a trembling hand or a slow network does: one entry."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select

from parcours_app.extensions import db
from parcours_app.models import EntryRow
from parcours_app.queries.reconcile import differences
from tests.web.counsellor.reading import form

pytestmark = pytest.mark.postgresql
COPIES = 10


@pytest.fixture(autouse=True)
def _on_postgresql(engine_name):
    if engine_name != "postgresql":
        pytest.skip("SQLite lets one writer in at a time: nothing races there")


def test_ten_copies_of_one_form_at_once_write_one_entry_and_all_lead_to_the_case(app, desk, follow):
    walk = follow()
    url = f"/counsellor/cases/{walk.case_id}/moves/pause"
    answers = {"effective_on": "2026-06-01", "category": "other", "until": "2026-06-30"}
    sent = {**form(desk.get(url)), **answers}
    cookie = desk.get_cookie(app.config["SESSION_COOKIE_NAME"])
    start = Barrier(COPIES)

    def copy(_n):
        browser = app.test_client()
        browser.set_cookie(cookie.key, cookie.value)
        start.wait()
        answer = browser.post(url, data=sent)
        return answer.status_code, answer.headers.get("Location")

    db.session.commit()
    with ThreadPoolExecutor(COPIES) as pool:
        answers = list(pool.map(copy, range(COPIES)))
    assert {status for status, _ in answers} == {302}, answers
    assert len({where for _, where in answers}) == 1
    db.session.rollback()
    written = (
        select(func.count()).select_from(EntryRow).where(EntryRow.case_id == walk.case_id, EntryRow.move == "pause")
    )
    assert db.session.scalar(written) == 1
    assert list(differences()) == []
