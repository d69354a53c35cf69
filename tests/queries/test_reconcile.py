"""Reconcile sees every projection and every count that does not say what the journal says, and nothing else."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, update

from parcours_app.extensions import db
from parcours_app.models import Case, CountDelta, EntryRow, EpisodeRow, PausedDay, PauseRow, SeamRow, SupportRow
from parcours_app.queries.reconcile import UnknownCase, differences
from tests.walks import Walk
from workflows.engine import Role


@pytest.fixture
def walk(make_account, clock):
    walk = (
        Walk(make_account(Role.COUNSELLOR), clock).open("2026-05-04").orient("2026-05-05", "2026-05-12", refresher=True)
    )
    walk.prescribe("refresher", "2026-05-12", "2026-05-18", "2026-07-31").start("refresher", "2026-05-18")
    walk.move("pause", "2026-05-25", category="other", until="2026-05-29")
    return walk.move("start_support", "2026-05-26", level="guided", referent=walk.account.email)


def found(case=None):
    db.session.commit()
    db.session.expire_all()
    return list(differences(case))


def test_nothing_differs_after_real_moves_and_corrections(walk, clock):
    clock.advance(days=2)
    walk.move("end_support", "2026-06-10", motive="other")
    walk.correct(walk.last.entry.id, effective_on=date(2026, 6, 9))
    walk.move("redirect", "2026-06-12", requested_kind="orientation", decision="accepted", reason="Autre métier")
    assert found() == []


DAMAGES = {
    "cases.stage": update(Case).values(stage="between"),
    "cases.version": update(Case).values(version=Case.version + 1),
    "cases.paused_until": update(Case).values(paused_until=date(2026, 6, 1)),
    "episodes 2": update(EpisodeRow).where(EpisodeRow.n == 2).values(provider="Autre"),
    "episodes 1": delete(EpisodeRow).where(EpisodeRow.n == 1),
    "pauses 1": update(PauseRow).values(until=date(2026, 5, 28)),
    "paused_days": delete(PausedDay).where(PausedDay.day == date(2026, 5, 26)),
    "seams 1": update(SeamRow).where(SeamRow.n == 1).values(days=7),
    "supports 1": update(SupportRow).values(level="reinforced"),
}


@pytest.mark.parametrize("where", DAMAGES)
def test_a_projection_that_was_touched_is_named(walk, where):
    db.session.execute(DAMAGES[where])
    told = found()
    assert len(told) == 1
    assert where.split()[0] in told[0].where
    assert told[0].stored != told[0].replayed


def test_a_projection_with_a_row_too_many_is_named(walk):
    extra = {"case_id": walk.case_id, "n": 2, "since": date(2026, 6, 1), "until": date(2026, 6, 2), "category": "other"}
    db.session.add(PauseRow(**extra))
    assert ["nothing" in difference.replayed for difference in found()] == [True]


@pytest.mark.parametrize(
    "damage",
    [
        delete(CountDelta).where(CountDelta.n == 1),
        update(CountDelta).where(CountDelta.n == 2).values(region="93"),
        update(CountDelta).where(CountDelta.n == 2).values(recorded_on=date(2026, 6, 1)),
        update(CountDelta).where(CountDelta.n == 2).values(amount=5),
    ],
)
def test_a_count_that_was_touched_is_named(walk, damage):
    db.session.execute(damage)
    told = found()
    assert told
    assert all("person" in difference.where for difference in told)


def test_a_count_recorded_on_another_day_is_seen_after_a_correction_too(walk, clock):
    clock.advance(days=3)
    walk.correct(walk.last.entry.id, effective_on=date(2026, 5, 27))
    assert found() == []
    db.session.execute(update(CountDelta).where(CountDelta.n == 2).values(recorded_on=clock.today()))
    assert found()


def test_a_journal_that_cannot_be_replayed_is_named_with_its_entry(walk):
    start = next(row.id for row in db.session.query(EntryRow) if row.move == "start")
    db.session.execute(update(EntryRow).where(EntryRow.id == start).values(move="complete"))
    told = found()
    assert [start in difference.replayed for difference in told] == [True]


def test_one_case_is_reconciled_alone_by_id_or_number(walk, clock):
    other = Walk(walk.account, clock, given_name="Autre").open("2026-05-04")
    db.session.execute(update(Case).where(Case.id == other.case_id).values(stage_since=date(2026, 5, 5)))
    number = db.session.get_one(Case, other.case_id).number
    assert found(walk.case_id) == []
    assert len(found(other.case_id)) == len(found(number)) == 1
    with pytest.raises(UnknownCase):
        found("nowhere")


def test_many_people_are_read_by_batches_with_few_statements(walk, clock, count_queries):
    for n in range(3):
        Walk(walk.account, clock, given_name=f"Personne {n}", birth_date=str(date(1990, 1, 1) + timedelta(n))).open(
            "2026-05-04"
        )
    db.session.commit()
    with count_queries() as statements:
        assert list(differences()) == []
    assert len(statements) <= 12
