"""Regions, and the way from a postcode or an INSEE commune code to one (domain.md §4.2).

Codes are text, never numbers: "01" is Guadeloupe here and Ain among departments; "75" is Nouvelle-Aquitaine and Paris.
A code that leads nowhere gives None, never a guess; a person without a region is `UNLOCATED`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from parcours_app.reference.departments import BY_REGION, COLLECTIVITIES


@dataclass(frozen=True, slots=True)
class Department:
    """A department or an overseas collectivity, and the region it belongs to."""

    code: str
    name: str
    region: str


REGIONS: Mapping[str, str] = {
    "01": "Guadeloupe",
    "02": "Martinique",
    "03": "Guyane",
    "04": "La Réunion",
    "06": "Mayotte",
    "11": "Île-de-France",
    "24": "Centre-Val de Loire",
    "27": "Bourgogne-Franche-Comté",
    "28": "Normandie",
    "32": "Hauts-de-France",
    "44": "Grand Est",
    "52": "Pays de la Loire",
    "53": "Bretagne",
    "75": "Nouvelle-Aquitaine",
    "76": "Occitanie",
    "84": "Auvergne-Rhône-Alpes",
    "93": "Provence-Alpes-Côte d'Azur",
    "94": "Corse",
}
OVERSEAS: Mapping[str, str] = COLLECTIVITIES
UNLOCATED = "unlocated"

DEPARTMENTS: Mapping[str, Department] = {
    code: Department(code, label, region) for region, rows in BY_REGION.items() for code, label in rows.items()
} | {code: Department(code, label, code) for code, label in COLLECTIVITIES.items()}

_CODE = re.compile(r"\d{5}|2[AB]\d{3}", re.ASCII)
# Postcodes say 20 where INSEE says 2A or 2B: 200xx and 201xx are Corse-du-Sud, 202xx and 206xx Haute-Corse.
_CORSICAN_POSTCODES = {"200": "2A", "201": "2A", "202": "2B", "206": "2B"}
# The post serves Saint-Barthélemy and Saint-Martin from Guadeloupe's range.
_ISLAND_POSTCODES = {"97133": "977", "97150": "978"}


def name(code: str) -> str | None:
    """The French name of a region or overseas collectivity; None for any other code, `UNLOCATED` among them."""
    return REGIONS.get(code) or OVERSEAS.get(code)


def department_of(postcode: str) -> str | None:
    """The department of a postcode; None when there is no such place."""
    text = postcode.strip()
    return _ISLAND_POSTCODES.get(text) or _CORSICAN_POSTCODES.get(text[:3]) or department_of_commune(text)


def department_of_commune(commune: str) -> str | None:
    """The department of an INSEE commune code (97133 is Vieux-Fort here, and Saint-Barthélemy as a postcode)."""
    text = commune.strip().upper()
    if not _CODE.fullmatch(text):
        return None
    prefix = text[:3] if text[:2] in {"97", "98"} else text[:2]
    return prefix if prefix in DEPARTMENTS else None


def region_of(postcode: str) -> str | None:
    """The region (or overseas collectivity) of a postcode; None when there is none."""
    return _region(department_of(postcode))


def region_of_commune(commune: str) -> str | None:
    """The region (or overseas collectivity) of an INSEE commune code; None when there is none."""
    return _region(department_of_commune(commune))


def _region(department: str | None) -> str | None:
    """The region of a department."""
    return DEPARTMENTS[department].region if department else None
