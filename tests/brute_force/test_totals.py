"""The folded totals against the naive ones, on a simulated programme and after retroactive corrections.

PARCOURS_BRUTE_FORCE_PEOPLE: how many people, 2,000 for a release; PARCOURS_BRUTE_FORCE_DAYS: how many (D, K).
"""

import os

import pytest

from parcours_app.extensions import db
from parcours_app.models import Case
from parcours_app.queries.reconcile import differences
from parcours_app.services.simulated_lives import Asked
from parcours_app.services.simulation import simulate
from tests.brute_force.questions import QUESTIONS, UNTIL, answers, corrected, drawn_days, naive, seeded
from tests.frozen import START

PEOPLE = int(os.environ.get("PARCOURS_BRUTE_FORCE_PEOPLE", "400"))
CORRECTIONS = PEOPLE // 10


@pytest.fixture(scope="module")
def programme(_bench):
    app, cleaner, clock = _bench
    clock.instant = START
    with app.app_context():
        simulate(Asked(PEOPLE, seed=20, until=UNTIL))
        yield clock
        db.session.remove()
    cleaner.clean()


def test_the_folded_totals_are_the_naive_ones_for_ten_days_as_known_on_ten_days(programme):
    days = drawn_days(seeded(3), UNTIL)
    asked = answers(programme, days)
    assert asked == naive(days)
    national = asked[UNTIL, UNTIL, ()][()]
    assert national[0] == db.session.query(Case.person_id).filter(Case.counts).distinct().count()
    assert [sum(counts) for counts in zip(*asked[UNTIL, UNTIL, ("region", "stage")].values(), strict=True)] == [
        *national
    ]


def test_retroactive_corrections_change_no_earlier_answer_and_later_ones_are_the_naive_ones(programme):
    rng = seeded(4)
    days = drawn_days(rng, UNTIL)
    before = answers(programme, days)
    corrected(programme, rng, CORRECTIONS)
    assert answers(programme, days) == before
    today = programme.today()
    later = [(on, today) for on, _known in days]
    after = answers(programme, later)
    assert after == naive(later)
    assert after != {(on, today, by): before[on, known, by] for on, known in days for by in QUESTIONS}
    assert list(differences()) == []
