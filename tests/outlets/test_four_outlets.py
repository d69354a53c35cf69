"""The worked example and every hard case give the expected figures, the same on every way out of the application."""

from decimal import Decimal

import pytest

from tests.outlets import lives
from tests.outlets.conftest import TODAY

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
PERIOD = {"from": "2018-01-01", "to": "2022-12-31", "on": "2022-11-15"}
NOTHING = (0, 0, None, 0, 0, 0)


def rate(numerator, denominator, percent, open=0, paused=0, immature=0):  # noqa: A002 - the word of the table
    return numerator, denominator, percent if percent is None else Decimal(percent), open, paused, immature


def units(number, length=None):
    return rate(number, number, length)


ALL, NONE = rate(1, 1, "100.0"), NOTHING
# organisation: (how people live there, persons, entries and trained in the totals, indicators)
CASES = {
    "Exemple": (
        lives.worked_example,
        (20, 17, 17),
        {
            "completion": rate(9, 13, "69.2", paused=2, immature=2),
            "dropout": rate(3, 13, "23.1", paused=2, immature=2),
            "job_before_term": rate(1, 13, "7.7", paused=2, immature=2),
            "early_exit": rate(4, 13, "30.8", paused=2, immature=2),
            "entries": units(17),
            "persons": units(17),
            "loss_before_start": rate(3, 20, "15.0"),
        },
    ),
    "Cas 1": (
        lives.straight_to_qualification,
        (1, 1, 1),
        {
            "complete_pathway": ALL,
            "onward": NONE,
            "seam_median": units(1, "17"),
            "seamless": ALL,
            "certification": rate(0, 0, None, open=1),
        },
    ),
    "Cas 2": (
        lives.two_refreshers,
        (1, 3, 1),
        {
            "entries": units(3),
            "persons": units(1),
            "onward": ALL,
            "onward_certifying": ALL,
            "seam_median": units(3, "18"),
            "seam_within_threshold": rate(2, 3, "66.7"),
            "seamless": rate(2, 3, "66.7"),
        },
    ),
    "Cas 3": (
        lives.support_ends_first,
        (1, 1, 1),
        {"accompanied_30": ALL, "completion": rate(0, 0, None, immature=1), "stock_last_day": units(1)},
    ),
    "Cas 4": (
        lives.paused_over_the_end,
        (1, 2, 1),
        {
            "completion": rate(1, 1, "100.0", immature=1),
            "early_exit": rate(0, 1, "0.0", immature=1),
            "seam_median": units(2, "34"),
            "seam_median_net": units(2, "26.5"),
            "seamless": rate(2, 2, "100.0"),
            "booked_ahead": rate(0, 1, "0.0"),
        },
    ),
    "Cas 5": (
        lives.jury_after_the_exit,
        (2, 2, 2),
        {
            "certification": rate(1, 1, "100.0", open=1),
            "complete_pathway": rate(2, 2, "100.0"),
            "durable_p102": rate(2, 2, "100.0"),
            "access_6_months": rate(1, 1, "100.0", immature=1),
            "returns": rate(0, 1, "0.0", immature=1),
        },
    ),
    "Cas 6": (
        lives.blocs_one_after_the_other,
        (1, 2, 1),
        {"certification": rate(1, 2, "50.0"), "partial_certification": rate(1, 2, "50.0"), "complete_pathway": ALL},
    ),
    "Cas 7": (
        lives.deaths,
        (2, 1, 1),
        {
            "entries": units(1),
            "completion": rate(0, 1, "0.0"),
            **dict.fromkeys(("access_6_months", "employed_3_months", "durable_p102", "returns"), NONE),
        },
    ),
    "Cas 9": (lives.moved_to_the_year_before, (1, 1, 1), {"entries": units(1), "completion": ALL}),
    "Cas 10": (lives.known_twice, (1, 1, 1), {"entries": units(1), "persons": units(1), "completion": ALL}),
    "Non venu": (
        lives.never_came,
        (1, 0, 0),
        {"loss_before_start": ALL, "entries": NONE, "dropout": NONE},
    ),
    "Abandon repris": (
        lives.dropout_taken_back,
        (1, 1, 1),
        {"entries": units(1), "completion": ALL, "dropout": rate(0, 1, "0.0")},
    ),
    "Organisme défaillant": (
        lives.provider_gone,
        (1, 2, 1),
        {
            "entries": units(2),
            "completion": rate(1, 2, "50.0"),
            "early_exit": rate(1, 2, "50.0"),
            "dropout": rate(0, 2, "0.0"),
            "seamless": rate(1, 2, "50.0", open=1),
        },
    ),
    "Contrat renouvelé": (
        lives.five_months_then_eight,
        (1, 0, 0),
        {"durable_p102": ALL, "durable_iae": ALL, "employed_6_months": ALL},
    ),
    "Six mois": (
        lives.six_months_exactly,
        (1, 0, 0),
        {"durable_p102": ALL, "durable_iae": rate(0, 1, "0.0"), "access_6_months": ALL},
    ),
}
CODES = sorted({code for _life, _totals, expected in CASES.values() for code in expected})
FROM, TO = "Cas 8, d’où", "Cas 8, vers"
DAY_BEFORE = "2024-06-03"


@pytest.fixture
def lived(office, clock):
    """Everybody of every case; the correction of case 9 was written the day after the rest."""
    clock.set("2022-03-21")
    lives.handed_over(office(FROM), office(TO))
    clock.set(DAY_BEFORE)
    after = [life(office(name)) for name, (life, _totals, _expected) in CASES.items()]
    clock.set(TODAY)
    for correct in filter(None, after):
        correct()


def test_the_worked_example_and_every_hard_case_on_page_in_files_by_the_api_and_from_the_command_line(lived, outlets):
    totals = {name: counts for name, (_life, counts, _expected) in CASES.items()} | {TO: (1, 1, 1)}
    for outlet, table in outlets.totals(on=PERIOD["on"]).items():
        assert table == totals, outlet
    expected = {(code, name): row for name, (_l, _t, rows) in CASES.items() for code, row in rows.items()}
    expected |= {("entries", TO): units(1), ("completion", TO): ALL, ("entries", FROM): NONE}
    tables = outlets.indicators(CODES, **PERIOD)
    for outlet, table in tables.items():
        assert {key: table.get(key, NOTHING) for key in expected} == expected, outlet
        assert table == tables["API"], outlet
    for outlet, table in outlets.indicators(["entries"], by="origin", **PERIOD).items():
        assert (table["entries", FROM], ("entries", TO) in table) == (units(1), False), outlet
    for known, entries in ((DAY_BEFORE, units(1)), (TODAY.isoformat(), NOTHING)):
        of_the_year = outlets.indicators(["entries"], known=known, **{**PERIOD, "from": "2022-01-01"})
        assert {table.get(("entries", "Cas 9"), NOTHING) for table in of_the_year.values()} == {entries}, known
