"""Every indicator of the register against the naive ones, on a simulated programme corrected afterwards.

PARCOURS_BRUTE_FORCE_PEOPLE: how many people; PARCOURS_BRUTE_FORCE_DAYS: how many (D, K). A release takes more of both.
"""

import ast
import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from parcours_app.extensions import db
from parcours_app.queries.indicators import Asked as Question
from parcours_app.queries.indicators import in_groups
from parcours_app.scope import operator
from parcours_app.services.simulated_lives import Asked
from parcours_app.services.simulation import simulate
from tests.brute_force import naive_indicators, naive_stories, naive_units
from tests.brute_force.questions import UNTIL, corrected, figures, place, seeded
from tests.frozen import START
from workflows.indicators import DIMENSIONS, REGISTER

PEOPLE = int(os.environ.get("PARCOURS_BRUTE_FORCE_PEOPLE", "150"))
DAYS = int(os.environ.get("PARCOURS_BRUTE_FORCE_DAYS", "4"))
FIRST, EARLIEST = date(2018, 1, 1), date(2019, 6, 1)
NAIVE = ("naive_ledger", "naive_stories", "naive_totals", "naive_units")
TWINS = {"tests.brute_force", *(f"tests.brute_force.{name}" for name in NAIVE)}
on_sqlite = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


def drawn(rng, how_many, today):
    """So many (D, K), each with a period and two or three dimensions."""
    found = [(UNTIL, today, FIRST, UNTIL, some(rng))]
    while len(found) < how_many:
        on, known = (EARLIEST + timedelta(days=rng.randrange((today - EARLIEST).days)) for _ in range(2))
        since = FIRST + timedelta(days=rng.randrange((on - FIRST).days))
        found.append((on, known, since, since + timedelta(days=rng.randrange(30, 1500)), some(rng)))
    return found


def some(rng):
    return tuple(rng.sample(DIMENSIONS, rng.choice((2, 3))))


def answered(clock, question):
    """What the application says, on the whole and by the dimensions: {(code, dimensions): {values: row}}."""
    on, known, since, until, by = question
    asked = Question(since, until, on, known)
    return {
        (answer.indicator.code, answer.asked.by): {place(row, answer.asked.by): figures(row) for row in answer.rows}
        for answers in in_groups(operator(clock), list(REGISTER.values()), asked, (), by)
        for answer in answers
    }


def differing(clock, questions):
    """{(question, code, dimensions): {values: (ours, naive)}}, where the two disagree."""
    naive = naive_indicators.answers(db.session.connection(), questions)
    found = {}
    for question in questions:
        ours, theirs = answered(clock, question), naive[question]
        assert set(ours) == set(theirs), "an indicator of the register has no naive twin, or the reverse"
        for table, rows in ours.items():
            places = {*rows, *theirs[table]}
            apart = {p: (rows.get(p), theirs[table].get(p)) for p in places if rows.get(p) != theirs[table].get(p)}
            if apart:
                found[question, *table] = apart
    return found


@pytest.fixture(scope="module")
def programme(_bench):
    """A simulated programme, then entries corrected at random; gives its clock."""
    app, cleaner, clock = _bench
    clock.instant = START
    with app.app_context():
        simulate(Asked(PEOPLE, seed=40, until=UNTIL))
        corrected(clock, seeded(7), min(PEOPLE // 5, 400))
        yield clock
        db.session.remove()
    cleaner.clean()


@on_sqlite
def test_every_indicator_is_the_naive_one_whatever_the_days_the_period_and_the_breakdown(programme):
    questions = drawn(seeded(8), DAYS, programme.today())
    assert differing(programme, questions) == {}


@on_sqlite
def test_the_people_simulated_give_every_indicator_something_to_count(programme):
    told = answered(programme, (UNTIL, programme.today(), FIRST, UNTIL, ("region", "sex")))
    assert [code for code in REGISTER if told[code, ()][()][0] == 0] == []


@pytest.mark.parametrize("module", [naive_indicators, naive_units, naive_stories], ids=lambda module: module.__name__)
def test_the_naive_indicators_import_nothing_of_the_application(module):
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    modules |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    plain = {"collections", "datetime", "decimal", "itertools", "sqlalchemy"}
    assert {name for name in modules if name.partition(".")[0] not in plain} <= TWINS
