"""Whose journal is replayed for a territory, found without reading everybody else; months replayed as they stand."""

from datetime import date

import pytest
from sqlalchemy import select, text

from parcours_app.extensions import db
from parcours_app.models import Case, CountDelta
from parcours_app.queries import replayed
from parcours_app.queries.replayed import ever_counted
from parcours_app.queries.series import ENTRIES, STOCK, SUPPORTS, last_days, our_months
from parcours_app.queries.series_known import counts_known
from parcours_app.scope import Viewer
from parcours_app.services.simulated_lives import Asked
from parcours_app.services.simulation import simulate
from tests.brute_force.questions import corrected, seeded
from workflows.engine import Role

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


@pytest.fixture
def corrected_lives(session, clock):
    simulate(Asked(15, seed=20, until=date(2019, 6, 30)))
    corrected(clock, seeded(7), 10)
    return clock


def viewers(clock):
    region, house = db.session.execute(select(Case.region, Case.organisation_id).order_by(Case.id).limit(1)).one()
    wanted = ({}, {"region": region}, {"organisation": house})
    return [Viewer(Role.SUPERVISOR, clock.now(), clock.today(), **where) for where in wanted]


def test_everybody_ever_counted_in_a_territory_is_found_by_its_index(corrected_lives):
    deltas = db.session.execute(select(CountDelta.__table__)).all()
    everybody, regional, housed = viewers(corrected_lives)
    assert set(db.session.scalars(ever_counted(everybody))) == {delta.person_id for delta in deltas}
    for column, looking in (("region", regional), ("organisation_id", housed)):
        found, value = ever_counted(looking), looking.region or looking.organisation
        assert set(db.session.scalars(found)) == {d.person_id for d in deltas if getattr(d, column) == value}
        sql = str(found.compile(db.engine, compile_kwargs={"literal_binds": True}))
        plan = " ".join(row.detail for row in db.session.execute(text(f"EXPLAIN QUERY PLAN {sql}")))
        assert f"INDEX ix_count_deltas_{column}_person_id" in plan


def test_everybody_is_told_batch_by_batch_those_without_a_case_any_more_too(corrected_lives, monkeypatch):
    monkeypatch.setattr(replayed, "BATCH", 2)
    everybody = viewers(corrected_lives)[0]
    one = db.session.scalars(select(CountDelta).order_by(CountDelta.case_id, CountDelta.n).limit(1)).one()
    people = {*db.session.scalars(ever_counted(everybody)), "0"}
    one.person_id = "0"
    db.session.flush()
    told = list(replayed.histories(db.session(), everybody))
    assert len(told) == len(people)
    assert [cases for cases in told if not cases] == [{}]
    assert {case for cases in told for case in cases} == set(db.session.scalars(select(Case.id)))


def test_months_replayed_as_known_today_are_those_that_stand(corrected_lives):
    for looking in viewers(corrected_lives):
        for year in (2018, 2019):
            stand = {how: our_months(looking, how, last_days(year)) for how in (ENTRIES, STOCK, SUPPORTS)}
            assert counts_known(looking, year, corrected_lives.today()) == stand
    assert any(any(counts) for counts in stand.values())
