"""An appointment in words, the same for whoever reads it: when on its own wall clock, how, where. Asks nothing."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import format_date, format_time, gettext

from parcours_app.models import Appointment
from parcours_app.reference.zones import PARIS
from parcours_app.web import wording

TONES = {
    "planned": ("info", "calendar"),
    "held": ("ok", "check"),
    "no_show": ("warning", "cross"),
    "cancelled": ("neutral", "stop"),
    "moved": ("neutral", "differs"),
}


def hour(local: datetime) -> str:
    """The time of day: 10:00."""
    return str(format_time(local, "short", rebase=False))


def zone(name: str) -> ZoneInfo:
    """A time zone by its name."""
    return ZoneInfo(name)


def when(appointment: Appointment) -> str:
    """The day and the hour on the wall clock of the place; a clock that is not that of Paris is named."""
    local = appointment.local
    weekday = format_date(local.date(), "EEEE")
    said = gettext("%(weekday)s %(day)s at %(hour)s", weekday=weekday, day=wording.day(local.date()), hour=hour(local))
    return said if appointment.zone == PARIS else gettext("%(moment)s (local time)", moment=said)


def where(appointment: Appointment) -> str:
    """How and where: the place of a meeting, even still to be told, or the means."""
    way = wording.word("way", appointment.way)
    place = gettext("address to be told") if place_awaited(appointment) else appointment.place
    return gettext("%(way)s, %(place)s", way=way, place=place) if place else way


def place_awaited(appointment: Appointment) -> bool:
    """Whether a meeting in person has lost its place: it is held elsewhere, where nobody has said yet."""
    return appointment.way == "in_person" and not appointment.place


def state(appointment: Appointment, now: datetime) -> dict[str, str]:
    """A badge: what became of it, or that nobody said yet."""
    tone, icon = TONES[appointment.state]
    if appointment.state == "planned" and appointment.at <= now:
        return {"label": gettext("Outcome to be told"), "tone": "warning", "icon": "hourglass"}
    label = wording.word("appointment_state", appointment.state)
    if appointment.cancelled_by:
        label = wording.word("cancelled_by", appointment.cancelled_by)
    return {"label": label, "tone": tone, "icon": icon}
