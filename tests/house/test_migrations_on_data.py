"""A migration that fills a column says what a replay of the journal says: nothing differs after it."""

from flask_migrate import downgrade, upgrade

from parcours_app.extensions import db
from parcours_app.models import Case
from parcours_app.queries.reconcile import differences
from parcours_app.services.recounting import recount
from tests.walks import Walk
from workflows.engine import Role

UNDATED = {"contract": "cdd", "starts_on": "2026-01-31"}


def test_checks_still_to_be_made_and_what_is_unsaid_are_filled_from_the_journal(app, make_account, clock):
    account = make_account(Role.COUNSELLOR)
    follow = lambda family, **person: Walk(account, clock, family_name=family, **person)  # noqa: E731
    left = follow("Sorti").open("2025-06-02").move("leave", "2025-11-30", motive="employment", job=UNDATED)
    left.move("check_employment", "2026-03-02", at_months="3", employed="unknown")
    told = follow("Corrigé").open("2025-06-02").move("leave", "2025-11-30", motive="own_request")
    told.move("check_employment", "2026-06-01", at_months="6", employed="yes")
    told.correct(told.last.entry.id, void=True)
    back = follow("Revenu").open("2025-06-02").move("leave", "2025-11-30", motive="own_request")
    back.move("reopen", "2026-02-02", reason="Retour")
    follow("Jeune", birth_date="2004-02-03").open(
        "2026-06-01", eligibility={"registered_jobseeker": True, "neet": True}
    )
    follow("Sans niveau", level=None).open("2026-06-01")
    db.session.commit()
    before = filled()
    assert {code for _months, _due, code in before} == {"exit_dates", "", "neet_proof", "level"}
    db.session.remove()
    downgrade(revision="0005")
    upgrade()
    assert filled() == before
    assert recount() == 5, "what the counts lost on the way down comes back from the journal, by parcours db project"
    assert list(differences()) == []


def filled():
    """What the migration fills, case by case."""
    cases = db.session.query(Case).order_by(Case.id)
    return [(case.check_months, case.check_due_on, case.omissions) for case in cases]
