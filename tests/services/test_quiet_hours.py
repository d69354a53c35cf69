"""Quiet hours: on the person's own clock, everywhere people live, on both nights when the clocks change."""

from datetime import UTC, datetime

import pytest

from parcours_app.reference.zones import ZONES, department, zone_of
from parcours_app.services.quiet_hours import first_allowed


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(("place", "asked", "allowed"), [
    # Lille, summer time: UTC+2.
    ("59", "2026-06-15T07:00", "2026-06-15T07:00"),
    ("59", "2026-06-15T05:59:59", "2026-06-15T06:00"),
    ("59", "2026-06-15T06:00", "2026-06-15T06:00"),
    ("59", "2026-06-15T17:59:59", "2026-06-15T17:59:59"),
    ("59", "2026-06-15T18:00", "2026-06-16T06:00"),
    ("59", "2026-06-15T22:30", "2026-06-16T06:00"),
    # Winter time: UTC+1.
    ("59", "2026-01-15T19:00", "2026-01-16T07:00"),
    # The night of 28 to 29 March an hour is missing; that of 24 to 25 October one comes twice.
    ("59", "2026-03-28T19:30", "2026-03-29T06:00"),
    ("59", "2026-03-29T01:30", "2026-03-29T06:00"),
    ("59", "2026-10-24T18:30", "2026-10-25T07:00"),
    ("59", "2026-10-25T00:30", "2026-10-25T07:00"),
    ("59", "2026-10-25T01:30", "2026-10-25T07:00"),
    # Nobody knows where: the clock of Paris.
    (None, "2026-06-15T18:00", "2026-06-16T06:00"),
    # Overseas, when it is 9:00 UTC or 17:00 UTC.
    ("974", "2026-06-15T09:00", "2026-06-15T09:00"),
    ("974", "2026-06-15T17:00", "2026-06-16T04:00"),
    ("974", "2026-06-15T03:59", "2026-06-15T04:00"),
    ("976", "2026-06-15T17:00", "2026-06-16T05:00"),
    ("971", "2026-06-15T09:00", "2026-06-15T12:00"),
    ("971", "2026-06-15T23:59", "2026-06-15T23:59"),
    ("972", "2026-06-16T00:00", "2026-06-16T12:00"),
    ("973", "2026-06-15T09:00", "2026-06-15T11:00"),
    # Saint-Pierre-et-Miquelon changes its clocks with North America: 8 March and 1 November 2026.
    ("975", "2026-01-15T09:00", "2026-01-15T11:00"),
    ("975", "2026-06-15T09:00", "2026-06-15T10:00"),
    ("975", "2026-03-08T06:00", "2026-03-08T10:00"),
    ("975", "2026-11-01T06:00", "2026-11-01T11:00"),
    # Beyond the date line and just before it.
    ("988", "2026-06-15T09:00", "2026-06-15T21:00"),
    ("987", "2026-06-15T09:00", "2026-06-15T18:00"),
    ("986", "2026-06-15T09:00", "2026-06-15T20:00"),
])  # fmt: skip
def test_an_email_waits_for_the_morning_of_the_person(place, asked, allowed):
    assert first_allowed(utc(asked), "email", place) == utc(allowed)


@pytest.mark.parametrize(("place", "asked", "allowed"), [
    ("59", "2026-06-20T17:00", "2026-06-20T17:00"),  # a Saturday
    ("59", "2026-06-20T18:00", "2026-06-22T06:00"),  # its evening: Monday
    ("59", "2026-06-21T10:00", "2026-06-22T06:00"),  # a Sunday
    ("59", "2026-07-14T10:00", "2026-07-15T06:00"),  # Bastille Day
    ("59", "2026-05-01T10:00", "2026-05-02T06:00"),  # 1 May, a Friday: Saturday
    ("59", "2026-05-24T10:00", "2026-05-26T06:00"),  # Pentecost, then its Monday
    ("59", "2026-12-24T20:00", "2026-12-26T07:00"),  # Christmas
    ("67", "2026-12-24T20:00", "2026-12-28T07:00"),  # in Alsace the 26th too, then a Sunday
    ("57", "2026-04-03T10:00", "2026-04-04T06:00"),  # Good Friday in Moselle
    ("59", "2026-04-03T10:00", "2026-04-03T10:00"),  # and nowhere else
    ("974", "2026-12-19T16:30", "2026-12-21T04:00"),  # Abolition of slavery, La Réunion: a Sunday in 2026
    ("971", "2026-05-27T14:00", "2026-05-28T12:00"),  # Guadeloupe
    ("973", "2026-06-10T14:00", "2026-06-11T11:00"),  # Guyane
    ("59", "2026-06-10T14:00", "2026-06-10T14:00"),
    ("975", "2026-07-14T14:00", "2026-07-15T10:00"),
])  # fmt: skip
def test_a_text_message_waits_for_a_working_day_or_a_saturday(place, asked, allowed):
    assert first_allowed(utc(asked), "sms", place) == utc(allowed)


@pytest.mark.parametrize("place", [*ZONES, "59", None])
@pytest.mark.parametrize("channel", ["email", "sms"])
def test_whatever_the_instant_the_answer_is_by_day_and_not_before(place, channel):
    for hours in range(24 * 14):
        asked = datetime.fromtimestamp(1_774_000_000 + hours * 3601, UTC)
        allowed = first_allowed(asked, channel, place)
        assert allowed >= asked
        assert 8 <= allowed.astimezone(zone_of(place)).hour < 20
        assert first_allowed(allowed, channel, place) == allowed


@pytest.mark.parametrize(("postcode", "region", "place"), [
    ("97400", None, "974"),
    (None, "04", "974"),
    ("97500", "11", "975"),
    ("97133", "01", "977"),
    (None, "987", "987"),
    ("59000", "32", "59"),
    (None, "32", None),
    (None, "unlocated", None),
    (None, None, None),
    ("00000", "02", "972"),
])  # fmt: skip
def test_where_somebody_lives(postcode, region, place):
    assert department(postcode, region) == place
