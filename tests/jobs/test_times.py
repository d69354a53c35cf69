"""When scheduled work is due, on the nights when the clocks change and at the turn of the year."""

from datetime import UTC, datetime, timedelta

import pytest

from parcours_app.jobs.schedule import SCHEDULE
from parcours_app.jobs.times import Daily, Hourly


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(("when", "now", "last", "following"), [
    (Daily(7), "2026-06-15T05:00", "2026-06-15T05:00", "2026-06-16T05:00"),
    (Daily(7), "2026-06-15T04:59", "2026-06-14T05:00", "2026-06-15T05:00"),
    (Daily(7), "2026-03-29T04:00", "2026-03-28T06:00", "2026-03-29T05:00"),
    (Daily(7), "2026-10-25T05:59", "2026-10-24T05:00", "2026-10-25T06:00"),
    (Daily(6, 30), "2027-01-01T00:00", "2026-12-31T05:30", "2027-01-01T05:30"),
    (Hourly(), "2026-10-25T00:30", "2026-10-25T00:00", "2026-10-25T01:00"),
    (Hourly(5), "2026-06-15T05:04", "2026-06-15T04:05", "2026-06-15T05:05"),
    (Hourly(5), "2026-06-15T05:05", "2026-06-15T05:05", "2026-06-15T06:05"),
])  # fmt: skip
def test_a_work_is_due_at_its_hour(when, now, last, following):
    assert (when.last(utc(now)), when.next(utc(now))) == (utc(last), utc(following))


@pytest.mark.parametrize("name", SCHEDULE)
def test_a_year_of_occurrences_has_neither_hole_nor_double(name):
    when = SCHEDULE[name].when
    at, gaps = when.next(utc("2026-01-01T00:00")), set()
    for _ in range(400):
        following = when.next(at)
        assert when.last(following) == following
        gaps.add(following - at)
        at = following
    hour = timedelta(hours=1)
    assert gaps == ({hour} if isinstance(when, Hourly) else {23 * hour, 24 * hour, 25 * hour})
