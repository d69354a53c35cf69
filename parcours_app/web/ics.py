"""Appointments as calendar files (RFC 5545): one event each, with its time zone, in an order and words that stay.

A counsellor's calendar names cases by their number only: it is read by servers that are not ours.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from flask import Response
from flask_babel import gettext
from icalendar import Calendar, Event

from parcours_app.models import Appointment
from parcours_app.queries.appointments import Meeting
from parcours_app.web.appointment_words import where
from workflows.appointments import CANCELLED

PRODUCT = "-//Parcours//Parcours//FR"
MEDIA_TYPE = "text/calendar"
# How far around the events a time zone is described: clocks change every year.
AROUND = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Shown:
    """An appointment and the words it is shown under."""

    appointment: Appointment
    title: str
    description: str = ""


def for_counsellor(meeting: Meeting) -> Shown:
    """The number of the case, nothing of the person."""
    return Shown(meeting.appointment, gettext("Appointment · case %(number)s", number=meeting.number))


def for_person(meeting: Meeting) -> Shown:
    """With whom."""
    title = gettext("Appointment · %(organisation)s", organisation=meeting.organisation or "Parcours")
    held_by = gettext("With %(name)s.", name=meeting.held_by) if meeting.held_by else ""
    return Shown(meeting.appointment, title, held_by)


def calendar_of(events: Iterable[Shown], name: str) -> bytes:
    """The calendar file; the same appointments give the same bytes."""
    ordered = sorted(events, key=lambda shown: (shown.appointment.at, shown.appointment.uid))
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for shown in ordered:
        calendar.add_component(_event(shown))
    if ordered:
        first, last = ordered[0].appointment.on - AROUND, ordered[-1].appointment.on + AROUND
        calendar.add_missing_timezones(first_date=date(first.year, 1, 1), last_date=date(last.year, 12, 31))
    return bytes(calendar.to_ical())


def _event(shown: Shown) -> Event:
    known = shown.appointment
    event = Event()
    event.add("uid", f"{known.uid}@parcours")
    event.add("sequence", known.sequence)
    event.add("dtstamp", _changed(known))
    event.add("dtstart", known.local)
    event.add("dtend", (known.at + timedelta(minutes=known.minutes)).astimezone(known.local.tzinfo))
    event.add("summary", shown.title)
    event.add("location", where(known))
    if shown.description:
        event.add("description", shown.description)
    event.add("status", "CANCELLED" if known.state == CANCELLED else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if known.state == CANCELLED else "OPAQUE")
    return event


def _changed(known: Appointment) -> datetime:
    """When it last changed: what tells a calendar that it must be read again."""
    return max(filter(None, (known.created_at, known.noted_at)))


def download(events: Iterable[Shown], name: str) -> Response:
    """The file, to be kept or opened by the calendar of whoever asks."""
    answer = Response(calendar_of(events, name), content_type=f"{MEDIA_TYPE}; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="rendez-vous.ics"'
    return answer


def tag_of(content: bytes) -> str:
    """What changes when the calendar does: a program that has this one is told so, and nothing is sent."""
    return sha256(content).hexdigest()[:32]
