"""Handovers and stand-ins for programs: states that follow the day, receivers' answer times, one winner of a race."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from parcours_app.extensions import db
from parcours_app.queries.reconcile import differences
from tests.api.program import PREFIX
from workflows.engine import Role

THERE = "Cap emploi"


@pytest.fixture
def receiver(make_account, program_of):
    return program_of(make_account(Role.COUNSELLOR, email="odile@example.org", organisation=THERE, region="52"))


@pytest.fixture
def case(program, receiver):
    """A case the receiver is asked to take over since 1 June 2026."""
    opened = program.case()["id"]
    program.made(opened, "request_handover", "2026-06-01", {"to_organisation": THERE})
    return opened


def test_a_request_shows_its_clock_and_what_it_became_on_the_day_asked(program, case):
    (asked,) = program.show(case)["handovers"]
    assert (asked["state"], asked["remind_on"], asked["expires_on"]) == ("requested", "2026-06-11", "2026-07-01")
    (later,) = program.show(case, "?on=2026-07-01")["handovers"]
    assert later["state"] == "expired"


def test_a_refusal_carries_its_code_and_the_organisation_proposed(program, receiver, case):
    receiver.made(
        case,
        "decline_handover",
        "2026-06-03",
        {"motive": "outside_area", "reason": "Trop loin", "alternative_organisation": "Mission locale de Test"},
    )
    (declined,) = program.show(case)["handovers"]
    assert (declined["state"], declined["motive"]) == ("declined", "outside_area")
    assert declined["alternative_organisation"] == program.show(case)["organisation"]["id"]


def test_a_refusal_without_a_code_is_kept_as_another_reason(program, receiver, case):
    receiver.made(case, "decline_handover", "2026-06-03", {"reason": "Complet"})
    assert program.show(case)["handovers"][0]["motive"] == "other"


def test_the_organisations_say_how_fast_they_answer_from_three_answers_on(program, receiver, case):
    def there():
        return next(found for found in program.get("/organisations").json["items"] if found["name"] == THERE)

    assert (there()["answers"], there()["median_answer_days"]) == (0, None)
    receiver.made(case, "accept_handover", "2026-06-08")
    assert (there()["answers"], there()["median_answer_days"]) == (None, None), "one answer would tell of a case"
    for number, on in enumerate(("2026-06-02", "2026-06-04")):
        person = program.person(family_name=f"Canari{number}", birth_date=f"197{number}-02-03")
        other = program.case(person=person)["id"]
        program.made(other, "request_handover", "2026-06-01", {"to_organisation": THERE})
        receiver.made(other, "accept_handover", on)
    assert (there()["answers"], there()["median_answer_days"]) == (3, 3)


def test_a_stand_in_acts_until_its_day_and_the_referent_stays_named(program, make_account):
    make_account(Role.COUNSELLOR, email="karim@example.org")
    case = program.oriented()["id"]
    program.made(case, "assign", "2026-06-10", {"referent": "karim@example.org", "until": "2026-06-30"})
    shown = program.show(case)
    assert (shown["referent"], shown["acting"]) == (program.account.email, "karim@example.org")
    assert shown["stand_in"] == {"account": "karim@example.org", "since": "2026-06-10", "until": "2026-06-30"}
    assert program.show(case, "?on=2026-07-01")["acting"] == program.account.email


def test_nobody_from_elsewhere_is_assigned(program, receiver):
    case = program.oriented()["id"]
    refused = program.move(case, "assign", "2026-06-10", {"referent": "odile@example.org"})
    assert refused.status_code == 422
    assert [reason["guard"] for reason in refused.json["reasons"]] == ["colleague_named"]


def test_the_sender_reads_for_thirty_days_then_no_more(program, receiver, case, clock):
    receiver.made(case, "accept_handover", "2026-06-08")
    assert program.get(f"/cases/{case}").status_code == 200
    clock.set("2026-07-07")
    assert program.get(f"/cases/{case}").status_code == 200
    clock.set("2026-07-08")
    assert program.get(f"/cases/{case}").status_code == 404


def test_of_two_receivers_who_accept_at_once_one_wins(program, receiver, case, make_account, program_of, engine_name):
    if engine_name != "postgresql":
        pytest.skip("SQLite lets one writer in at a time: nothing races there")
    other = program_of(make_account(Role.COUNSELLOR, email="yves@example.org", organisation=THERE, region="52"))
    start, version = Barrier(2), str(receiver.version(case))

    def take(who):
        client = who.app.test_client(use_cookies=False)
        sent = {"Authorization": f"Bearer {who.token}", "If-Match": version}
        body = {"move": "accept_handover", "effective_on": "2026-06-15"}
        start.wait()
        with client.post(f"{PREFIX}/cases/{case}/moves", json=body, headers=sent) as answer:
            return answer.status_code

    db.session.commit()
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(take, (receiver, other)))
    assert sorted(answers) == [201, 409]
    assert list(differences()) == []


@pytest.mark.parametrize(
    ("who", "status"), [("odile@example.org", 201), ("chef@example.org", 422), ("counsellor@example.org", 422)]
)
def test_who_is_to_take_over_is_a_counsellor_of_the_receiver(program, receiver, make_account, who, status):
    make_account(Role.SUPERVISOR, email="chef@example.org", organisation=THERE, region="52")
    opened = program.case()["id"]
    asked = {"to_organisation": THERE, "to_counsellor": who}
    answer = program.move(opened, "request_handover", "2026-06-01", asked)
    assert answer.status_code == status, answer.text
    if status == 422:
        assert [reason["guard"] for reason in answer.json["reasons"]] == ["receiver_named"]


def test_who_orients_works_in_the_organisation_of_the_case(program, receiver):
    opened = program.case()["id"]
    data = {"channel": "letter", "decision_on": "2026-06-01", "notified_on": "2026-06-01"}
    answer = program.move(opened, "begin_orientation", "2026-06-01", {**data, "referent": "odile@example.org"})
    assert [reason["guard"] for reason in answer.json["reasons"]] == ["referent_named"]
