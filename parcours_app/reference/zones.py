"""The time people live in, from where they live: departments overseas keep their own clock, all others that of Paris.

Facts of the IANA database, and the calendars of public holidays by department. Reads no clock.
"""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from parcours_app.reference.regions import DEPARTMENTS, department_of

PARIS = "Europe/Paris"
# Keyed by department; every overseas region is one department, so its region leads here too.
ZONES: Mapping[str, str] = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "984": "Indian/Kerguelen",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
}
# The names that the library of public holidays gives to the places with days of their own.
HOLIDAYS: Mapping[str, str] = {
    "57": "57",
    "67": "6AE",
    "68": "6AE",
    "971": "971",
    "972": "972",
    "973": "973",
    "974": "974",
    "975": "PM",
    "976": "976",
    "977": "BL",
    "978": "MF",
    "984": "TF",
    "986": "WF",
    "987": "PF",
    "988": "NC",
}
_ALONE = {place.region: place.code for place in DEPARTMENTS.values() if place.code in ZONES}


def department(postcode: str | None, region: str | None) -> str | None:
    """Where somebody lives: the department of the postcode, else the only one of an overseas region, else None."""
    return department_of(postcode or "") or _ALONE.get(region or "")


def zone_of(place: str | None) -> ZoneInfo:
    """The zone of a department; that of Paris when it is in mainland France or not known."""
    return ZoneInfo(ZONES.get(place or "", PARIS))
