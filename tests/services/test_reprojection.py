"""Projections lost or older than the rules come back from the journal, whatever was stored in their place."""

from flask_migrate import downgrade, upgrade
from sqlalchemy import delete, select, update

from parcours_app.extensions import db
from parcours_app.models import Case, CountDelta, EpisodeRow, SeamRow
from parcours_app.queries.reconcile import differences
from parcours_app.services.recounting import recount
from parcours_app.services.reprojection import reproject
from parcours_app.services.simulated_lives import Asked
from parcours_app.services.simulation import simulate
from tests.brute_force.questions import UNTIL, corrected, seeded
from tests.walks import Walk
from workflows.engine import Role


def test_what_the_journal_tells_is_projected_again(session, clock, make_account):
    counsellor = make_account(Role.COUNSELLOR)
    for n in range(3):
        walk = Walk(counsellor, clock, family_name=f"Canari{n}").open("2026-01-05").orient("2026-01-12", "2026-02-02")
        walk.prescribe("qualification", "2026-01-28", "2026-02-09", "2026-07-10").start("qualification", "2026-02-09")
    session.execute(delete(SeamRow))
    session.execute(update(Case).values(sew_by=None, stage="between", current_kind=None))
    session.execute(update(EpisodeRow).values(provider="perdu"))
    session.commit()
    assert list(differences())
    seen = []
    assert reproject(seen.append) == 3
    assert seen == [3]
    db.session.expire_all()
    assert list(differences()) == []


def test_people_counted_before_the_traits_were_are_counted_by_them_again(app, session, clock):
    simulate(Asked(12, seed=20, until=UNTIL))
    corrected(clock, seeded(5), 6)
    session.remove()
    downgrade(revision="0011")
    upgrade()
    assert {name for difference in differences() for name in ("sex=", "provider=") if name in difference.where}
    assert recount() > 0
    assert list(differences()) == []
    assert recount() == 0


def test_people_counted_right_keep_their_deltas_entry_by_entry(session, clock, make_account):
    walk = Walk(make_account(Role.COUNSELLOR), clock).open("2026-01-05").orient("2026-01-12", "2026-02-02")
    walk.prescribe("qualification", "2026-01-28", "2026-02-09", "2026-07-10").start("qualification", "2026-02-09")
    before = session.execute(select(CountDelta.__table__)).all()
    assert len({row.seq for row in before}) > 1
    assert recount() == 0
    assert session.execute(select(CountDelta.__table__)).all() == before
