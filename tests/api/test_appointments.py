"""Appointments through the API: planned, told, listed for whom they concern; refused with reasons, never a failure."""

import pytest

from parcours_app.models import Appointment
from workflows.engine import Role

ASKED = {"on": "2026-06-16", "hour": "10:00", "place": "3 rue de la Gare", "subject": "next_step"}


@pytest.fixture
def case(program):
    return program.case()


def plan(program, case, **changes):
    return program.post(f"/cases/{case['id']}/appointments", {**ASKED, **changes})


def test_an_appointment_is_planned_listed_and_closed(program, case, clock):
    answer = plan(program, case)
    assert answer.status_code == 201
    made = answer.json
    assert (made["n"], made["at"], made["zone"]) == (1, "2026-06-16T10:00:00+02:00", "Europe/Paris")
    assert (made["state"], made["account"], made["clashes"]) == ("planned", program.account.email, [])
    (listed,) = program.get(f"/cases/{case['id']}/appointments").json["items"]
    assert listed == {name: value for name, value in made.items() if name != "clashes"}
    clock.set("2026-06-17")
    closed = program.post(f"/cases/{case['id']}/appointments/1/close", {"held": True, "outcome": "step_chosen"})
    assert (closed.status_code, closed.json["state"], closed.json["outcome"]) == (200, "held", "step_chosen")


def test_what_else_is_planned_at_that_time_is_told(program, case):
    plan(program, case)
    (clash,) = plan(program, case, hour="10:15").json["clashes"]
    assert clash["whose"] == "person"


@pytest.mark.parametrize(("changes", "field"), [
    ({"on": "16/06/2026"}, "on"), ({"on": "2026-06-14"}, "on"), ({"on": None}, "on"),
    ({"hour": "25:00"}, "hour"), ({"hour": 10}, "hour"), ({"hour": None}, "hour"),
    ({"minutes": 2**63}, "minutes"), ({"minutes": "30"}, "minutes"), ({"minutes": 1.5}, "minutes"),
    ({"minutes": True}, "minutes"),
    ({"way": "pigeon"}, "way"), ({"way": ["phone"]}, "way"),
    ({"subject": "x"}, "subject"), ({"place": ""}, "place"), ({"place": {"a": 1}}, "place"),
    ({"account": "nobody@example.org"}, "account"), ({"account": 12}, "account"),
])  # fmt: skip
def test_what_cannot_be_is_refused_with_its_field(program, case, session, changes, field):
    answer = plan(program, case, **changes)
    assert answer.status_code == 422, answer.json
    assert f"data:{field}" in [reason["guard"] for reason in answer.json["reasons"]]
    assert session.query(Appointment).count() == 0


@pytest.mark.parametrize(("body", "guard"), [
    ({"held": "yes"}, "data:held"), ({}, "data:held"), ({"held": True}, "data:outcome"),
    ({"held": True, "outcome": "x"}, "data:outcome"), ({"held": False}, "appointment_begun"),
])  # fmt: skip
def test_an_outcome_is_told_in_codes_once_its_time_has_come(program, case, body, guard):
    plan(program, case)
    answer = program.post(f"/cases/{case['id']}/appointments/1/close", body)
    assert answer.status_code == 422
    assert guard in [reason["guard"] for reason in answer.json["reasons"]]


@pytest.mark.parametrize("n", ["0", "2", "2147483648", "99999999999999999999"])
def test_an_appointment_that_does_not_exist_is_not_there(program, case, n):
    assert program.post(f"/cases/{case['id']}/appointments/{n}/close", {"held": False}).status_code == 404


def test_it_is_shown_to_whom_the_case_is_and_a_supervisor_reads_no_place(
    program, supervisor, program_of, make_account, case
):
    plan(program, case)
    address = f"/cases/{case['id']}/appointments"
    assert supervisor.get(address).json["items"][0]["place"] is None
    person = program_of(make_account(Role.BENEFICIARY, person_id=case["person_id"]))
    assert person.get(address).json["items"][0]["place"] == "3 rue de la Gare"
    stranger = program_of(make_account(Role.COUNSELLOR, email="loin@example.org", organisation="Cap emploi"))
    assert stranger.get(address).status_code == 404
    assert stranger.post(address, ASKED).status_code == 404
    assert stranger.post(f"{address}/1/close", {"held": False}).status_code == 404
