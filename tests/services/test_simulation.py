"""The simulation: what it writes is what the rules would have written, and the same seed writes it again."""

from datetime import date

import pytest
from sqlalchemy import delete, func, select

from parcours_app.extensions import db
from parcours_app.journal.appending import write
from parcours_app.journal.counting import counted, due
from parcours_app.journal.hashing import GENESIS, chained
from parcours_app.journal.loading import entries_of, entries_of_cases, rows_of
from parcours_app.journal.projecting import CHILDREN
from parcours_app.journal.texts import Text
from parcours_app.models import Case, CountDelta, EntryRow, EntryText
from parcours_app.queries.reconcile import differences
from parcours_app.services.simulated_lives import Asked
from parcours_app.services.simulation import SeedUsed, simulate
from workflows.journal import replay

UNTIL = date(2026, 6, 15)


@pytest.fixture
def simulated(session):
    simulate(Asked(60, 7, UNTIL))
    return db.session


def test_every_projection_and_count_is_what_a_replay_gives(simulated):
    assert list(differences()) == []
    for person_id in simulated.scalars(select(Case.person_id).distinct()):
        cases = simulated.scalars(select(Case.id).where(Case.person_id == person_id)).all()
        wanted = due(entries_of_cases(simulated, cases).values())
        assert +counted(simulated, person_id) == +wanted


def test_a_count_is_explained_by_an_entry_of_its_day(simulated):
    """Written together, an entry into training and its end: the first added an entry, not the second."""
    happened = (EntryRow.case_id == CountDelta.case_id) & (EntryRow.seq == CountDelta.seq)
    added = func.sum(CountDelta.amount)
    query = select(EntryRow.move, EntryRow.effective_on, CountDelta.effective_on, added).join(EntryRow, happened)
    entries = query.where(CountDelta.measure == "entries").group_by(
        CountDelta.case_id, CountDelta.seq, CountDelta.effective_on, EntryRow.move, EntryRow.effective_on
    )
    found = simulated.execute(entries.having(added != 0)).all()
    assert {move for move, *_days, amount in found if amount > 0} == {"start"}
    assert all(told == counted for _move, told, counted, _amount in found)


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


def test_the_same_seed_makes_the_same_rows_and_another_seed_others(session, _bench):  # noqa: PT019
    chains = []
    for seed in (5, 5, 6):
        simulate(Asked(25, seed, UNTIL))
        # A hash covers every key, date, salt and datum of a journal.
        chains.append(db.session.scalars(select(EntryRow.hash).order_by(EntryRow.case_id, EntryRow.seq)).all())
        db.session.remove()
        _bench[1].clean()
    assert chains[0] == chains[1] != chains[2]


def test_rows_written_at_once_are_those_of_writing_entry_by_entry(session):
    """The same entries appended one at a time: the journal and the projections are equal, the counts add up alike."""
    simulate(Asked(6, 5, UNTIL))
    cases = session.scalars(select(Case).order_by(Case.opened_on, Case.id)).all()
    at_once = {case.id: (entries_of(session, case.id), texts_of(session, case.id)) for case in cases}
    stored = {case.id: rows_of_case(session, case.id) for case in cases}
    for model in (*CHILDREN, CountDelta, EntryText, EntryRow):
        session.execute(delete(model))
    session.expire_all()
    for case in cases:
        entries, texts = at_once[case.id]
        for n, entry in enumerate(entries):
            own = [text for seq, text in texts if seq == entry.seq]
            write(session, case, rows_of(session, case.id), entry, replay(entries[: n + 1]), own)
        assert rows_of_case(session, case.id) == stored[case.id]
    assert list(differences()) == []


def texts_of(session, case_id):
    rows = session.scalars(select(EntryText).where(EntryText.case_id == case_id))
    return [(row.seq, Text(row.field, row.text, row.salt, row.digest)) for row in rows]


def rows_of_case(session, case_id):
    """Everything stored of a case, apart from the count deltas, which one day of writing may add up."""
    session.flush()
    tables = (EntryRow, EntryText, *CHILDREN)
    found = {t.__tablename__: sorted(map(tuple, session.execute(of_case(t, case_id))), key=str) for t in tables}
    return {**found, "case": session.execute(select(Case.__table__).where(Case.id == case_id)).one()}


def of_case(model, case_id):
    return select(model.__table__).where(model.__table__.c.case_id == case_id)


def test_a_seed_simulated_twice_is_said(session):
    simulate(Asked(20, 5, UNTIL))
    with pytest.raises(SeedUsed):
        simulate(Asked(20, 5, UNTIL))
