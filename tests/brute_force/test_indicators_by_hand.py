"""Lives that simulated people do not live, by hand and at random: the register and the naive indicators agree."""

import itertools
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.brute_force.naive_indicators import tabled
from tests.brute_force.naive_stories import story
from tests.brute_force.naive_totals import standing_entries
from tests.brute_force.naive_units import units_of
from tests.brute_force.questions import figures, place
from tests.workflows.case_builder import KARIM, SUPERVISOR, Case
from tests.workflows.walks import walks
from workflows.engine import Actor, Role
from workflows.indicators import REGISTER, evaluate
from workflows.standing import Standing

YEARS = date(2018, 1, 1), date(2024, 12, 31)
BLOCS = {"rncp": "RNCP38417", "blocs": ["B1", "B2"]}


def renewed():
    case = Case().orient()
    case.do("leave", "2022-03-01", motive="employment", job=job("2022-03-07", "2022-06-06"))
    case.do("check_employment", "2022-06-02", at_months=3, employed="yes", job=job("2022-06-07", "2022-08-31"))
    case.do("check_employment", "2022-09-02", at_months=6, employed="yes", job=job("2022-09-01", "2022-10-31"))
    return [case]


def found_later():
    case = Case().orient()
    case.do("leave", "2022-03-01")
    case.do("check_employment", "2022-06-01", at_months=3, employed="unknown")
    case.do("check_employment", "2022-09-02", at_months=6, employed="yes", job={"contract": "cdi"})
    return [case]


def undescribed():
    case = Case().orient()
    case.do("leave", "2022-03-01")
    case.do("check_employment", "2022-06-01", at_months=3, employed="yes")
    case.do("check_employment", "2022-09-02", at_months=6, employed="no")
    case.do("check_employment", "2023-03-01", at_months=12, employed="yes")
    return [case]


def dead_after_leaving():
    case = Case().orient()
    case.do("leave", "2022-03-01", motive="employment", job=job("2022-03-07", "2022-12-06"))
    case.do("leave", "2022-05-02", motive="death")
    return [case]


def back_twice():
    case = Case().orient()
    case.train("2022-02-10", "2022-04-29")
    case.do("leave", "2022-05-02")
    case.do("reopen", "2022-06-01")
    case.do("leave", "2022-06-10", motive="no_contact")
    case.do("reopen", "2022-09-01")
    case.train("2022-09-05", kind="qualification")
    return [case]


def merged():
    first = Case("2020-01-06", name="first").orient("2020-01-10", "2020-02-03")
    first.do("leave", "2020-02-10")
    first.do("check_employment", "2021-02-10", at_months=12, employed="no")
    second = Case(name="second", sex="f").orient()
    second.train("2022-02-10", "2022-04-30", prescribed="2022-01-20")
    second.do("merge", "2022-05-10", by=SUPERVISOR, into_case="first")
    return [first, second]


def come_again():
    first = Case("2020-01-06", name="first", age=24).orient("2020-01-10", "2020-02-03")
    first.train("2020-02-10", "2020-04-30")
    first.do("leave", "2020-05-04")
    first.do("check_employment", "2020-08-04", at_months=3, employed="no")
    first.do("check_employment", "2021-05-04", at_months=12, employed="no")
    second = Case("2021-05-05", name="second", age=26).orient("2021-05-10", "2021-06-01", refresher=False)
    second.train("2021-06-14", kind="qualification", **BLOCS)
    return [first, second]


def handed_over():
    case = Case().orient()
    case.train("2022-02-10", "2022-04-30", prescribed="2022-01-20", provider="GRETA", funder="region")
    case.do("request_handover", "2022-05-02")
    case.do("accept_handover", "2022-05-05", by=Actor(Role.COUNSELLOR, KARIM))
    case.train("2022-05-16", "2022-07-29", kind="qualification", prescribed="2022-04-20", provider="AFPA")
    return [case]


def blocs_one_by_one():
    case = Case().orient(refresher=False)
    for start, end, jury, got in (
        ("2022-03-01", "2022-06-30", "2022-07-15", ["B1"]),
        ("2022-09-01", "2022-11-30", "2022-12-15", ["B2"]),
    ):
        episode = case.train(start, end, kind="qualification", **BLOCS)
        case.do("record_result", jury, episode=episode, result="partial", blocs=got)
    return [case]


def absent_from_the_jury():
    case = Case().orient(refresher=False)
    episode = case.train("2022-03-01", "2022-06-30", kind="qualification", **BLOCS)
    case.do("record_result", "2022-07-15", episode=episode, result="absent")
    return [case]


def paused_over_the_end():
    case = Case().orient()
    episode = case.prescribe("2022-02-07", "2022-03-01", "2022-06-30")
    case.do("start", "2022-03-01", episode=episode)
    case.do("pause", "2022-06-20", until="2022-07-20")
    case.do("complete", "2022-08-05", episode=episode)
    case.train("2022-09-01", kind="qualification", prescribed="2022-08-05")
    return [case]


def redirected():
    case = Case().orient()
    case.train("2022-02-21")
    case.do("redirect", "2022-03-07")
    case.do("complete_orientation", "2022-03-21")
    case.do("start_support", "2022-04-19")
    return [case]


def job(first, last):
    return {"contract": "cdd", "starts_on": first, "ends_on": last}


LIVES = (
    renewed,
    found_later,
    undescribed,
    dead_after_leaving,
    back_twice,
    merged,
    come_again,
    handed_over,
    blocs_one_by_one,
    absent_from_the_jury,
    paused_over_the_end,
    redirected,
)


def raw(case):
    """The entries of a case as the naive reader finds them."""
    names = ("id", "seq", "move", "effective_on", "recorded_on", "data", "supersedes", "void")
    return [{name: getattr(entry, name) for name in names} for entry in case.entries]


def told(standings, on, code, by):
    """What the application says: {values: row}."""
    return {place(row, by): figures(row) for row in evaluate(REGISTER[code], [standings], on, YEARS, by)}


@pytest.mark.parametrize("life", LIVES, ids=lambda life: life.__name__)
def test_a_life_that_is_not_simulated_counts_alike_on_every_day_something_happened_and_much_later(life):
    cases = life()
    days = {entry.effective_on for case in cases for entry in case.entries}
    for on in sorted(days | {date(2022, 10, 30), date(2023, 3, 1), date(2024, 6, 1)}):
        agree(cases, on, date.max)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(walks(late=True, name="first"), walks(late=True, name="second"), st.data())
def test_two_cases_lived_at_random_as_one_person_count_alike(first, second, data):
    days = sorted({day for case in (first, second) for e in case.entries for day in (e.effective_on, e.recorded_on)})
    agree([first, second], date(2024, 6, 1), days[-1])
    agree([first, second], data.draw(st.sampled_from(days)), data.draw(st.sampled_from(days)))


def agree(cases, on, known):
    standings = [case.standing(on, known) if known_by(case, known) else Standing() for case in cases]
    stories = [story(case.name, standing_entries(raw(case), on, known)) for case in cases]
    naive = [units_of(stories, on)]
    for code, by in itertools.product(REGISTER, ((), ("organisation", "kind", "origin"))):
        assert told(standings, on, code, by) == tabled(code, naive, *YEARS, by), (on, known, code, by)


def known_by(case, known):
    return any(entry.recorded_on <= known for entry in case.entries)
