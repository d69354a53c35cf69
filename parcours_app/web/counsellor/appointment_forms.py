"""The forms about an appointment: what they ask, and how what was typed is read. Judges nothing: the service does."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from flask_babel import gettext

from parcours_app.models import Appointment
from parcours_app.queries.caseload import referents
from parcours_app.scope import Viewer
from parcours_app.services.appointment_requests import AppointmentRequest
from parcours_app.web import wording
from parcours_app.web.casework.move_parts import day_of, iso, whole
from workflows.appointments import AFTER_EXIT, CANCELLED_BY, LENGTHS, OUTCOMES, SUBJECTS, WAYS
from workflows.engine import Reason

NAMES = ("on", "hour", "minutes", "way", "place", "subject", "account")
NO_SHOW = "no_show"
HOUR = re.compile(r"([01]?\d|2[0-3])\s*[:hH.]\s*([0-5]\d)?", re.ASCII)
Typed = dict[str, str]
Choice = tuple[str, str]


@dataclass(slots=True)
class Sent:
    """A form as it was sent: what was typed, and what is wrong, by question."""

    values: Typed
    errors: dict[str, list[str]] = field(default_factory=dict)

    def refuse(self, reasons: tuple[Reason, ...]) -> "Sent":
        """Keep the sentences of a refusal beside the questions they are about."""
        for reason in reasons:
            name = reason.guard.removeprefix("data:")
            said = f"{wording.explained(reason)} {wording.remedy(reason)}"
            self.errors.setdefault(name if name in NAMES else "form", []).append(said)
        return self

    def mistakes(self, prefix: str) -> list[dict[str, str]]:
        """What is wrong, each leading to its question; what is about none of them leads nowhere."""
        return [
            {"message": said, **({"url": f"#{prefix}-{name}"} if name in NAMES else {})}
            for name, found in self.errors.items()
            for said in found
        ]


def blank(viewer: Viewer, *, left: bool) -> Sent:
    """The form before anything is typed: half an hour, in person, with whoever asks; after an exit, about the job."""
    subject = AFTER_EXIT[0] if left else "next_step"
    values = dict.fromkeys(NAMES, "")
    return Sent({**values, "minutes": "30", "way": WAYS[0], "subject": subject, "account": viewer.account or ""})


def of_appointment(known: Appointment) -> Sent:
    """The form that moves an appointment, as it stands."""
    return Sent(
        {
            "on": known.on.isoformat(),
            "hour": known.local.strftime("%H:%M"),
            "minutes": str(known.minutes),
            "way": known.way,
            "place": known.place or "",
            "subject": known.subject,
            "account": known.account_id,
        }
    )


def typed(form: Mapping[str, str]) -> Sent:
    """What was typed."""
    return Sent({name: form.get(name, "").strip() for name in NAMES})


def request_of(sent: Sent) -> AppointmentRequest:
    """What was typed, read; what cannot be read is left out, and the service says what is missing."""
    values = sent.values
    minutes = whole([values["minutes"]])
    return AppointmentRequest(
        on=day_of(iso([values["on"]])),
        hour=hour_of(values["hour"]),
        minutes=minutes if isinstance(minutes, int) else None,
        way=values["way"],
        subject=values["subject"],
        place=values["place"],
        account=values["account"] or None,
    )


def hour_of(text: str) -> time | None:
    """A time of day as people write it: 14:30, 14h30, 9 h."""
    found = HOUR.fullmatch(text)
    return time(int(found[1]), int(found[2] or 0)) if found else None


def choices(viewer: Viewer, *, left: bool, now_long: str = "") -> dict[str, list[Choice]]:
    """The codes each question accepts, in words; a length of before that is not listed stays possible."""
    lengths = sorted({*LENGTHS, *([int(now_long)] if now_long.isascii() and now_long.isdecimal() else [])})
    subjects = AFTER_EXIT if left else SUBJECTS
    return {
        "minutes": [(str(length), _length(length)) for length in lengths[: len(LENGTHS) + 1]],
        "way": [(code, wording.word("way", code)) for code in WAYS],
        "subject": [(code, wording.word("subject", code)) for code in subjects],
        "account": referents(viewer),
    }


def results() -> list[Choice]:
    """What may have come of an appointment, the person's absence included."""
    told = [(code, wording.word("outcome", code)) for code in OUTCOMES]
    return [("", gettext("Choose…")), *told, (NO_SHOW, gettext("The person did not come"))]


def cancellers() -> list[Choice]:
    """Who cancels."""
    return [("", gettext("Choose…")), *((code, wording.word("cancelled_by", code)) for code in CANCELLED_BY)]


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return gettext("%(num)s minutes", num=rest)
    return (
        gettext("%(hours)s h %(minutes)s", hours=hours, minutes=f"{rest:02}")
        if rest
        else gettext("%(num)s h", num=hours)
    )


def length(known: Appointment) -> dict[str, Any]:
    """How long it lasts, in words."""
    return {"term": gettext("Length"), "value": _length(known.minutes)}
