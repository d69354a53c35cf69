"""What is withheld of the days remembered is decided once, and beside which others each is drawn."""

from collections import Counter
from datetime import date

import pytest

from parcours_app.queries import crossed
from parcours_app.queries.crossed import CROSSED, KEPT, Past
from parcours_app.queries.masking import Withheld
from workflows.disclosure import Earlier, Later
from workflows.totals import MEASURES

YEAR = date(2022, 12, 31)
DAY = date(2023, 7, 14)


def counts(largest):
    """Persons at two stages in two regions, a few of them alone there."""
    found = {"11": largest, "32": 3, "84": 4, "93": 90}
    stages = ("referred", "between")
    return {
        (region, 2022, "other", stage, f"house {region}", None): dict.fromkeys(MEASURES, n)
        for region, n in found.items()
        for stage in stages
    }


def units(found):
    return {measure: frozenset((cell, each[measure]) for cell, each in found.items()) for measure in MEASURES}


def past(days, late=()):
    """Some days remembered, of which nothing was recorded late but what is said to be."""
    return lambda: Past(days, days | dict(late))


def test_a_year_past_is_drawn_once_however_many_territories_are_read(app, monkeypatch):
    drawn, veil = Counter(), crossed.veil

    def noted(records, *others, **named):
        drawn[max(records.values())] += 1
        return veil(records, *others, **named)

    monkeypatch.setattr(crossed, "veil", noted)
    territories = range(100, 100 + KEPT)
    with app.app_context():
        for n in [*territories, *territories]:
            withheld = Withheld(lambda _by, n=n: counts(1000 + n), DAY, past({YEAR: units(counts(n))}))
            assert ("32",) in withheld.cells(("region",), "persons")
    assert {drawn[n] for n in territories} == {1}


def test_each_day_is_drawn_beside_the_last_year_then_the_last_quarter_before_it(app, monkeypatch):
    """What is young beside them is joined, but on the last day of a year."""
    besides, veil = {}, crossed.veil

    def noted(records, *others, beside, **named):
        earlier = [each for each in beside if isinstance(each, Earlier)]
        besides[max(records.values())] = [(max(each.veil.world.records.values()), each.joining) for each in earlier]
        return veil(records, *others, beside=beside, **named)

    monkeypatch.setattr(crossed, "veil", noted)
    days = {date(2021, 12, 31): 201, YEAR: 202, date(2023, 3, 31): 203, date(2023, 6, 30): 204}
    before = {day: units(counts(n)) for day, n in days.items()}
    with app.app_context():
        for day, n in ((DAY, 205), (date(2023, 12, 31), 206)):
            Withheld(lambda _by, n=n: counts(n), day, past(before)).drawn("persons")
    assert besides == {
        201: [],
        202: [(201, False)],
        203: [(202, True)],
        204: [(202, True), (203, True)],
        205: [(202, True), (204, True)],
        206: [(202, False), (204, False)],
    }


def test_a_day_read_again_lies_beside_the_end_of_its_year_after_the_days_before_it(app, monkeypatch):
    """The quarter that it remembers is as it was then known, before that end."""
    besides, veil = {}, crossed.veil

    def noted(records, *others, beside, **named):
        days = [each for each in beside if isinstance(each, Earlier | Later)]
        besides[max(records.values())] = [(type(each), max(each.veil.world.records.values())) for each in days]
        return veil(records, *others, beside=beside, **named)

    monkeypatch.setattr(crossed, "veil", noted)
    days = {date(2021, 12, 31): 401, YEAR: 404, date(2022, 3, 31): 402}
    with app.app_context():
        before = {day: units(counts(n)) for day, n in days.items()}
        Withheld(lambda _by: counts(403), date(2022, 5, 14), past(before)).drawn("persons")
    year, quarter, end = (Earlier, 401), (Earlier, 402), (Later, 404)
    assert besides == {401: [], 404: [year], 402: [year], 403: [year, quarter, end]}


@pytest.mark.parametrize(
    ("day", "withheld"),
    [
        (date(2023, 1, 1), {(2021,), (2023,)}),
        (date(2023, 12, 31), set()),
        (date(2024, 1, 1), set()),
    ],
)
def test_the_year_begun_has_a_row_from_its_first_day_when_somebody_came_the_year_before(app, day, withheld):
    with app.app_context():
        found = Withheld(lambda by: years_of(40) if by == CROSSED else {}, day, past({YEAR: units(years_of(30))}))
        assert found.cells(("year",), "persons") == withheld


def years_of(largest):
    """As many persons in each of two years, in one region."""
    return {("11", year, "other", "between", "house", None): dict.fromkeys(MEASURES, largest) for year in (2021, 2022)}


def test_the_days_before_are_seen_with_what_was_recorded_late(app, monkeypatch):
    """Who was recorded late did not come since, for who reads the end of the year again."""
    known, veil = {}, crossed.veil

    def noted(records, *others, beside, **named):
        known[max(records.values())] = [each.known for each in beside if isinstance(each, Earlier)]
        return veil(records, *others, beside=beside, **named)

    monkeypatch.setattr(crossed, "veil", noted)
    quarter, late = date(2023, 3, 31), units(counts(302))
    days = past({YEAR: units(counts(301)), quarter: units(counts(303))}, {YEAR: late})
    with app.app_context():
        Withheld(lambda _by: counts(304), DAY, days).drawn("persons")
    assert known == {301: [], 303: [None], 304: [late["persons"], units(counts(303))["persons"]]}


def test_a_territory_that_has_become_small_remembers_the_last_day_on_which_it_was_not(app):
    """An organisation hands people over: of the last year everything is withheld, and nothing is known of it later."""
    before = {date(2021, 12, 31): units(counts(305)), YEAR: units(dict([*counts(1).items()][:1]))}
    with app.app_context():
        withheld = Withheld(lambda _by: counts(306), DAY, lambda: Past(before, {YEAR: before[YEAR]}))
        assert list(withheld.before("persons")) == [date(2021, 12, 31)]
        assert ("32",) in withheld.cells(("region",), "persons")
