"""The seam ledger of the counsellor: every line leads to its case, filters live in the address, few statements."""

import pytest
from werkzeug.datastructures import MultiDict

from parcours_app.web.casework.seam_filters import offered


@pytest.fixture
def gaping(follow):
    walk = follow("2026-01-05").orient("2026-01-10", "2026-02-02", refresher=True)
    walk.prescribe("refresher", "2026-02-02", "2026-02-09", "2026-04-30").start("refresher", "2026-02-09")
    return walk.complete("refresher", "2026-04-30")


def test_a_gap_is_a_line_with_its_days_its_cause_to_give_and_its_owner(desk, gaping):
    page = desk.get("/counsellor/seams?state=open")
    assert "Rompue" in page.text
    assert "non expliquée" in page.text
    assert f"/counsellor/cases/{gaping.case_id}" in page.text
    assert "Martin" in page.text


def test_the_cause_given_on_the_case_shows_on_the_line_and_what_is_no_gap_leaves_the_open_ones(desk, gaping):
    shown = desk.get(f"/counsellor/cases/{gaping.case_id}")
    assert "Intervalle entre deux étapes" in shown.text
    data = {"effective_on": "2026-06-15", "after": gaping.episodes["refresher"], "cause": "funding", "version": "6"}
    assert desk.submit(f"/counsellor/cases/{gaping.case_id}/moves/settle_seam", data).status_code == 302
    assert "Financement" in desk.get("/counsellor/seams?cause=funding").text
    refused = desk.submit(
        f"/counsellor/cases/{gaping.case_id}/moves/settle_seam",
        {**data, "cause": "", "not_a_gap": "y", "version": "7"},
    )
    assert refused.status_code == 422
    said = {**data, "cause": "", "not_a_gap": "y", "reason": "Congé prévu", "version": "7"}
    assert desk.submit(f"/counsellor/cases/{gaping.case_id}/moves/settle_seam", said).status_code == 302
    assert "Aucune couture" in desk.get("/counsellor/seams?state=open").text
    assert "Pas une rupture" in desk.get("/counsellor/seams?state=not_a_gap").text
    assert "pas une rupture" in desk.get(f"/counsellor/cases/{gaping.case_id}").text


def test_what_is_asked_wrongly_is_left_out(desk, gaping):
    page = desk.get("/counsellor/seams?state=x&due=y&cause=z&owner=w&min_days=-1&sort=q&after=no~no~no")
    assert page.status_code == 200
    assert offered().filters(MultiDict({"state": "x", "min_days": "31"})).in_force == {"min_days": 31}


def test_the_list_of_what_is_due_this_week_takes_at_most_six_statements(desk, gaping, count_queries):
    with count_queries() as statements:
        page = desk.get("/counsellor/seams?due=week")
    assert page.status_code == 200
    assert len(statements) <= 6, statements
