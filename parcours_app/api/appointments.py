"""Appointments of a case: listed, planned, closed with what came of them."""

from http import HTTPStatus
from typing import Any

from parcours_app.api.caller import viewer
from parcours_app.api.routes import answers, takes
from parcours_app.api.schemas.appointments import (
    AppointmentAsked,
    AppointmentPlanned,
    AppointmentSchema,
    AppointmentsSchema,
    OutcomeAsked,
)
from parcours_app.extensions import db
from parcours_app.models import Appointment
from parcours_app.queries.appointments import of_case
from parcours_app.queries.cards import account_cards
from parcours_app.queries.case_file import AccountCard, visible_case
from parcours_app.services import appointments as service
from parcours_app.services.appointment_requests import AppointmentRequest
from workflows.engine import Role

PLAIN = ("n", "uid", "zone", "minutes", "way", "subject", "state", "outcome", "cancelled_by", "moved_to")


@answers(AppointmentsSchema, problems=(404,))
def index(case_id: object) -> Any:
    """Every appointment of a case, the latest first."""
    visible_case(db.session(), viewer(), str(case_id))
    found = [meeting.appointment for meeting in of_case(viewer(), str(case_id))]
    cards = account_cards(known.account_id for known in found)
    return {"items": [appointment_json(known, cards) for known in found], "next": None}


@takes(AppointmentAsked)
@answers(AppointmentPlanned, HTTPStatus.CREATED, problems=(400, 404, 422))
def create(asked: dict[str, Any], case_id: object) -> Any:
    """Plan an appointment; what else is planned at that time is told, not refused."""
    request = AppointmentRequest(
        on=asked["on"],
        hour=asked["hour"],
        minutes=asked["minutes"],
        way=asked["way"],
        subject=asked["subject"],
        place=asked.get("place") or "",
        account=asked.get("account") or None,
    )
    planned = service.plan(viewer(), str(case_id), request)
    known = planned.appointment
    clashes = [{"whose": clash.whose, "at": clash.at} for clash in planned.clashes]
    return {**appointment_json(known, account_cards([known.account_id])), "clashes": clashes}


@takes(OutcomeAsked)
@answers(AppointmentSchema, problems=(400, 404, 422))
def close(asked: dict[str, Any], case_id: object, n: int) -> Any:
    """Say whether it was held, with its outcome, or missed; saying it again corrects it."""
    known = service.close(viewer(), str(case_id), n, held=asked["held"], outcome=asked.get("outcome"))
    return appointment_json(known, account_cards([known.account_id]))


def appointment_json(known: Appointment, cards: dict[str, AccountCard]) -> dict[str, Any]:
    """An appointment; a supervisor is not told the place, which somebody typed."""
    card = cards.get(known.account_id)
    return {
        **{name: getattr(known, name) for name in PLAIN},
        "at": known.local,
        "place": None if viewer().role is Role.SUPERVISOR else known.place,
        "account": card.email if card else None,
        "declined": known.unable_at is not None,
    }
