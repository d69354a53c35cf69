"""A supervisor with linear programming against the totals: every table they can ask for, on one day and on two.

PARCOURS_ATTACKED_PEOPLE: how many people are simulated; the whole check of a release takes 2,000.
"""

import os
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from parcours_app.extensions import db
from parcours_app.queries.counted import cells
from parcours_app.queries.crossed import CROSSED, LASTING, TABLES
from parcours_app.queries.indicators import Asked as AskedRates
from parcours_app.queries.indicators import in_groups
from parcours_app.queries.indicators import named as indicators_named
from parcours_app.queries.shown_rates import shown
from parcours_app.queries.totals import tables
from parcours_app.scope import Viewer
from parcours_app.services.accounts import NewAccount, create_account, create_token
from parcours_app.services.simulated_lives import Asked
from parcours_app.services.simulation import simulate
from tests.api.program import Program
from tests.brute_force.questions import UNTIL, corrected, seeded
from tests.disclosure.attacker import Attacker, told_over_time
from tests.frozen import START
from workflows.disclosure import LARGEST
from workflows.engine import Role
from workflows.totals import DIMENSIONS, MEASURES

PEOPLE = int(os.environ.get("PARCOURS_ATTACKED_PEOPLE", "150"))
BEFORE, AFTER = date(2022, 6, 30), date(2023, 12, 31)


@pytest.fixture(scope="module")
def programme(_bench):
    app, cleaner, clock = _bench
    clock.instant = START
    with app.app_context():
        simulate(Asked(PEOPLE, seed=11, until=UNTIL))
        corrected(clock, seeded(5), PEOPLE // 10)
        yield app, clock
        db.session.remove()
    cleaner.clean()


@pytest.fixture(scope="module")
def viewers(programme):
    """A supervisor of the nation, of its largest region, of its largest organisation."""
    _app, clock = programme
    nation = Viewer(Role.SUPERVISOR, clock.now(), clock.today())
    region, organisation = (largest_of(nation, name) for name in ("region", "organisation"))
    return [nation, replace(nation, region=region), replace(nation, organisation=organisation, region=region)]


def largest_of(viewer, name):
    counts = cells(viewer, UNTIL, viewer.today, (name,))
    return max(counts, key=lambda key: counts[key]["persons"])[0]


def named(places):
    return tuple(CROSSED[place] for place in places)


def everything(viewer, on, known):
    """What a supervisor reads of a situation: per measure the whole and each table, by the places of its dimensions."""
    answers = dict(zip(TABLES, tables(viewer, on, known, *map(named, TABLES)), strict=True))
    found = {}
    for measure in MEASURES:
        read = {
            places: {tuple(row.dimensions.values()): getattr(row, measure) for row in answer.rows}
            for places, answer in answers.items()
        }
        found[measure] = (read.pop(())[()], read)
    return found


def attacker(viewer, on, known, measure):
    whole, read = everything(viewer, on, known)[measure]
    return Attacker(read, whole, nothing(viewer, on, known, measure, read))


def nothing(viewer, on, known, measure, read):
    """The withheld cells of the lines that hide zeros too: a reader cannot suppose that they are one or more."""
    truly = cells(viewer, on, known, CROSSED)
    some = {
        (places, tuple(record[place] for place in places))
        for record, counts in truly.items()
        if counts[measure]
        for places in read
    }
    zero = {(p, c) for p, table in read.items() for c, count in table.items() if count is None and (p, c) not in some}
    lines = {(place, value) for places, cell in zero for place, value in zip(places, cell, strict=True)}
    return {
        (p, c)
        for p, table in read.items()
        for c, count in table.items()
        if count is None and len(p) > 1 and any(at in lines for at in zip(p, c, strict=True))
    }


@pytest.mark.parametrize("measure", MEASURES)
def test_no_withheld_count_can_be_worked_out_whoever_reads(viewers, measure):
    for viewer in viewers:
        read = attacker(viewer, AFTER, viewer.today, measure)
        assert read.withheld
        assert read.told() == {}


@pytest.mark.parametrize("on", [BEFORE, AFTER])
def test_nor_from_what_was_known_before_the_corrections(viewers, on):
    assert attacker(viewers[0], on, UNTIL, "persons").told() == {}


def test_nor_from_two_days_although_entries_only_grow(viewers):
    days = [attacker(viewers[0], on, viewers[0].today, "entries") for on in (BEFORE, AFTER)]
    assert told_over_time(days, LASTING) == {}


# The end of a year and a day of the next, days of a quarter, and a year from day to day.
TWO_DAYS = [
    (date(2020, 12, 31), date(2021, 2, 19)),
    (date(2021, 12, 31), date(2022, 3, 23)),
    (date(2021, 12, 31), date(2022, 5, 3)),
    (date(2022, 2, 28), date(2022, 5, 29)),
    (date(2021, 10, 17), date(2022, 10, 17)),
]


@pytest.mark.parametrize("days", TWO_DAYS)
def test_nor_a_small_one_from_any_two(viewers, days):
    """Who reads the end of a year today reads what was recorded late, which is no newcomer.

    But for one who came alone in a new year: a row that was not there and a sum that is one more tell that line.
    """
    nation = viewers[0]
    before, after = (cells(nation, on, nation.today, CROSSED) for on in days)
    alone = sum(each["entries"] for each in after.values()) == 1 + sum(each["entries"] for each in before.values())
    values = [{record[place] for record in after} for place in range(len(CROSSED))]
    told = told_over_time([attacker(nation, on, nation.today, "entries") for on in days], LASTING)
    small = {places for (_day, places, _cell), count in told.items() if 1 <= count <= LARGEST}
    lines = {tuple([place for place in places if len(values[place]) > 1]) for places in small}
    assert lines <= ({(CROSSED.index("year"),)} if alone else set())


def test_the_indicators_of_everybody_tell_no_count_that_the_totals_withhold(viewers):
    """Entries and persons trained since the first day, by one dimension: the totals of the last one count the same."""
    reader, measures, found = viewers[0], {"entries": "entries", "persons": "trained"}, []
    asked = AskedRates(date(2010, 1, 1), AFTER, AFTER, reader.today)
    groups = [(name,) for name in CROSSED if name != "stage"]
    answers = in_groups(reader, indicators_named(list(measures)), asked, *groups)
    for table, rates in zip(tables(reader, AFTER, reader.today, *groups), answers, strict=True):
        for rate, measure in zip(rates, measures.values(), strict=True):
            withheld = {tuple(row.dimensions.values()) for row in table.rows if getattr(row, measure) is None}
            told = {tuple(row.dimensions.values()) for row in shown(reader, rate) if row.numerator is not None}
            found += withheld & told
    assert found == []


def test_what_is_read_by_one_dimension_is_mostly_told(viewers):
    """What is withheld for the sake of crossed tables is looked for inside them."""
    nation, lines = viewers[0], [(name,) for name in CROSSED]
    truly = [_summed(cells(nation, AFTER, nation.today, CROSSED), place) for place in range(len(CROSSED))]
    read = tables(nation, AFTER, nation.today, *lines)
    large = [
        row.persons is None
        for table, counts in zip(read, truly, strict=True)
        for row in table.rows
        if counts[next(iter(row.dimensions.values()))] > 10
    ]
    assert 4 * sum(large) < len(large)


def _summed(counts, place):
    found = Counter()
    for record, measures in counts.items():
        found[record[place]] += measures["persons"]
    return found


def test_a_region_with_its_organisations_is_not_crossed(programme):
    """An organisation tells its region: that table would show but the few who were passed on to another one."""
    app, clock = programme
    account = create_account(NewAccount(Role.SUPERVISOR, email="lines@example.org"), "-", clock.now())
    program = Program(app, create_token(account.email, clock.now()), account)
    refused = program.get("/totals?by=region,organisation")
    assert refused.status_code in {400, 422}
    assert "mais pas region avec organisation" in refused.text
    assert program.get("/totals?by=organisation,stage").status_code == 200


def test_every_format_says_the_same(programme, viewers):
    app, clock = programme
    account = create_account(NewAccount(Role.SUPERVISOR, email="nation@example.org"), "-", clock.now())
    program = Program(app, create_token(account.email, clock.now()), account)
    _whole, read = everything(viewers[0], AFTER, clock.today())["persons"]
    for by in (named(TABLES[-1]), named(TABLES[8])[::-1]):
        rows = program.get(f"/totals?on={AFTER}&by={','.join(by)}").json["rows"]
        places = tuple(sorted(CROSSED.index(name) for name in by))
        assert {tuple(row[name] for name in named(places)): row["persons"] for row in rows} == read[places]


def test_without_the_doubts_the_attacker_wins(viewers):
    """Small counts masked alone: what the masking would be worth without what is withheld with them."""
    whole, read = everything(viewers[0], AFTER, viewers[0].today)["persons"]
    truly = cells(viewers[0], AFTER, viewers[0].today, CROSSED)
    alone = {places: Counter() for places in read}
    for record, counts in truly.items():
        for places in read:
            alone[places][tuple(record[place] for place in places)] += counts["persons"]
    masked = {
        places: {cell: None if 1 <= count <= 10 else count for cell, count in table.items()}
        for places, table in alone.items()
    }
    assert Attacker(masked, whole).told()


def test_a_dimension_read_alone_gives_nothing_back(viewers):
    alone = [name for name in DIMENSIONS if name not in CROSSED]
    for viewer in viewers:
        whole, *answers = tables(viewer, AFTER, viewer.today, (), *((name,) for name in alone))
        for answer in answers:
            for measure in MEASURES:
                read = {(0,): {tuple(row.dimensions.values()): getattr(row, measure) for row in answer.rows}}
                assert Attacker(read, getattr(whole.rows[0], measure)).told() == {}, (answer.by, measure)
