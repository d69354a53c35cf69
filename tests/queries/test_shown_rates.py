"""What may be read of an indicator, inside and in public."""

from dataclasses import replace
from datetime import date
from itertools import combinations, product

import pytest

from parcours_app.queries.crossed import CROSSED
from parcours_app.queries.figure_sheets import indicators_sheet
from parcours_app.queries.indicators import Answer, Asked, indicators, named
from parcours_app.queries.shown_rates import public, shown, with_rows
from parcours_app.queries.totals import totals
from parcours_app.queries.withheld import withheld_from
from parcours_app.scope import Viewer
from parcours_app.services.simulated_lives import Asked as Lives
from parcours_app.services.simulation import simulate
from workflows.disclosure import unsettled
from workflows.engine import Role
from workflows.indicators import REGISTER, Row
from workflows.indicators.rates import share

pytestmark = pytest.mark.usefixtures("session")
YEAR = Asked(date(2025, 1, 1), date(2025, 12, 31), date(2026, 6, 15), date(2026, 6, 15))


def answer(numerator, denominator, name="completion", asked=YEAR, dimensions=None):
    here = ("11", "a", "a", None)
    units = {(*here, "met", ""): numerator, (*here, "unmet", ""): denominator - numerator}
    rate = share(numerator, denominator)
    row = Row(dimensions or {}, numerator, denominator, rate, open=0, paused=0, immature=0, details={}, units=units)
    return Answer(REGISTER[name], asked, (row,), (replace(row, dimensions={**row.dimensions, "year": 2025}),))


def test_a_share_is_public_from_sixty_units_on():
    ((_few, (few,)),), ((_enough, (enough,)),) = public([answer(40, 59)]), public([answer(40, 60)])
    assert (few.numerator, few.denominator, few.rate, few.masked) == (None, 59, None, True)
    assert (enough.numerator, enough.denominator, enough.masked) == (40, 60, False)


def test_a_count_is_public_below_sixty():
    ((_answer, (row,)),) = public([answer(15, 15, "entries")])
    assert row.numerator == 15


def test_what_the_totals_withhold_is_read_once_for_all_that_count_the_same(clock, count_queries):
    viewer, asked = Viewer(Role.SUPERVISOR, clock.now(), clock.today()), replace(YEAR, since=date.min, by=("region",))
    region = {"region": "11"}
    with count_queries() as once:
        with_rows(viewer, [answer(40, 60, "entries", asked, region)])
    with count_queries() as often:
        found = with_rows(
            viewer, [answer(40, 60, name, asked, region) for name in ("entries", "completion", "entries")]
        )
    assert len(found) == 3
    assert once
    assert len(often) == len(once)


def test_a_period_may_begin_on_the_first_day_there_is(clock):
    asked = replace(YEAR, since=date.min, by=("region",))
    (row,) = shown(
        Viewer(Role.SUPERVISOR, clock.now(), clock.today()), answer(40, 60, asked=asked, dimensions={"region": "11"})
    )
    assert (row.numerator, row.denominator) == (40, 60)


def test_the_stock_of_a_period_that_nothing_precedes_is_withheld_as_its_entries(session, clock):
    simulate(Lives(120, seed=3, until=date(2022, 12, 31)))
    viewer, withheld = Viewer(Role.SUPERVISOR, clock.now(), clock.today()), 0
    for on, by in product((date(2020, 6, 30), date(2021, 3, 31)), ("organisation", "region", "year", "public")):
        asked = Asked(date.min, on, on, on, (by,))
        found = with_rows(viewer, indicators(viewer, named(("entries", "stock_during")), asked))
        entries, stock = ({tuple(row.dimensions.values()): row.numerator for row in rows} for _answer, rows in found)
        assert entries == stock, (on, by)
        withheld += [*entries.values()].count(None)
    assert withheld


@pytest.mark.parametrize("by", [("region",), ("organisation",), ("public",)])
def test_a_calendar_year_tells_no_entries_that_the_totals_withhold_of_it(session, clock, by):
    """Nor do the parts of its outcomes add up to them."""
    simulate(Lives(150, seed=5, until=date(2022, 12, 31)))
    on, withheld = date(2022, 11, 30), 0
    viewer = Viewer(Role.SUPERVISOR, clock.now(), clock.today())
    lines = {tuple(row.dimensions.values()): row.entries for row in totals(viewer, on, on, (*by, "year")).rows}
    for year in range(2018, 2023):
        asked = Asked(date(year, 1, 1), min(date(year, 12, 31), on), on, on, by)
        for answer, rows in with_rows(viewer, indicators(viewer, named(("entries", "completion")), asked)):
            for row in rows:
                if lines.get((*row.dimensions.values(), year), 0) is None:
                    withheld += 1
                    counts = (row.denominator, row.open, row.paused, row.immature)
                    assert None in (counts if answer.indicator.code == "completion" else (row.numerator,))
    assert withheld


@pytest.mark.parametrize("by", ["region", "organisation", "public"])
def test_the_entries_of_several_years_are_withheld_where_a_doubt_of_the_totals_moves_them(session, clock, by):
    """One line alone is told: the sum of everybody less the other lines is it."""
    simulate(Lives(150, seed=5, until=date(2022, 12, 31)))
    on, several = date(2022, 11, 30), 0
    viewer = Viewer(Role.SUPERVISOR, clock.now(), clock.today())
    drawn = withheld_from(viewer, on, on).drawn("entries")
    for since, until in combinations(range(2018, 2023), 2):
        asked = Asked(date(since, 1, 1), min(date(until, 12, 31), on), on, on, (by,))
        ((_entries, rows),) = with_rows(viewer, indicators(viewer, named(("entries",)), asked))
        lines = {row.dimensions[by]: row.numerator for row in rows}
        moved = unsettled(drawn, CROSSED.index(by), CROSSED.index("year"), range(since, until + 1)) & lines.keys()
        if len(moved) > 1:
            several += 1
            assert {line for line in moved if lines[line] is not None} == set(), (since, until)
    assert several


def test_two_versions_in_one_file_are_each_said_under_their_name():
    former = replace(REGISTER["completion"], version=0, definition="As it was.")
    answers = [(Answer(indicator, YEAR, (), ()), []) for indicator in (REGISTER["completion"], former)]
    about = indicators_sheet((), answers).about
    assert (about["completion"], about["completion@0"]) == (REGISTER["completion"].definition, "As it was.")
    assert about["completion@0.numerator"] == former.numerator
