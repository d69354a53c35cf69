"""Whose journal is replayed for a territory: everybody ever counted there, found without reading everybody else."""

from datetime import date

import pytest
from sqlalchemy import select, text

from parcours_app.extensions import db
from parcours_app.models import Case, CountDelta
from parcours_app.queries.replayed import ever_counted
from parcours_app.scope import Viewer, operator
from parcours_app.services.simulated_lives import Asked
from parcours_app.services.simulation import simulate
from tests.brute_force.questions import corrected, seeded
from workflows.engine import Role

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


def test_everybody_ever_counted_in_a_territory_is_found_by_its_index(session, clock):
    simulate(Asked(15, seed=20, until=date(2019, 6, 30)))
    corrected(clock, seeded(7), 10)
    deltas = db.session.execute(select(CountDelta.__table__)).all()
    assert set(db.session.scalars(ever_counted(operator(clock)))) == {delta.person_id for delta in deltas}
    region, house = db.session.execute(select(Case.region, Case.organisation_id).order_by(Case.id).limit(1)).one()
    for name, value in (("region", region), ("organisation", house)):
        looking = Viewer(Role.SUPERVISOR, clock.now(), clock.today(), **{name: value})
        column = name if name == "region" else "organisation_id"
        found = ever_counted(looking)
        assert set(db.session.scalars(found)) == {d.person_id for d in deltas if getattr(d, column) == value}
        sql = str(found.compile(db.engine, compile_kwargs={"literal_binds": True}))
        plan = " ".join(row.detail for row in db.session.execute(text(f"EXPLAIN QUERY PLAN {sql}")))
        assert f"INDEX ix_count_deltas_{column}_person_id" in plan
