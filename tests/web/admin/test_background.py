"""Scheduled work: the administrator sees who works, what ran, what failed, what waits, and what is not set up."""

import pytest

from parcours_app.jobs.schedule import SCHEDULE
from parcours_app.scope import operator
from parcours_app.services import lease, scheduled_runs
from parcours_app.services.notices import Notice, tell
from parcours_app.services.unit import unit_of_work

PAGE = "/admin/work"


@pytest.fixture
def ran(clock, session):
    def run(name, count, error=None):
        at = SCHEDULE[name].when.last(clock.now())
        scheduled_runs.end(scheduled_runs.begin(name, at, clock.now()), clock.now(), count, error)

    return run


def test_an_installation_without_worker_nor_mail_says_so(office):
    seen = office.get(PAGE).text
    assert "Le programme d’arrière-plan ne tourne pas" in seen
    assert "Aucun serveur de courrier n’est réglé" in seen
    assert seen.count("jamais encore") == len(SCHEDULE)


def test_the_last_runs_and_their_failures_are_shown(office, ran, clock):
    lease.hold("elsewhere:1", clock.now())
    ran("weekly_digest", 12)
    ran("next_steps", None, "OperationalError")
    seen = office.get(PAGE).text
    assert "tourne depuis le 15 juin 2026" in seen
    assert "fait le 15 juin 2026" in seen
    assert "en échec le 15 juin 2026" in seen
    assert "OperationalError" in seen


def test_what_waits_is_counted_with_its_age(office, nadia, clock, session):
    clock.advance(hours=-5)
    with unit_of_work() as work:
        for _ in range(3):
            tell(work, operator(clock), Notice("cases_assigned", None, nadia.id, {"count": 2}))
        tell(work, operator(clock), Notice("question_asked", None, "referent"))
    clock.advance(hours=5)
    seen = office.get(PAGE).text
    assert "5 heures" in seen
    assert "non envoyé : personne ne suit le dossier" in seen.replace("\xa0", " ")


def test_the_page_takes_six_statements_at_most(office, ran, count_queries):
    ran("weekly_digest", 1)
    with count_queries() as statements:
        office.get(PAGE)
    assert len(statements) <= 6
