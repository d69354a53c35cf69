"""The days before an end that sentences name are those of the pacts, never written twice."""

from dataclasses import replace

import pytest

from parcours_app.web.counsellor.caseload_choices import choices
from parcours_app.web.notice_words import notice
from workflows.pacts import PACTS, notice_days
from workflows.pacts.pact import NATIONAL_PACT


@pytest.fixture
def hurried(monkeypatch):
    """A pact that calls for the next step 20 days before the end, and never earlier than 60."""
    monkeypatch.setitem(PACTS, "pressé", replace(NATIONAL_PACT, code="pressé", notice=(60, 30, 20)))


def test_every_level_of_every_pact_is_told_once_in_order(hurried):
    assert (notice_days(0), notice_days(1), notice_days(-1)) == ((60,), (30,), (15, 20))


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_the_words_follow_the_pacts(app, hurried):
    with app.test_request_context():
        assert notice() == {"window": "60", "pressing": "30", "urgent": "15 ou 20"}
        said = choices([]).codes["seam"]
        assert "60 jours" in said["to_book"]
        assert "15 ou 20 jours" in said["urgent"]
