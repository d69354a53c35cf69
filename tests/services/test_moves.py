"""Writing on a case: one entry, one version, one answer per key; a refusal leaves nothing behind."""

from copy import copy
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from parcours_app.extensions import db
from parcours_app.journal.hashing import GENESIS, chained
from parcours_app.journal.loading import entries_of, rows_of
from parcours_app.models import Case, CountDelta, EntryRow, EntryText, EpisodeRow, IdempotencyKey, PausedDay
from parcours_app.queries.case_file import case_file, journal_lines
from parcours_app.queries.reconcile import differences
from parcours_app.scope import Invisible, viewer_of
from parcours_app.services.corrections import Superseded
from parcours_app.services.moves import MoveRequest, make_move
from parcours_app.services.people import create_person, update_contact
from parcours_app.services.refusals import KeyReused, SamePerson, Stale
from tests.walks import PERSON, Walk
from workflows.engine import Refused, Role


@pytest.fixture
def counsellor(make_account):
    return make_account(Role.COUNSELLOR)


@pytest.fixture
def walk(counsellor, clock):
    walk = Walk(counsellor, clock).open("2026-05-04").orient("2026-05-05", "2026-05-12")
    return walk.prescribe("qualification", "2026-05-12", "2026-05-18", "2026-07-31", rncp="RNCP37680")


def written() -> int:
    return db.session.scalar(select(func.count()).select_from(EntryRow))


def test_a_move_is_one_entry_and_one_version(walk):
    before = written()
    walk.start("qualification", "2026-05-18")
    assert written() == before + 1
    file = case_file(walk.viewer, walk.case_id)
    assert (file.standing.stage, file.case.stage, file.case.version) == ("qualification", "qualification", before + 1)
    assert file.case.current_planned_end == date(2026, 7, 31)


def test_a_move_writes_again_only_the_rows_it_changes(walk, count_queries):
    episode, seam = walk.episodes["qualification"], date(2026, 5, 18)
    with count_queries() as statements:
        walk.start("qualification", seam.isoformat())
    written_to = {s.split()[2] for s in statements if s.startswith(("INSERT", "DELETE"))}
    assert written_to == {"entries", "episodes", "seams", "count_deltas"}
    assert len(statements) <= 16
    assert db.session.scalar(select(EpisodeRow.started_on).where(EpisodeRow.id == episode)) == seam


def test_an_old_version_is_stale_and_writes_nothing(walk):
    request = MoveRequest("start", date(2026, 5, 18), {"episode": walk.episodes["qualification"]}, version=2)
    before = written()
    with pytest.raises(Stale) as stale:
        make_move(walk.viewer, walk.case_id, request)
    assert (stale.value.version, written()) == (before, before)


def test_a_repeated_request_gives_the_same_answer_and_another_body_is_refused(walk):
    request = MoveRequest("start", date(2026, 5, 18), {"episode": walk.episodes["qualification"]}, key="k")
    first = make_move(walk.viewer, walk.case_id, request)
    again = make_move(walk.viewer, walk.case_id, request)
    assert (again.entry, again.repeated) == (first.entry, True)
    with pytest.raises(KeyReused):
        make_move(walk.viewer, walk.case_id, MoveRequest("start", date(2026, 5, 19), request.data, key="k"))


def test_a_refusal_frees_its_key_and_leaves_nothing(walk):
    before = written()
    with pytest.raises(Refused):
        make_move(walk.viewer, walk.case_id, MoveRequest("resume", date(2026, 5, 20), {}, key="k"))
    assert (written(), db.session.scalar(select(func.count()).select_from(IdempotencyKey))) == (before, 0)


def test_another_organisations_case_is_invisible(walk, make_account, clock):
    stranger = make_account(Role.COUNSELLOR, email="x@example.org", organisation="Ailleurs", region="53")
    with pytest.raises(Invisible):
        make_move(viewer_of(stranger, clock), walk.case_id, MoveRequest("pause", date(2026, 5, 20), {}))
    with pytest.raises(Invisible):
        case_file(viewer_of(stranger, clock), walk.case_id)


def test_free_text_leaves_the_entry_for_an_erasable_row_and_the_chain_survives_its_erasure(walk):
    texts = db.session.scalars(select(EntryText)).all()
    assert [text.text for text in texts] == ["Niveau vérifié"]
    stored = str([row.data for row in rows_of(db.session, walk.case_id)])
    assert "Niveau vérifié" not in stored
    for text in texts:
        db.session.delete(text)
    db.session.commit()
    previous = GENESIS
    for row, entry in zip(rows_of(db.session, walk.case_id), entries_of(db.session, walk.case_id), strict=True):
        previous = chained(previous, walk.case_id, entry)
        assert row.hash == previous
    assert [line.texts for line in journal_lines(walk.viewer, walk.case_id) if line.texts] == []


def test_a_correction_moves_a_date_and_keeps_the_old_entry(walk, clock):
    start = walk.start("qualification", "2026-05-20").last.entry
    walk.correct(start.id, effective_on=date(2026, 5, 18))
    file = case_file(walk.viewer, walk.case_id)
    episode = file.standing.episodes[walk.episodes["qualification"]]
    assert (episode.started_on, file.seams[0].days) == (date(2026, 5, 18), 6)
    lines = journal_lines(walk.viewer, walk.case_id)
    assert [line.live for line in lines if line.entry.move == "start"] == [False, True]
    with pytest.raises(Superseded) as superseded:
        walk.correct(start.id, effective_on=date(2026, 5, 19))
    assert superseded.value.live == lines[-1].entry.id


def test_a_correction_that_breaks_what_follows_names_the_entry_that_no_longer_holds(walk):
    start = walk.start("qualification", "2026-05-18").last.entry
    done = walk.complete("qualification", "2026-06-10").last.entry
    with pytest.raises(Refused) as refused:
        walk.correct(start.id, effective_on=date(2026, 6, 12))
    assert refused.value.entry == done.id
    with pytest.raises(Refused) as refused:
        walk.correct(start.id, void=True)
    assert refused.value.entry == done.id


def test_a_correction_that_would_make_a_second_live_case_is_refused_in_words(walk):
    """A death recorded by mistake, and a new case opened meanwhile."""
    walk.move("leave", "2026-05-20", motive="death")
    left, other = walk.last.entry, copy(walk)
    assert not case_file(walk.viewer, walk.case_id).case.live
    other.open("2026-06-01")
    before = written()
    with pytest.raises(Refused) as refused:
        walk.correct(left.id, void=True)
    assert refused.value.reasons[0].guard == "no_live_case"
    assert "Close the other case first" in refused.value.reasons[0].remedy
    assert written() == before
    other.move("leave", "2026-06-02", motive="death")
    walk.correct(left.id, void=True)
    assert case_file(walk.viewer, walk.case_id).case.live


def test_a_closed_month_is_corrected_by_a_supervisor_only(walk, make_account, clock):
    start = walk.start("qualification", "2026-05-18").last.entry
    clock.set("2026-09-15")
    with pytest.raises(Refused) as refused:
        walk.correct(start.id, effective_on=date(2026, 5, 19))
    assert [reason.guard for reason in refused.value.reasons] == ["closed_month"]
    supervisor = make_account(Role.SUPERVISOR, organisation="Mission locale de Test", region="11")
    walk.correct(start.id, by=supervisor, effective_on=date(2026, 5, 19))
    assert case_file(walk.viewer, walk.case_id).standing.in_progress[0].started_on == date(2026, 5, 19)


def test_a_retroactive_correction_changes_no_earlier_answer(walk, clock):
    walk.start("qualification", "2026-05-20")
    known = clock.today()
    before = case_file(walk.viewer, walk.case_id, known, known).standing
    clock.advance(days=1)
    walk.correct(walk.last.entry.id, effective_on=date(2026, 5, 18))
    after = case_file(walk.viewer, walk.case_id, known, known).standing
    assert after.episodes == before.episodes


def test_the_clock_of_the_journal_never_steps_back(walk, clock):
    clock.advance(hours=-2)
    walk.start("qualification", "2026-05-18")
    instants = [row.recorded_at for row in rows_of(db.session, walk.case_id)]
    assert instants == sorted(instants)


def test_the_database_refuses_overlapping_pauses_and_a_second_live_case(walk):
    walk.move("pause", "2026-05-14", until="2026-05-15", category="other")
    db.session.add(PausedDay(case_id=walk.case_id, day=date(2026, 5, 15), n=2))
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()
    case = db.session.get_one(Case, walk.case_id)
    twin = {c.name: getattr(case, c.name) for c in Case.__table__.columns} | {"id": "twin", "number": "twin"}
    db.session.add(Case(**twin))
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_a_second_live_case_is_refused_in_words(walk):
    with pytest.raises(Refused) as refused:
        walk.open("2026-06-01")
    assert [reason.guard for reason in refused.value.reasons] == ["no_live_case"]


def test_counts_are_the_same_as_a_replay_gives(walk, clock, session):
    walk.start("qualification", "2026-05-18").complete("qualification", "2026-06-10")
    walk.correct(walk.last.entry.id, effective_on=date(2026, 6, 11))
    assert list(differences()) == []
    sums = dict.fromkeys(("persons", "entries", "trained"), 0)
    for delta in db.session.scalars(select(CountDelta)):
        sums[delta.measure] += delta.amount
    assert sums == {"persons": 1, "entries": 1, "trained": 1}


def test_the_same_identifier_and_birth_date_is_the_same_person(walk):
    update_contact(walk.viewer, walk.person.id, {"ft_id": "1234567A"})
    with pytest.raises(SamePerson) as same:
        create_person(walk.viewer, {**PERSON, "given_name": "Elodie", "ft_id": "1234567a"})
    assert same.value.person.id == walk.person.id
    twin, alike = create_person(walk.viewer, {**PERSON, "given_name": "ELODIE"})
    assert [person.id for person in alike] == [walk.person.id]
    assert twin.id != walk.person.id


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("birth_date", "2000-02-30"),
        ("birth_date", 20000230),
        ("email", "nobody"),
        ("ft_id", "00000000"),
        ("level", {"scheme": "ft", "code": "NV9"}),
        ("level", "3"),
        ("situations", ["rich"]),
        ("situations", [{}]),
        ("given_name", "\ud800"),
        ("family_name", "x" * 101),
        ("region", "99"),
        ("diploma_obtained", "yes"),
    ],
)
def test_a_bad_field_is_named_and_nothing_is_recorded(walk, field, value):
    with pytest.raises(Refused) as refused:
        create_person(walk.viewer, {**PERSON, field: value})
    assert [reason.guard for reason in refused.value.reasons] == [f"data:{field}"]
