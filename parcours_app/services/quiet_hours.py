"""When a person may be disturbed: a pure function of an instant and a place. Reads no clock, sends nothing."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

import holidays

from parcours_app.reference.zones import HOLIDAYS, zone_of

MORNING, EVENING = time(8), time(20)
SUNDAY = 6


def first_allowed(instant: datetime, channel: str, department: str | None) -> datetime:
    """The first instant, from `instant` on, when a message may reach somebody who lives in `department`.

    Between 8:00 and 20:00 on their own clock; text messages, which ring, not on Sundays nor public holidays either.
    """
    zone = zone_of(department)
    local = instant.astimezone(zone)
    day, at = local.date(), local.time()
    if _open(day, channel, department):
        if MORNING <= at < EVENING:
            return instant
        day += timedelta(days=at >= EVENING)
    else:
        day += timedelta(days=1)
    while not _open(day, channel, department):
        day += timedelta(days=1)
    return datetime.combine(day, MORNING, tzinfo=zone).astimezone(UTC)


def _open(day: date, channel: str, department: str | None) -> bool:
    return channel != "sms" or (day.weekday() != SUNDAY and day not in _holidays(department, day.year))


@lru_cache(maxsize=256)
def _holidays(department: str | None, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("FR", subdiv=HOLIDAYS.get(department or ""), years=year))
