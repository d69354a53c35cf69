"""The wall clock of a place: every region has a zone, and both nights when clocks change are read as people mean."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from parcours_app.reference.regions import OVERSEAS, REGIONS
from parcours_app.reference.time_zones import instant, zone_name, zone_of
from parcours_app.reference.zones import PARIS

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


@pytest.mark.parametrize("region", [*REGIONS, *OVERSEAS, None, "unlocated", ""])
def test_every_place_has_a_zone_that_exists(region):
    assert zone_of(region) == ZoneInfo(zone_name(region))


def test_only_places_overseas_have_another_time_than_paris():
    assert {code for code in OVERSEAS if zone_name(code) == PARIS} <= {"989"}, "nobody lives on Clipperton"
    assert {code for code in REGIONS if zone_name(code) != PARIS} == {"01", "02", "03", "04", "06"}


@pytest.mark.parametrize(("region", "hour"), [("11", 8), ("04", 6), ("02", 14), ("988", 23)])
def test_ten_in_the_morning_is_another_instant_overseas(region, hour):
    day = date(2026, 6, 15) if region != "988" else date(2026, 6, 14)
    found = instant(date(2026, 6, 15), time(10), zone_name(region))
    assert found == datetime(2026, 6, day.day, hour, tzinfo=UTC)


@pytest.mark.parametrize(("day", "hour", "expected"), [
    (SPRING, time(1, 59), datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
    (SPRING, time(2, 0), None),
    (SPRING, time(2, 59), None),
    (SPRING, time(3, 0), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
    (AUTUMN, time(1, 59), datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
    (AUTUMN, time(2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    (AUTUMN, time(3, 0), datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
])  # fmt: skip
def test_the_nights_when_clocks_change(day, hour, expected):
    assert instant(day, hour, PARIS) == expected


@pytest.mark.parametrize("day", [SPRING, AUTUMN])
def test_no_clock_changes_overseas(day):
    assert instant(day, time(2, 30), "Indian/Reunion") == datetime(day.year, day.month, day.day - 1, 22, 30, tzinfo=UTC)
