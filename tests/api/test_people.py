"""POST /people, GET and PATCH /people/{id}."""

import pytest

from tests.api.program import PERSON
from workflows.engine import Role


def test_a_person_is_recorded_and_read(program):
    made = program.post("/people", {**PERSON, "email": "awa@example.org"})
    assert made.status_code == 201
    person = made.json
    assert person["possible_duplicates"] == []
    assert (person["level"], person["region"], person["situations"]) == (PERSON["level"], "11", ["rsa"])
    read = program.get(f"/people/{person['id']}")
    assert read.status_code == 200
    assert read.json == {key: value for key, value in person.items() if key != "possible_duplicates"}


def test_a_probable_duplicate_is_told_never_merged(program):
    first = program.person()
    second = program.post("/people", {**PERSON, "given_name": "AWA"}).json
    assert [same["id"] for same in second["possible_duplicates"]] == [first["id"]]
    assert second["id"] != first["id"]


def test_the_same_france_travail_id_and_birth_date_is_a_conflict_naming_the_person(program):
    known = program.person(ft_id="1234567A")
    again = program.post("/people", {**PERSON, "given_name": "Fatou", "ft_id": "1234567A"})
    assert again.status_code == 409
    assert again.json["person_id"] == known["id"]


def test_the_conflict_names_nobody_to_another_organisation(program, program_of, make_account):
    program.person(ft_id="1234567A")
    other = program_of(make_account(Role.COUNSELLOR, email="ailleurs@example.org", organisation="Autre", region="93"))
    again = other.post("/people", {**PERSON, "ft_id": "1234567A"})
    assert again.status_code == 409
    assert "person_id" not in again.json


def test_every_bad_field_is_told_at_once_in_french(program):
    answer = program.post("/people", {"given_name": "", "family_name": 4, "birth_date": "31/02/2000", "sex": "y"})
    assert answer.status_code == 422
    told = {reason["guard"]: reason for reason in answer.json["reasons"]}
    assert set(told) == {"data:given_name", "data:family_name", "data:birth_date", "data:sex"}
    assert told["data:birth_date"]["explanation"].startswith("Écrivez la date")
    assert all(reason["remedy"] and reason["override_by"] == [] for reason in told.values())


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2101-01-01", "9999-12-31"])
def test_a_birth_date_of_no_year_of_ours_is_told_the_range(program, day):
    answer = program.post("/people", {**PERSON, "birth_date": day})
    assert [reason["guard"] for reason in answer.json["reasons"]] == ["data:birth_date"]
    assert "comprise entre 1900 et aujourd’hui" in answer.json["reasons"][0]["explanation"]


def test_the_needs_of_a_person_are_kept_whole(program):
    needs = {"refresher": True, "domains": ["french", "digital"], "support": False}
    person = program.person(needs=needs)
    assert program.get(f"/people/{person['id']}").json["needs"] == needs
    assert program.person(given_name="Binta", needs={"refresher": False})["needs"] == {
        "refresher": False,
        "support": False,
    }


@pytest.mark.parametrize(
    ("needs", "told"),
    [
        ({"refresher": True, "domains": ["french", "cooking"]}, "french, calculation"),
        ({"refresher": True, "domains": "french"}, "liste"),
        ({"refresher": True, "domains": [4]}, "texte"),
        ({"refresher": "yes"}, "remise à niveau"),
        ({"refresher": True, "support": "yes"}, "accompagnement"),
        ({}, "remise à niveau"),
        (["refresher"], "remise à niveau"),
        ("refresher", "remise à niveau"),
        (True, "remise à niveau"),
    ],
)
def test_needs_of_another_form_are_refused_with_what_to_write(program, needs, told):
    answer = program.post("/people", {**PERSON, "needs": needs})
    assert (answer.status_code, [reason["guard"] for reason in answer.json["reasons"]]) == (422, ["data:needs"])
    assert told in answer.json["reasons"][0]["explanation"]


def test_contact_changes_and_what_figures_count_on_does_not(program):
    person = program.person()
    answer = program.send(
        "PATCH",
        f"/people/{person['id']}",
        {
            "phone": "0601020304",
            "email": "neuf@example.org",
            "region": "93",
            "level": {"scheme": "rncp2019", "code": "7"},
        },
    )
    assert answer.status_code == 200
    assert answer.json["email"] == "neuf@example.org"
    assert (answer.json["region"], answer.json["level"]) == (person["region"], person["level"])


def test_privileged_names_change_nothing(program):
    person = program.person()
    names = ("id", "created_by", "organisation_id", "created_at", "search_name", "to_complete", "role", "needs")
    answer = program.send("PATCH", f"/people/{person['id']}", dict.fromkeys(names, "x"))
    assert answer.status_code == 200
    assert program.get(f"/people/{person['id']}").json["id"] == person["id"]
    assert answer.json["needs"] is None


def test_a_person_of_another_organisation_is_not_there(program, program_of, make_account):
    person = program.person()
    other = program_of(make_account(Role.COUNSELLOR, email="ailleurs@example.org", organisation="Autre", region="93"))
    assert other.get(f"/people/{person['id']}").status_code == 404
    assert other.send("PATCH", f"/people/{person['id']}", {"phone": "0601020304"}).status_code == 404
