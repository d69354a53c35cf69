"""What weighs on a counsellor: an appointment to close, a handover to answer."""

from datetime import date, time

from parcours_app.queries.load import Load, loads
from parcours_app.services import appointments, contacts
from parcours_app.services.appointment_requests import AppointmentRequest
from tests.walks import Walk
from workflows.engine import Role


def test_an_appointment_to_close_and_a_handover_to_answer_weigh_on_whoever_has_to(make_account, clock):
    nadia, karim = (make_account(Role.COUNSELLOR, email=f"{name}@example.org") for name in ("nadia", "karim"))
    odile = make_account(Role.COUNSELLOR, email="odile@example.org", organisation="Cap emploi 52", region="52")
    clock.set("2026-06-10")
    met = Walk(nadia, clock).open("2026-06-01")
    contacts.record_contact(met.viewer, met.case_id, date(2026, 6, 10), "phone")
    assert loads(met.viewer) == {nadia.id: Load(1, 0)}
    asked = AppointmentRequest(date(2026, 6, 11), time(10), 30, "phone", "next_step")
    appointments.plan(met.viewer, met.case_id, asked)
    Walk(odile, clock).open("2026-06-09").move(
        "request_handover", "2026-06-10", to_organisation=nadia.organisation_id, to_counsellor=karim.email
    )
    clock.set("2026-06-12")
    assert loads(met.viewer) == {nadia.id: Load(1, 1), karim.id: Load(0, 1)}
