"""The programme against its targets: who is counted, what is masked, and that the months add up to the day."""

from collections import Counter
from datetime import date

import pytest

from parcours_app.queries.programme import _few, programme
from parcours_app.scope import Viewer, operator
from tests.walks import Walk
from workflows.engine import Role
from workflows.programme import SINCE

NOW = date(2026, 6, 15)
OPENED, ORIENTED = "2021-02-01", "2021-02-15"


@pytest.fixture
def trained(make_account, clock):
    """trained(number, start, known): so many people whose refresher started that day, recorded on `known`."""
    counsellor = make_account(Role.COUNSELLOR, email="nadia@example.org", region="32")
    made = []

    def train(number, start="2021-03-01", known="2026-06-15"):
        clock.set(known)
        who = {"family_name": f"Canari{len(made)}", "birth_date": "1960-01-02"}
        walk = Walk(counsellor, clock, **who).open(OPENED).orient(OPENED, ORIENTED, refresher=True)
        walk.prescribe("refresher", ORIENTED, start, f"{start[:4]}-12-31").start("refresher", start)
        made.extend(walk.alike(number))
        clock.set("2026-06-15")
        return made

    return train


@pytest.fixture
def supervisor(app, clock):
    return Viewer(Role.SUPERVISOR, clock.now(), clock.today())


def first(answer):
    return answer.lines[0]


def test_persons_trained_within_the_programme_are_set_against_a_million(trained, clock):
    trained(12)
    line = first(programme(operator(clock), date(2021, 6, 30), NOW))
    assert (line.public, line.target, line.trained, str(line.share)) == ("de_peu_qualifie", 1_000_000, 12, "0.0")
    assert str(line.needed) == "55554.9"  # 999 988 over 549 days, 18.05 months


def test_the_year_behind_gives_the_pace_and_the_way_ahead(trained, clock):
    trained(31)
    line = first(programme(operator(clock), date(2021, 12, 31), NOW))
    assert str(line.measured) == "2.6"
    assert line.projection.expected == 62
    assert line.projection.low >= 31
    assert first(programme(operator(clock), date(2022, 3, 31), NOW)).projection is None  # March 2021 is too far back


def test_nothing_after_the_end_counts_unless_the_programme_is_extended(trained, clock):
    walks = trained(1)
    walks[0].complete("refresher", "2022-01-31")
    trained(1, "2023-01-02")
    assert first(programme(operator(clock), NOW, NOW)).trained == 1
    extended = programme(operator(clock), NOW, NOW, extended=True)
    assert (first(extended).trained, extended.day) == (2, date(2023, 12, 31))
    assert first(extended).needed is None


def test_a_past_day_is_told_as_it_was_known(trained, clock):
    trained(3, known="2021-03-05")
    trained(4, known="2022-05-02")
    assert first(programme(operator(clock), date(2021, 6, 30), date(2021, 12, 31))).trained == 3
    assert first(programme(operator(clock), date(2021, 6, 30), NOW)).trained == 7


def test_before_the_programme_nothing_is_counted_and_nothing_fails(session, clock):
    line = first(programme(operator(clock), date(2017, 5, 1), NOW))
    assert (line.trained, line.measured, line.projection) == (0, None, None)
    assert [day for day, _count in line.points] == [date(2017, 12, 31)]


def test_the_months_add_up_to_the_day(trained, clock):
    trained(3, "2021-03-01")
    trained(2, "2021-05-31")
    points = dict(first(programme(operator(clock), date(2021, 6, 20), NOW)).points)
    assert points[date(2021, 2, 28)] == 0
    assert (points[date(2021, 3, 31)], points[date(2021, 4, 30)], points[date(2021, 5, 31)]) == (3, 3, 5)
    assert points[date(2021, 6, 20)] == 5
    assert min(points) == date(2018, 1, 31) > SINCE


def test_a_supervisor_reads_no_count_of_one_to_ten(trained, supervisor):
    trained(10)
    line = first(programme(supervisor, date(2021, 6, 30), NOW))
    assert line.masked
    assert (line.share, line.needed, line.measured, line.projection, line.points) == (None, None, None, None, ())


def test_a_supervisor_reads_the_months_and_their_pace_in_full_tens(trained, supervisor, clock):
    """The exact count of a month is for the totals of its last day to tell: they may withhold it."""
    trained(12, "2021-03-01")
    trained(34, "2021-04-15")
    trained(3, "2022-02-01")
    day = date(2022, 2, 28)
    line, exact = (first(programme(reader, day, NOW)) for reader in (supervisor, operator(clock)))
    points = dict(line.points)
    assert (points[date(2021, 2, 28)], points[date(2021, 3, 31)], points[date(2021, 4, 30)]) == (0, 10, 40)
    assert (points[date(2022, 1, 31)], points[day], line.trained) == (40, 49, 49)
    assert (str(line.measured), str(exact.measured)) == ("3.3", "4.1")  # from full tens on both sides
    assert dict(exact.points)[date(2021, 4, 30)] == 46
    later = first(programme(supervisor, date(2022, 3, 15), NOW))
    assert (later.trained, str(later.measured)) == (49, "3.3")  # the same two weeks later, when nobody came


def test_a_pace_is_not_told_when_it_would_be_from_a_month_that_is_not(trained, supervisor):
    trained(4, "2021-03-01")
    trained(40, "2021-05-03")
    line = first(programme(supervisor, date(2022, 4, 15), NOW))
    assert dict(line.points)[date(2021, 3, 31)] is None
    assert (line.trained, line.measured, line.projection) == (44, None, None)


def test_a_month_by_which_a_public_counts_few_tells_none(session, supervisor, clock):
    """The sum of all publics is told by the totals of that day: the others would give the small one back."""
    added = {"de_peu_qualifie": Counter({date(2021, 3, 31): 30}), "other": Counter({date(2021, 5, 31): 4})}
    assert _few(supervisor, added, date(2021, 7, 15)) == {date(2021, 5, 31), date(2021, 6, 30)}
    assert _few(operator(clock), added, date(2021, 7, 15)) == frozenset()


def test_a_territory_has_its_part_and_no_target(trained, clock):
    trained(12)
    here, away = (Viewer(Role.SUPERVISOR, clock.now(), NOW, region=region) for region in ("32", "93"))
    assert (first(programme(here, NOW, NOW)).trained, first(programme(here, NOW, NOW)).target) == (12, None)
    assert first(programme(away, NOW, NOW)).trained == 0
