"""Places in sessions: booked, waited for, found again, and never given twice, however they come back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import select

from parcours_app import seats
from parcours_app.extensions import db
from parcours_app.models import EpisodeRow, NoticeRow, TrainingSession
from parcours_app.queries.reconcile import differences
from parcours_app.scope import operator, viewer_of
from parcours_app.services.imports import import_offers
from parcours_app.services.moves import MoveRequest, make_move
from parcours_app.services.unit import unit_of_work
from tests.lheo import lheo, session, training
from tests.walks import Walk
from workflows.engine import Refused, Role

TODAY = "2026-06-15"


@pytest.fixture
def counsellor(make_account):
    return make_account(Role.COUNSELLOR)


def a_session(clock, places=1, **said):
    """The key of a session with so many places (None: the file does not say)."""
    extras = {} if places is None else {"places": places}
    with unit_of_work():
        pass
    import_offers(operator(clock), lheo(training(session(extras=extras), **{"rncp": "278", **said})))
    return db.session.scalars(select(TrainingSession.id).order_by(TrainingSession.created_at.desc())).first()


def oriented(counsellor, clock):
    return Walk(counsellor, clock).open("2026-02-02").orient("2026-02-09", "2026-03-02")


def booked(counsellor, clock, key, move="prescribe", **more):
    return oriented(counsellor, clock).move(move, TODAY, session=key, **more)


def facts(key):
    db.session.expire_all()
    return seats.facts(db.session(), db.session.get(TrainingSession, key))


def refused(call, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return [reason.guard for reason in caught.value.reasons]


def episode_of(walk):
    return walk.last.entry.data["episode"]


def test_a_booking_takes_what_the_catalogue_knows_and_one_place(counsellor, clock):
    key = a_session(clock, places=3, hours="420", funder="2")
    walk = booked(counsellor, clock, key)
    row = db.session.scalars(select(EpisodeRow).where(EpisodeRow.case_id == walk.case_id, EpisodeRow.seat)).one()
    assert (row.kind, row.provider, row.rncp, row.funder) == ("qualification", "Greta du Nord", "RNCP278", "region")
    assert (row.planned_start, row.planned_end) == (date(2026, 9, 7), date(2026, 12, 18))
    assert facts(key).left == 2
    assert list(differences()) == []


def test_a_session_in_the_words_of_its_provider_still_takes_no_place(counsellor, clock):
    walk = oriented(counsellor, clock).prescribe("qualification", TODAY, "2026-09-07", "2026-12-18", session="Automne")
    assert not db.session.scalars(select(EpisodeRow.seat).where(EpisodeRow.id == walk.episodes["qualification"])).one()


def test_a_full_session_is_refused_and_waiting_is_another_move(counsellor, clock):
    key = a_session(clock, places=1)
    booked(counsellor, clock, key)
    late = oriented(counsellor, clock)
    assert refused(late.move, "prescribe", TODAY, session=key) == ["seat_left"]
    late.move("waitlist", TODAY, session=key)
    assert (facts(key).taken, facts(key).waiting) == (1, 1)
    assert refused(late.move, "promote", TODAY, episode=episode_of(late)) == ["seat_left"]


def test_unknown_places_are_booked_with_a_reason_only(counsellor, clock):
    key = a_session(clock, places=None)
    walk = oriented(counsellor, clock)
    assert refused(walk.move, "prescribe", TODAY, session=key) == ["places_known"]
    walk.move("prescribe", TODAY, override="Confirmé au téléphone par le Greta", session=key)
    assert (facts(key).taken, facts(key).left) == (1, None)


@pytest.mark.parametrize("move", ["decline", "refuse", "no_place", "no_show", "cancel"])
def test_a_place_given_up_is_free_and_offered_to_who_waited_longest(counsellor, clock, move):
    key = a_session(clock, places=1)
    first = booked(counsellor, clock, key)
    waiting = [booked(counsellor, clock, key, "waitlist") for _ in range(2)]
    first.move(move, TODAY, episode=episode_of(first))
    told = db.session.scalars(select(NoticeRow).where(NoticeRow.kind == "waiting_list_seat")).one()
    assert (told.kind, told.case_id) == ("waiting_list_seat", waiting[0].case_id)
    assert (facts(key).taken, facts(key).waiting) == (0, 2)
    assert refused(waiting[1].move, "promote", TODAY, episode=episode_of(waiting[1])) == ["waiting_first"]
    assert refused(oriented(counsellor, clock).move, "prescribe", TODAY, session=key) == ["waiting_first"]
    waiting[0].move("promote", TODAY, episode=episode_of(waiting[0]))
    assert (facts(key).taken, facts(key).waiting) == (1, 1)
    assert list(differences()) == []


def test_who_came_before_may_be_passed_with_a_reason(counsellor, clock):
    key = a_session(clock, places=2)
    booked(counsellor, clock, key, "waitlist")
    booked(counsellor, clock, key, override="Entrée urgente, accord du Greta")
    assert facts(key).taken == 1


def test_leaving_frees_the_place(counsellor, clock):
    key = a_session(clock, places=1)
    booked(counsellor, clock, key).move("leave", TODAY, motive="moved")
    assert facts(key).taken == 0


def test_a_correction_frees_a_place_and_cannot_take_back_one_that_is_gone(counsellor, clock):
    key = a_session(clock, places=1)
    first = booked(counsellor, clock, key)
    declined = first.move("decline", TODAY, episode=episode_of(first)).last.entry.id
    booked(counsellor, clock, key)
    assert refused(first.correct, declined, void=True) == ["seat_left"]
    assert facts(key).taken == 1
    assert list(differences()) == []


def test_a_voided_booking_frees_the_place(counsellor, clock):
    key = a_session(clock, places=1)
    first = booked(counsellor, clock, key)
    first.correct(first.last.entry.id, void=True)
    assert facts(key).taken == 0


def test_a_case_cancelled_by_a_supervisor_holds_nothing(counsellor, clock, make_account):
    key = a_session(clock, places=1)
    supervisor = make_account(Role.SUPERVISOR, organisation="Mission locale de Test", region="11")
    booked(counsellor, clock, key).move("void", TODAY, by=supervisor, reason="Doublon")
    assert facts(key).taken == 0


def test_a_hundred_bookings_at_once_for_ten_places_give_exactly_ten(app, counsellor, clock, engine_name):
    key = a_session(clock, places=10)
    many = 100 if engine_name == "postgresql" else 20
    walks = [oriented(counsellor, clock) for _ in range(many)]

    def book(walk):
        with app.app_context():
            try:
                request = MoveRequest("prescribe", date.fromisoformat(TODAY), {"session": key})
                make_move(viewer_of(counsellor, clock), walk.case_id, request)
            except Refused as refusal:
                return [reason.guard for reason in refusal.reasons]
            finally:
                db.session.remove()
            return "booked"

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(book, walks))
    assert answers.count("booked") == 10
    assert all(answer == ["seat_left"] for answer in answers if answer != "booked")
    assert facts(key).taken == 10
    assert list(differences()) == []
