"""The list of seams says what the replay says, on the day it is read, whatever happened to the case."""

from datetime import date

import pytest

from parcours_app.extensions import db
from parcours_app.queries.case_file import case_file
from parcours_app.queries.seam_filters import Filters
from parcours_app.queries.seam_list import all_seams, seam_page
from parcours_app.scope import operator
from parcours_app.services.simulated_lives import Asked
from parcours_app.services.simulation import simulate
from tests.walks import Walk
from workflows.engine import Role


@pytest.fixture
def walk(make_account, clock):
    walk = (
        Walk(make_account(Role.COUNSELLOR), clock).open("2026-01-05").orient("2026-01-05", "2026-01-12", refresher=True)
    )
    walk.prescribe("refresher", "2026-01-12", "2026-01-20", "2026-03-31").start("refresher", "2026-01-20")
    return walk.complete("refresher", "2026-03-31")


def of(walk):
    db.session.rollback()
    listed = [line.seam for line in all_seams(walk.viewer, Filters()) if line.case == walk.case_id]
    return listed, list(case_file(walk.viewer, walk.case_id).seams)


def test_an_open_seam_counts_to_the_day_it_is_read_without_a_new_entry(walk, clock):
    for day in ("2026-04-01", "2026-06-15", "2026-09-30"):
        clock.set(day)
        listed, replayed = of(walk)
        assert listed == replayed
    assert (listed[-1].open, listed[-1].days) == (True, 183)


def test_paused_days_of_an_open_seam_are_left_out_as_they_pass(walk, clock):
    walk.move("pause", "2026-06-01", category="other", until="2026-08-31")
    for day in ("2026-06-15", "2026-07-01", "2026-09-30"):
        clock.set(day)
        listed, replayed = of(walk)
        assert listed == replayed
    assert listed[-1].days - listed[-1].net_days == 92


def test_a_booking_keeps_a_seam_possible_and_a_failed_one_gives_its_cause(walk, clock):
    clock.set("2026-04-10")
    walk.prescribe("qualification", "2026-03-20", "2026-04-20", "2026-09-30")
    listed, replayed = of(walk)
    assert (listed, listed[-1].seamless) == (replayed, None)
    walk.move("no_place", "2026-04-10", episode=walk.episodes["qualification"])
    clock.set("2026-04-25")
    listed, replayed = of(walk)
    assert (listed, listed[-1].cause) == (replayed, "no_place")


def test_an_exit_closes_the_seam_as_never_followed(walk):
    walk.move("leave", "2026-05-04", motive="moved")
    listed, replayed = of(walk)
    assert listed == replayed
    assert (listed[-1].open, listed[-1].before, listed[-1].cause) == (False, None, "exit")
    lines = list(all_seams(walk.viewer, Filters(state="closed")))
    assert [(line.state, line.outcome) for line in lines] == [("closed", "seamless"), ("closed", "never_followed")]


def test_every_seam_of_simulated_people_is_the_replayed_one(session, clock):
    simulate(Asked(40, seed=5, until=date(2026, 6, 1)))
    viewer = operator(clock)
    db.session.rollback()
    lines = list(all_seams(viewer, Filters()))
    assert len(lines) > 20
    for case in {line.case for line in lines}:
        replayed = list(case_file(viewer, case).seams)
        assert [line.seam for line in lines if line.case == case and not line.seam.ahead] == replayed


def test_pages_give_every_seam_once(session, clock):
    simulate(Asked(20, seed=6, until=date(2026, 6, 1)))
    viewer, place, seen = operator(clock), None, []
    whole = [(line.case, line.n) for line in all_seams(viewer, Filters())]
    while True:
        lines, place = seam_page(viewer, Filters(), 7, place)
        seen += [(line.case, line.n) for line in lines]
        if place is None:
            break
    assert seen == whole
