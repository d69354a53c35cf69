"""Reads what is asked of an appointment: when on the wall clock, how, where, about what, with whom. Writes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from parcours_app.models import Case, Organisation
from parcours_app.reference.time_zones import instant, zone_name
from parcours_app.scope import Viewer
from parcours_app.services.naming import account_named
from parcours_app.services.plain_text import plain_text
from workflows.appointments import AFTER_EXIT, SUBJECTS, WAYS
from workflows.engine import Reason, Refused, Role, sentence

SHORTEST, LONGEST = 5, 480
LONGEST_PLACE = 200
FARTHEST = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class AppointmentRequest:
    """What is asked. on and hour: the wall clock of the place. account: a key or an e-mail, the asker by default."""

    on: date | None
    hour: time | None
    minutes: int | None = 30
    way: str = "in_person"
    subject: str = "other"
    place: str = ""
    account: str | None = None


def _bad(name: str, explanation: str, remedy: str, **evidence: str) -> Reason:
    return Reason(f"data:{name}", explanation, remedy, evidence=evidence)


NO_DAY = _bad("on", sentence("The day of the appointment is missing."), sentence("Write it, for example 31/03/2026."))
NO_HOUR = _bad("hour", sentence("The time of the appointment is missing."), sentence("Write it, for example 14:30."))
PAST = _bad(
    "on",
    sentence("This time has passed: an appointment is planned for later."),
    sentence("Choose a later time. If you have already met, record a contact instead."),
)
TOO_FAR = _bad(
    "on", sentence("This day is more than two years away."), sentence("Check the year, then send the form again.")
)
SKIPPED = _bad(
    "hour",
    sentence("This time does not exist that night: clocks go forward an hour."),
    sentence("Choose an hour earlier or later."),
)
BAD_LENGTH = _bad(
    "minutes",
    sentence("An appointment lasts between 5 minutes and 8 hours."),
    sentence("Choose a length among those listed."),
)
BAD_WAY = _bad("way", sentence("Say how you will meet."), sentence("Choose in person, by telephone or by video."))
BAD_SUBJECT = _bad(
    "subject", sentence("Say what the appointment is about."), sentence("Choose one of the subjects listed.")
)
NO_PLACE = _bad(
    "place",
    sentence("A meeting in person needs a place."),
    sentence("Write the address, with the floor or the room if it helps."),
)
BAD_ACCOUNT = _bad(
    "account",
    sentence("This account cannot hold the appointment: it is not an active counsellor of your organisation."),
    sentence("Choose one of the counsellors listed."),
)
CLOSED = Reason(
    "case_live",
    sentence("This case is closed: no appointment can be planned on it."),
    sentence("Reopen the case, or open a new one if the person comes back."),
)
LEFT = _bad(
    "subject",
    sentence("The person has left the pathway: an appointment is now about their news or their coming back."),
    sentence("Choose “News of the job”, “The next step” or “Something else”."),
)


def values(session: Session, viewer: Viewer, case: Case, request: AppointmentRequest) -> dict[str, Any]:
    """The columns an appointment is planned with. Raises Refused with every reason it cannot be."""
    if not case.live or case.exit_motive == "death":
        raise Refused(CLOSED)
    zone = zone_name(
        session.scalar(select(Organisation.region).where(Organisation.id == case.organisation_id))
        if case.organisation_id
        else None
    )
    named = account_named(session, request.account or viewer.account or "")
    reasons = [*_when(viewer, request, zone), *_what(case, request)]
    if named is None or named.role is not Role.COUNSELLOR or named.organisation_id != case.organisation_id:
        reasons.append(BAD_ACCOUNT)
    place = ""
    try:
        place = plain_text("place", request.place, LONGEST_PLACE) if request.place.strip() else ""
    except Refused as refused:
        reasons.extend(refused.reasons)
    if reasons or request.on is None or request.hour is None or named is None:
        raise Refused(*reasons)
    return {
        "at": instant(request.on, request.hour, zone),
        "zone": zone,
        "on": request.on,
        "minutes": request.minutes,
        "way": request.way,
        "place": place or None,
        "account_id": named.id,
        "subject": request.subject,
    }


def _when(viewer: Viewer, request: AppointmentRequest, zone: str) -> Iterator[Reason]:
    if request.on is None:
        yield NO_DAY
    if request.hour is None:
        yield NO_HOUR
    if request.on is None or request.hour is None:
        return
    if not viewer.today - FARTHEST <= request.on <= viewer.today + FARTHEST:
        yield TOO_FAR if request.on > viewer.today else PAST
        return
    at: datetime | None = instant(request.on, request.hour, zone)
    if at is None:
        yield SKIPPED
    elif at <= viewer.now:
        yield PAST


def _what(case: Case, request: AppointmentRequest) -> Iterator[Reason]:
    if request.minutes is None or not SHORTEST <= request.minutes <= LONGEST:
        yield BAD_LENGTH
    if request.way not in WAYS:
        yield BAD_WAY
    if request.subject not in SUBJECTS:
        yield BAD_SUBJECT
    elif case.exit_on is not None and request.subject not in AFTER_EXIT:
        yield LEFT
    if request.way == "in_person" and not request.place.strip():
        yield NO_PLACE
