"""The terms of a reconciliation: where each change falls, and the equality that binds them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.balance import Balance, Change, Window, balance, window_of

MARCH, APRIL, MAY = date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31)
WINDOW = Window(since=MARCH, known_then=MARCH, until=APRIL, known=MAY)


def change(effective, recorded, amount=1, person="p"):
    return Change(person, date.fromisoformat(effective), date.fromisoformat(recorded), amount)


TERMS = {
    "known on the first day": ([change("2026-03-31", "2026-03-31")], Balance(1, 0, 0, 0, 0, 1)),
    "learnt afterwards about the first day": ([change("2026-03-31", "2026-04-01")], Balance(0, 1, 0, 0, 0, 1)),
    "removed afterwards": (
        [change("2026-03-01", "2026-03-01"), change("2026-03-01", "2026-05-02", -1)],
        Balance(1, 0, 1, 0, 0, 0),
    ),
    "moved to another day before the first": (
        [
            change("2026-03-01", "2026-03-01"),
            change("2026-03-01", "2026-05-02", -1),
            change("2026-03-09", "2026-05-02"),
        ],
        Balance(1, 0, 0, 0, 0, 1),
    ),
    "begun in between": ([change("2026-04-01", "2026-04-03")], Balance(0, 0, 0, 1, 0, 1)),
    "begun and ended in between": (
        [change("2026-04-01", "2026-04-03"), change("2026-04-20", "2026-04-20", -1)],
        Balance(0, 0, 0, 1, 1, 0),
    ),
    "another stage on the same day": (
        [change("2026-04-01", "2026-04-03"), change("2026-04-01", "2026-04-03", -1)],
        Balance(0, 0, 0, 0, 0, 0),
    ),
    "after the last day": ([change("2026-05-01", "2026-05-01")], Balance(0, 0, 0, 0, 0, 0)),
    "recorded after the last day of knowledge": ([change("2026-03-01", "2026-06-01")], Balance(0, 0, 0, 0, 0, 0)),
}


@pytest.mark.parametrize("what", TERMS)
def test_each_change_falls_in_its_term(what):
    changes, expected = TERMS[what]
    assert balance(WINDOW, changes) == expected


days = st.dates(date(2026, 1, 1), date(2026, 6, 30))
drawn = st.builds(Change, st.sampled_from("abc"), days, days, st.sampled_from([-2, -1, 1, 2]))


@given(st.lists(drawn), st.tuples(days, days).map(sorted), st.tuples(days, days).map(sorted))
def test_the_terms_explain_the_last_stock_whatever_the_changes(changes, situations, knowledge):
    window = Window(situations[0], knowledge[0], situations[1], knowledge[1])
    found = balance(window, changes)
    assert found.holds
    last = [c.amount for c in changes if c.effective_on <= window.until and c.recorded_on <= window.known]
    assert found.closing == sum(last)


def test_an_equality_that_does_not_hold_is_seen():
    assert not Balance(1, 0, 0, 1, 0, 1).holds


USUAL = {
    "nothing asked: this month so far": ({}, Window(APRIL, APRIL, date(2026, 5, 20), date(2026, 5, 20))),
    "an earlier last day": ({"until": APRIL}, Window(MARCH, MARCH, APRIL, date(2026, 5, 20))),
    "known before the first day": ({"known": MARCH}, Window(APRIL, MARCH, date(2026, 5, 20), MARCH)),
    "the first day there is": ({"until": date.min}, Window(date.min, date.min, date.min, date(2026, 5, 20))),
}


@pytest.mark.parametrize(("asked", "window"), USUAL.values(), ids=USUAL)
def test_the_usual_days_stand_for_those_that_are_not_asked(asked, window):
    assert window_of(asked, date(2026, 5, 20)) == window


def test_days_in_the_wrong_order_are_named():
    assert WINDOW.backwards == ()
    assert Window(since=MAY, known_then=MAY, until=APRIL, known=APRIL).backwards == ("until", "known")
