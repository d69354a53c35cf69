"""The territories the product carries, compared with the official files when they are at hand."""

import json
from pathlib import Path

import pytest

from parcours_app.reference import regions

SHARED = Path(__file__).parents[3] / "shared" / "data"


def official(name):
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the official file {name} is not beside this repository")
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_eighteen_regions_are_the_official_ones():
    rows = official("regions.json")
    assert {r["code"]: r["nom"] for r in rows if r["zone"] != "com"} == regions.REGIONS
    assert {r["code"]: r["nom"] for r in rows if r["zone"] == "com"} == regions.OVERSEAS


def test_the_departments_are_the_official_ones():
    rows = official("departements.json")
    assert {r["code"]: (r["nom"], r["region"]) for r in rows} == {
        code: (d.name, d.region) for code, d in regions.DEPARTMENTS.items()
    }


def test_there_are_eighteen_regions_and_every_department_leads_to_one_or_to_itself():
    assert len(regions.REGIONS) == 18
    assert len(regions.DEPARTMENTS) == 109
    assert {d.region for d in regions.DEPARTMENTS.values()} == set(regions.REGIONS) | set(regions.OVERSEAS)


@pytest.mark.parametrize(
    ("postcode", "region"),
    [
        ("61120", "28"),
        ("75011", "11"),
        ("94000", "11"),
        ("01000", "84"),
        ("20000", "94"),
        ("20200", "94"),
        ("97110", "01"),
        ("97133", "977"),
        ("97150", "978"),
        ("97200", "02"),
        ("97300", "03"),
        ("97410", "04"),
        ("97500", "975"),
        ("97600", "06"),
        ("98800", "988"),
        (" 33000 ", "75"),
        ("98000", None),
        ("00100", None),
        ("96000", None),
        ("6112", None),
        ("٦١١٢٠", None),
        ("", None),
    ],
)
def test_a_postcode_leads_to_its_region(postcode, region):
    assert regions.region_of(postcode) == region


@pytest.mark.parametrize(
    ("commune", "department", "region"),
    [
        ("2A004", "2A", "94"),
        ("2b033", "2B", "94"),
        ("13210", "13", "93"),
        ("97133", "971", "01"),
        ("08488", "08", "44"),
        ("97611", "976", "06"),
        ("98735", "987", "987"),
        ("20004", None, None),
        ("99100", None, None),
    ],
)
def test_an_insee_commune_leads_to_its_department_and_region(commune, department, region):
    assert regions.department_of_commune(commune) == department
    assert regions.region_of_commune(commune) == region


def test_corsican_postcodes_have_two_departments():
    assert [regions.department_of(code) for code in ("20000", "20167", "20200", "20600")] == ["2A", "2A", "2B", "2B"]


def test_a_name_is_known_for_regions_and_collectivities_only():
    assert regions.name("75") == "Nouvelle-Aquitaine"
    assert regions.name("988") == "Nouvelle-Calédonie"
    assert regions.name(regions.UNLOCATED) is None
