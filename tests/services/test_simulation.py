"""The simulation: what it writes is what the rules would have written, and the same seed writes it again."""

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import func, select

from parcours_app.extensions import db
from parcours_app.journal.counting import counted, due
from parcours_app.journal.hashing import GENESIS, chained
from parcours_app.journal.loading import entries_of, entries_of_cases, rows_of
from parcours_app.models import Case, CountDelta, EntryRow, EpisodeRow
from parcours_app.queries.reconcile import differences
from parcours_app.services.simulation import Asked, SeedUsed, simulate
from workflows.journal import replay
from workflows.stage import Stage

UNTIL = date(2026, 6, 15)


@pytest.fixture
def simulated(session):
    simulate(Asked(60, 7, UNTIL))
    return db.session


def test_every_projection_and_count_is_what_a_replay_gives(simulated):
    assert list(differences()) == []
    for person_id, case_id in simulated.execute(select(Case.person_id, Case.id)).all():
        wanted = due(entries_of_cases(simulated, [case_id]).values())
        assert +counted(simulated, person_id) == +wanted


def test_the_chain_of_every_case_is_whole(simulated):
    for case_id in simulated.scalars(select(Case.id)):
        previous = GENESIS
        for row, entry in zip(rows_of(simulated, case_id), entries_of(simulated, case_id), strict=True):
            previous = chained(previous, case_id, entry)
            assert row.hash == previous


def test_every_simulated_entry_is_accepted_in_its_place(simulated):
    for case in simulated.scalars(select(Case)):
        assert replay(entries_of(simulated, case.id)).stage == case.stage


def test_totals_by_stage_add_up_to_the_people_simulated(simulated):
    by_stage = dict(
        simulated.execute(
            select(CountDelta.stage, func.sum(CountDelta.amount))
            .where(CountDelta.measure == "persons")
            .group_by(CountDelta.stage)
        ).all()
    )
    counting = simulated.scalar(select(func.count(func.distinct(Case.person_id))).where(Case.counts))
    assert sum(by_stage.values()) == counting


def journals():
    """Every entry of every case; keys tell the order of writing in this process, not the lives."""
    columns = (EntryRow.id, EntryRow.case_id, EntryRow.seq, EntryRow.move, EntryRow.effective_on, EntryRow.recorded_at)
    return db.session.execute(select(*columns).order_by(EntryRow.case_id, EntryRow.seq)).all()


def test_the_same_seed_makes_the_same_journals_and_another_seed_others(session, _bench):  # noqa: PT019
    lives = []
    for seed in (5, 5, 6):
        simulate(Asked(25, seed, UNTIL))
        lives.append([row[2:] for row in sorted(journals(), key=lambda r: (r.recorded_at, r.case_id, r.seq))])
        db.session.remove()
        _bench[1].clean()
    assert lives[0] == lives[1] != lives[2]


def test_a_seed_simulated_twice_is_said(session):
    simulate(Asked(20, 5, UNTIL))
    with pytest.raises(SeedUsed):
        simulate(Asked(20, 5, UNTIL))


def test_every_stage_is_lived_and_the_losses_are_near_what_was_asked(session, engine_name):
    if engine_name != "sqlite":
        pytest.skip("one database is enough to measure rates")
    simulate(Asked(400, 1, UNTIL))
    stages = Counter(db.session.scalars(select(Case.stage)))
    assert set(stages) == set(Stage)
    states = Counter(db.session.scalars(select(EpisodeRow.state).where(EpisodeRow.kind != "orientation")))
    lost = sum(states[s] for s in ("no_show", "declined", "no_place", "refused", "cancelled"))
    begun = sum(states[s] for s in ("in_progress", "completed", "dropped_out", "interrupted"))
    assert 0.22 < lost / (lost + begun) < 0.40
    assert 0.03 < states["dropped_out"] / begun < 0.16
