"""Copies of a walked person, for pages that count a crowd: the projections they carry are those of their journal."""

from parcours_app.queries.reconcile import differences
from tests.walks import Walk
from workflows.engine import Role


def test_copies_are_what_their_journal_says_and_go_on_alone(make_account, clock):
    one = (
        Walk(make_account(Role.COUNSELLOR), clock).open("2026-01-05").orient("2026-01-06", "2026-01-20", refresher=True)
    )
    one.prescribe("refresher", "2026-01-20", "2026-03-02", "2026-06-30").start("refresher", "2026-03-02")
    _one, second, _third = one.alike(3)
    second.complete("refresher", "2026-06-12")
    assert list(differences()) == []
