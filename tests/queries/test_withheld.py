"""What is withheld of a situation is read and decided once, and again as soon as anything more is counted."""

from dataclasses import replace
from datetime import date

import pytest

from parcours_app.extensions import db
from parcours_app.models import CountClosing
from parcours_app.queries import withheld as module
from parcours_app.queries.totals import tables
from parcours_app.scope import Viewer
from parcours_app.services.folding import fold
from parcours_app.services.simulated_lives import Asked
from parcours_app.services.simulation import simulate
from tests.brute_force.questions import corrected, seeded
from tests.sql_count import counted
from workflows.engine import Role

LAST = date(2019, 8, 31)
BREAKDOWNS = ((), ("region", "stage"), ("organisation",), ("sex",))


@pytest.fixture
def programme(session, clock):
    simulate(Asked(60, seed=20, until=LAST))
    return clock


@pytest.fixture
def nation(programme):
    return Viewer(Role.SUPERVISOR, programme.now(), programme.today())


def read(viewer, on=LAST):
    return tables(viewer, on, viewer.today, *BREAKDOWNS)


def anew(viewer):
    """The same, read as if nothing were kept."""
    module._kept.cache_clear()
    return read(viewer)


def test_what_is_withheld_is_read_once_while_nothing_more_is_counted(programme, nation):
    fold(programme.today())
    before = read(nation)
    with counted(db.engine) as asked:
        assert read(replace(nation, now=programme.now(), account="another")) == before
    assert len(asked) == 1  # one tells whether more is counted
    assert read(nation, date(2019, 7, 31)) != before


def test_a_region_is_read_beside_what_was_kept_of_the_nation(programme, nation):
    fold(programme.today())
    region = next(row.dimensions["region"] for row in read(nation)[1].rows)
    before = module._kept.cache_info().hits
    assert read(replace(nation, region=region))[0].total < read(nation)[0].total
    assert module._kept.cache_info().hits >= before + 2


def test_before_anything_is_folded_all_is_read_again(programme, nation):
    before = read(nation)
    with counted(db.engine) as asked:
        assert read(nation) == before
    assert len(asked) > 1


def test_whatever_comes_or_is_folded_the_answer_is_of_what_is_counted_now(programme, nation):
    fold(programme.today())
    rng, answers = seeded(4), [read(nation)]
    for step in range(8):
        corrected(programme, rng, 4)
        if step % 3 == 2:
            fold(programme.today())
        answers.append(read(nation))
        assert answers[-1] == anew(nation)
    assert answers[0] != answers[-1]


def test_a_lot_folded_late_is_told_by_the_closing_it_came_after(programme, nation):
    fold(programme.today())
    assert db.session.query(CountClosing).filter(CountClosing.lots > 0).count() == 0
    states = [module._found_state()]
    corrected(programme, seeded(5), 10)
    states.append(module._found_state())
    fold(programme.today())
    states.append(module._found_state())
    assert len({*states}) == len(states)
    assert db.session.query(CountClosing).filter(CountClosing.lots > 0).one().on == programme.today()


def test_a_page_is_of_one_state_and_other_work_asks_each_time(programme, nation, app):
    fold(programme.today())
    for method, begun, asked_once in (("GET", True, True), ("POST", True, False), ("GET", False, False)):
        with app.test_request_context(method=method):
            if begun:
                app.preprocess_request()
            with counted(db.engine) as asked:
                states = [module._state(), module._state()]
        assert states[0] == states[1]
        assert (len(asked) == 1) is asked_once, (method, begun)
