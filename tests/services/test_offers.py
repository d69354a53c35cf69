"""Importing offers: every element accounted for, the same file twice changes nothing, a newer one moves people."""

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import func, select

from parcours_app.extensions import db
from parcours_app.models import EpisodeRow, NoticeRow, Offer, OfferCode, TrainingSession
from parcours_app.queries.reconcile import differences
from parcours_app.readers.problems import UnusableFile
from parcours_app.scope import operator
from parcours_app.services.imports import import_offers
from tests.lheo import lheo, session, training
from tests.walks import Walk
from workflows.engine import Role

AUTUMN = session("S1", "20260907", "20261218", extras={"places": "2"})


@pytest.fixture
def viewer(session, clock):
    return operator(clock)


def count(table) -> int:
    return db.session.scalar(select(func.count()).select_from(table))


def only(table):
    return db.session.scalars(select(table)).one()


def told():
    """Who was told of what, in no order: the clock stands still, and keys of one moment have none."""
    return Counter(db.session.scalars(select(NoticeRow.kind)))


def totals(report):
    return {status: number for status, number in report.totals.items() if number}


def booked(account, clock, key, move="prescribe"):
    walk = Walk(account, clock).open("2026-02-02").orient("2026-02-09", "2026-03-02")
    return walk.move(move, "2026-06-15", session=key)


def test_every_offer_and_session_is_accounted_for_and_only_recorded_once(viewer):
    file = lheo(training(AUTUMN, session("S2"), rome=["K2204"]), training(session("S1"), number="F2"))
    assert totals(import_offers(viewer, file)) == {"created": 5}
    assert (count(Offer), count(TrainingSession), count(OfferCode)) == (2, 3, 1)
    assert totals(import_offers(viewer, file)) == {"unchanged": 5}


def test_a_dry_run_says_the_same_and_keeps_nothing(viewer):
    file = lheo(training(AUTUMN))
    dry = import_offers(viewer, file, dry_run=True)
    assert (count(Offer), count(TrainingSession)) == (0, 0)
    assert dry.outcomes == import_offers(viewer, file).outcomes


def test_a_bad_element_never_stops_the_others(viewer):
    wrong = session("S9", "20261218", "20260907")
    report = import_offers(viewer, lheo(training(wrong, AUTUMN), training(AUTUMN, number="F2", title="-")))
    assert totals(report) == {"created": 2, "rejected": 3}
    assert report.exit_code == 3


def test_the_same_number_twice_is_kept_once_and_said(viewer):
    report = import_offers(viewer, lheo(training(AUTUMN, AUTUMN), training(number="F1")))
    assert totals(report) == {"created": 2, "rejected": 2}


def test_the_same_numbers_of_two_providers_are_two_offers(viewer):
    other = training(AUTUMN, siret="21590350100017", provider="Ville de Lille")
    assert totals(import_offers(viewer, lheo(training(AUTUMN), other))) == {"created": 4}


def test_a_file_that_is_unusable_writes_nothing(viewer):
    with pytest.raises(UnusableFile):
        import_offers(viewer, lheo(training(AUTUMN))[:-30])
    assert count(Offer) == 0


def test_a_newer_file_updates_and_deletes_nothing_it_leaves_out(viewer):
    import_offers(viewer, lheo(training(AUTUMN, session("S2"))))
    report = import_offers(viewer, lheo(training(session("S1", "20260914", "20261218"), title="Propreté")))
    assert totals(report) == {"updated": 2}
    assert only(Offer).title == "Propreté"
    first, second = db.session.scalars(select(TrainingSession).order_by(TrainingSession.number))
    assert (first.starts_on, first.places) == (date(2026, 9, 14), 2)
    assert second.state == "open"


def test_a_session_moved_by_a_newer_file_moves_who_is_on_it_and_tells_them_and_their_counsellor(
    viewer, make_account, clock
):
    import_offers(viewer, lheo(training(AUTUMN)))
    booked(make_account(Role.COUNSELLOR), clock, only(TrainingSession).id)
    import_offers(viewer, lheo(training(session("S1", "20261005", "20270115"))))
    episode = db.session.scalars(select(EpisodeRow).where(EpisodeRow.seat)).one()
    assert (episode.planned_start, episode.planned_end) == (date(2026, 10, 5), date(2027, 1, 15))
    assert told() == Counter(["booking_made", "booking_moved", "session_moved"])
    assert list(differences()) == []


def test_a_session_its_file_cancels_is_cancelled_for_all_and_never_comes_back_by_silence(viewer, make_account, clock):
    import_offers(viewer, lheo(training(AUTUMN)))
    walk = booked(make_account(Role.COUNSELLOR), clock, only(TrainingSession).id)
    import_offers(viewer, lheo(training(session("S1", extras={"annulation": "1"}))))
    episode = db.session.scalars(select(EpisodeRow).where(EpisodeRow.case_id == walk.case_id, EpisodeRow.seat)).one()
    assert (episode.state, episode.motive) == ("cancelled", "session_cancelled")
    assert told() == Counter(["booking_made", "booking_cancelled", "session_cancelled"])
    import_offers(viewer, lheo(training(AUTUMN)))
    assert only(TrainingSession).state == "cancelled"
    assert list(differences()) == []
