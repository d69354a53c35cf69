"""The journal's proof: any entry changed, removed, slipped in or emptied of its text is found and named."""

import pytest
from sqlalchemy import delete, update

from parcours_app.extensions import db
from parcours_app.models import Case, EntryRow, EntryText
from parcours_app.queries.journal_check import first_break
from tests.walks import Walk
from workflows.engine import Role


@pytest.fixture
def walk(make_account, clock):
    walk = Walk(make_account(Role.COUNSELLOR), clock).open("2026-05-04").orient("2026-05-05", "2026-05-12")
    return walk.prescribe("qualification", "2026-05-12", "2026-05-18", "2026-07-31")


def check():
    db.session.commit()
    db.session.expire_all()
    return first_break()


def unlock(table):
    """Leave the second defence out: whoever tampers with a database can drop its triggers."""
    connection = db.session.connection()
    if connection.dialect.name == "postgresql":
        db.session.execute(db.text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        return
    query = db.text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :name")
    for (name,) in connection.execute(query, {"name": table}).all():
        connection.exec_driver_sql(f"DROP TRIGGER {name}")


def test_a_journal_nobody_touched_is_intact(walk):
    assert check() == (4, None)


TAMPERINGS = {
    "a day": (3, update(EntryRow).where(EntryRow.seq == 3).values(effective_on=db.text("'2026-05-13'"))),
    "a move": (3, update(EntryRow).where(EntryRow.seq == 3).values(move="void")),
    "its data": (4, update(EntryRow).where(EntryRow.seq == 4).values(data={"kind": "refresher"})),
    "who wrote it": (2, update(EntryRow).where(EntryRow.seq == 2).values(actor_role="supervisor")),
    "its hash": (2, update(EntryRow).where(EntryRow.seq == 2).values(hash="0" * 64)),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_an_entry_that_was_changed_is_named(walk, what):
    seq, damage = TAMPERINGS[what]
    unlock("entries")
    named = db.session.query(EntryRow).filter_by(seq=seq).one().id
    db.session.execute(damage)
    _read, broken = check()
    assert (broken.entry, broken.seq) == (named, seq)


def test_an_entry_removed_in_the_middle_or_at_the_end_is_noticed(walk):
    unlock("entries")
    db.session.execute(delete(EntryRow).where(EntryRow.seq == 4))
    _read, broken = check()
    assert (broken.entry, broken.seq) == (None, 4)
    unlock("entry_texts")
    db.session.execute(delete(EntryText))
    db.session.execute(delete(EntryRow).where(EntryRow.seq == 2))
    _read, broken = check()
    assert broken.seq == 3


def test_a_case_without_any_entry_is_noticed(walk, clock):
    other = Walk(walk.account, clock, given_name="Autre").open("2026-05-04")
    unlock("entries")
    db.session.execute(delete(EntryRow).where(EntryRow.case_id == other.case_id))
    _read, broken = check()
    assert broken.number == db.session.get_one(Case, other.case_id).number


def test_a_text_rewritten_is_noticed_and_a_text_erased_is_not_a_break(walk):
    unlock("entry_texts")
    db.session.execute(update(EntryText).values(text="Autre raison"))
    _read, broken = check()
    assert (broken.seq, "reason" in broken.wrong) == (3, True)
    db.session.execute(delete(EntryText))
    assert check() == (4, None)
