"""Projections lost or older than the rules come back from the journal, whatever was stored in their place."""

from sqlalchemy import delete, update

from parcours_app.extensions import db
from parcours_app.models import Case, EpisodeRow, SeamRow
from parcours_app.queries.reconcile import differences
from parcours_app.services.reprojection import reproject
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
