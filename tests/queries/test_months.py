"""What counts gain month by month is what their deltas add up to, whatever was folded, as known on any day."""

from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from parcours_app.extensions import db
from parcours_app.models import Case, CountDelta, CountStock
from parcours_app.queries.months import gains
from parcours_app.queries.programme import programme
from parcours_app.queries.reconcile import differences
from parcours_app.queries.territory import bounds, kept_in
from parcours_app.scope import Viewer, bounded_by, operator
from parcours_app.services.folding import fold
from parcours_app.services.simulated_lives import Asked
from parcours_app.services.simulation import simulate
from tests.brute_force.questions import corrected, seeded
from workflows.calendar import end_of_month
from workflows.engine import Role

FIRST, LAST = date(2018, 3, 1), date(2019, 6, 30)


@pytest.fixture
def lives(session, clock):
    simulate(Asked(20, seed=20, until=LAST))
    return clock


def viewers(clock):
    """The operator, and supervisors of a region and of an organisation that have people."""
    region, house = db.session.execute(select(Case.region, Case.organisation_id).order_by(Case.id).limit(1)).one()
    now, today = clock.now(), clock.today()
    wanted = ({"region": region}, {"organisation": house})
    return (operator(clock), *(Viewer(Role.SUPERVISOR, now, today, **where) for where in wanted))


def added(viewer, deltas, measure, day, known):
    """The same question, asked of every delta."""
    found = {}
    for delta in deltas:
        mine = not viewer.region or delta.region == viewer.region
        mine = mine and (not viewer.organisation or delta.organisation_id == viewer.organisation)
        if mine and delta.measure == measure and delta.effective_on <= day and delta.recorded_on <= known:
            found.setdefault(delta.public, Counter())[end_of_month(delta.effective_on)] += delta.amount
    return told(found)


def told(found):
    kept = {public: {on: n for on, n in months.items() if n} for public, months in found.items()}
    return {public: months for public, months in kept.items() if months}


def agree(clock, rng):
    deltas = db.session.execute(select(CountDelta.__table__)).all()
    for day in (FIRST + timedelta(days=rng.randrange(480)), date(2019, 1, 31), date(2019, 2, 1)):
        for known in (day, day + timedelta(days=rng.randrange(90)), clock.today()):
            viewer, measure = rng.choice(viewers(clock)), rng.choice(("trained", "entries", "persons"))
            bounded = bounded_by(viewer)
            found = gains(measure, "public", bounds(bounded), day, known, kept_in(bounded))
            assert told(found) == added(viewer, deltas, measure, day, known), (day, known, measure)


def test_gains_are_those_of_the_deltas_before_between_and_after_folds_and_corrections(lives):
    rng = seeded(31)
    agree(lives, rng)
    fold(date(2019, 2, 12))
    agree(lives, rng)
    corrected(lives, rng, 12)
    agree(lives, rng)
    fold(date(2019, 2, 12))
    agree(lives, rng)
    fold(date(2019, 8, 1))
    agree(lives, rng)
    assert list(differences()) == []


def test_the_months_of_the_programme_read_no_delta_that_is_folded(lives, count_queries):
    asked = (operator(lives), date(2019, 3, 31), lives.today())
    before = programme(*asked)
    assert any(count for line in before.lines for _day, count in line.points)
    fold(date(2019, 8, 1))
    for delta in db.session.scalars(select(CountDelta).where(CountDelta.effective_on <= date(2019, 3, 31))):
        delta.measure = "elsewhere"
    db.session.commit()
    assert db.session.query(CountStock).filter_by(cuboid="months", on=date(2019, 3, 31)).count() > 0
    with count_queries() as statements:
        assert programme(*asked) == before
    assert len(statements) <= 4
