"""The time zone of a place: that of its region or overseas collectivity, Paris for every other one.

Names are those of the IANA database, so that a change of law comes with it. Guesses nothing about a person.
"""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from parcours_app.reference.zones import PARIS, ZONES, department


def zone_name(region: str | None) -> str:
    """The name of the zone of a region or overseas collectivity; Paris when it is not known."""
    return ZONES.get(department(None, region) or region or "", PARIS)


def zone_of(region: str | None) -> ZoneInfo:
    """The zone of a region; Paris when the region is not known."""
    return ZoneInfo(zone_name(region))


def instant(day: date, hour: time, zone: str) -> datetime | None:
    """The instant a wall clock of the zone shows this day and hour; None for an hour the change to summer skips.

    The hour that comes twice on the night back to winter is the first of the two.
    """
    local = datetime.combine(day, hour, tzinfo=ZoneInfo(zone))
    found = local.astimezone(UTC)
    return found if found.astimezone(local.tzinfo).replace(tzinfo=None) == local.replace(tzinfo=None) else None
