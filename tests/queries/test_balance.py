"""The reconciliation over the stored deltas: the terms as defined, the people behind them, the small ones withheld."""

from datetime import date
from itertools import product

import pytest

from parcours_app.extensions import db
from parcours_app.models import CountDelta
from parcours_app.queries.balance import balances, behind_term
from parcours_app.queries.shown_balance import DAYS, SIGNS, terms_shown
from parcours_app.scope import operator
from parcours_app.services.simulated_lives import Asked
from parcours_app.services.simulation import simulate
from tests.brute_force.questions import UNTIL, corrected, seeded
from workflows.balance import STOCKS, TERMS, Balance, Change, Window, balance

DAY, LATER = date(2022, 6, 30), date(2022, 12, 31)
WINDOWS = (
    Window(date(2021, 12, 31), date(2022, 1, 31), date(2022, 12, 31), date(2023, 1, 31)),
    Window(date(2022, 12, 31), date(2022, 12, 31), date(2023, 6, 30), date(2026, 6, 15)),
)


def changes(stock):
    rows = db.session.query(CountDelta).filter_by(measure=stock.measure).all()
    kept = [row for row in rows if stock.stages is None or row.stage in stock.stages]
    return [Change(row.person_id, row.effective_on, row.recorded_on, row.amount) for row in kept]


def around_the_corrections():
    """Windows whose first day is one that a correction of 15 June 2026 changes."""
    learnt = date(2026, 6, 15)
    days = db.session.query(CountDelta.effective_on).filter_by(recorded_on=learnt).distinct().order_by("effective_on")
    return [Window(day, date(2026, 5, 1), UNTIL, learnt) for (day,) in days.limit(8)]


@pytest.fixture
def programme(session, clock):
    simulate(Asked(40, seed=20, until=UNTIL))
    corrected(clock, seeded(5), 25)
    return operator(clock)


def test_the_database_sums_what_the_definition_says(programme):
    corrected_terms = set()
    for window in (*WINDOWS, *around_the_corrections()):
        found = balances(programme, window)
        assert found == {code: balance(window, changes(stock)) for code, stock in STOCKS.items()}
        corrected_terms |= {each.added for each in found.values()} | {each.removed for each in found.values()}
        assert all(each.holds for each in found.values())
    assert corrected_terms > {0}


def test_each_term_lists_the_people_it_counts(programme):
    window = WINDOWS[1]
    found = balances(programme, window)
    for code, term in product(STOCKS, TERMS):
        page = behind_term(programme, code, term, window)
        assert page.after is None
        assert sum(amount for _case, amount in page.lines) == getattr(found[code], term), (code, term)
        assert all(case is not None for case, _amount in page.lines)


TOLD = {code: set() for code in STOCKS}


def withheld(**terms):
    found = {**dict.fromkeys(TERMS, 0), **terms}
    wider = Balance(**{**found, "opening": found["opening"] + 1000, "closing": found["closing"] + 1000})
    told = terms_shown({**dict.fromkeys(STOCKS, wider), "in_training": Balance(**found)}, TOLD)["in_training"]
    return {term for term, count in told.items() if count is None}


MASKS = {
    "nothing is small": ({"opening": 100, "entered": 20, "closing": 120}, set()),
    "one small term would be given back": (
        {"opening": 100, "entered": 3, "left": 20, "closing": 83},
        {"entered", "left"},
    ),
    "two small terms at an end of their range": (
        {"opening": 100, "entered": 1, "left": 10, "closing": 91},
        {"entered", "left", "closing"},
    ),
    "two small terms with a margin": ({"opening": 100, "entered": 3, "left": 5, "closing": 98}, {"entered", "left"}),
    "zero is shown": ({"opening": 20, "closing": 20}, set()),
}


@pytest.mark.parametrize("what", MASKS)
def test_a_small_term_is_withheld_and_cannot_be_subtracted(what):
    terms, expected = MASKS[what]
    assert withheld(**terms) == expected


@pytest.mark.parametrize(
    "terms", [{"added": 2, "closing": 69}, {"removed": 1, "closing": 66}, {"entered": 10, "closing": 77}]
)
def test_a_small_term_between_two_stocks_that_are_told_is_not_alone(terms):
    """With nothing but zeros beside it, one of them is withheld too: what is shown would give it back."""
    balance = Balance(**{**dict.fromkeys(TERMS, 0), "opening": 67, **terms})
    assert balance.holds
    told = terms_shown(dict.fromkeys(STOCKS, balance), TOLD)
    for code in ("persons", "entries"):
        hidden = [term for term, count in told[code].items() if count is None]
        assert len(hidden) == 2, code
        assert told[code]["opening"] == 67


@pytest.mark.parametrize(
    ("terms", "window", "beside"),
    [
        ({"entered": 3, "closing": 70}, Window(DAY, LATER, LATER, LATER), {"entered", "left"}),
        ({"removed": 2, "closing": 65}, Window(LATER, DAY, LATER, LATER), {"added", "removed"}),
        ({"entered": 3, "closing": 70}, Window(DAY, DAY, LATER, LATER), {"added", "entered"}),
    ],
)
def test_a_term_that_nothing_can_be_in_stands_beside_no_small_one(terms, window, beside):
    """Nothing is learnt between two days of knowledge that are one, and nothing happens between one day and itself."""
    balance = Balance(**{**dict.fromkeys(TERMS, 0), "opening": 67, **terms})
    told = terms_shown(dict.fromkeys(STOCKS, balance), TOLD, void=window.void)
    assert {term for term, count in told["persons"].items() if count is None} == beside


def test_a_part_that_leaves_a_small_rest_is_withheld():
    whole = Balance(100, 0, 0, 0, 0, 100)
    parts = {"followed": Balance(95, 0, 0, 0, 0, 95), "in_training": Balance(50, 0, 0, 0, 0, 50)}
    told = terms_shown({**dict.fromkeys(STOCKS, whole), **parts}, TOLD)
    assert (told["persons"]["opening"], told["followed"]["opening"]) == (100, None)
    assert told["in_training"]["closing"] == 50


def test_a_stock_that_the_totals_do_not_tell_is_withheld_with_another_term():
    balance = Balance(100, 0, 0, 20, 0, 120)
    told = terms_shown(dict.fromkeys(STOCKS, balance), {**TOLD, "followed": {"closing"}})
    assert [term for term, count in told["followed"].items() if count is None] == ["entered", "closing"]
    assert {told["entries"][day] for day in DAYS} == {100, 120}


def test_the_signs_are_those_of_the_equality():
    known = Balance(opening=50, added=3, removed=2, entered=20, left=11, closing=60)
    assert known.holds
    assert sum(sign * getattr(known, term) for term, sign in SIGNS.items()) == 0
