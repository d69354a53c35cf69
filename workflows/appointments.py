"""An appointment's own life: planned, then held, missed, cancelled or moved. Not a fact of the pathway.

Its codes, and the table that says what may become of it. Knows nothing of calendars, zones or storage.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from workflows.engine import Attempt, Guard, Move, Pathway, Role, sentence


class AppointmentState(StrEnum):
    """The states of an appointment; a moved one is followed by another."""

    PLANNED = "planned"
    HELD = "held"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    MOVED = "moved"


WAYS = ("in_person", "phone", "video")
SUBJECTS = ("welcome", "diagnosis", "next_step", "training", "support", "job_search", "employment_check", "other")
# Once the person has left the pathway, what there is to talk about.
AFTER_EXIT = ("employment_check", "next_step", "other")
OUTCOMES = ("step_chosen", "step_booked", "papers_awaited", "news_given", "to_be_continued", "other")
CANCELLED_BY = ("person", "organisation")
LENGTHS = (15, 30, 45, 60, 90, 120, 180)
ROLES = (Role.COUNSELLOR, Role.OPERATOR)


def _begun(appointment: Any, attempt: Attempt) -> bool:
    now: datetime = attempt.data["now"]
    return bool(appointment.at <= now)


def _when(appointment: Any, _attempt: Attempt) -> Mapping[str, str]:
    return {"at": appointment.at.isoformat(), "zone": appointment.zone}


BEGUN = Guard(
    "appointment_begun",
    sentence("This appointment has not begun yet: nobody knows what will come of it."),
    sentence("Wait until its time has come; before that it can be moved or cancelled."),
    _begun,
    evidence=_when,
)
NOT_BEGUN = Guard(
    "appointment_not_begun",
    sentence("This appointment has already begun: it can no longer be moved."),
    sentence("Say what came of it, then plan another one."),
    lambda appointment, attempt: not _begun(appointment, attempt),
    evidence=_when,
)

# Plain texts, as they are stored: the machine knows a state by its name.
PLANNED, HELD, NO_SHOW, CANCELLED, MOVED = (state.value for state in AppointmentState)


def _move(name: str, sources: tuple[str, ...], to: str, *guards: Guard) -> Move:
    return Move(name, sources, (to,), roles=ROLES, guards=guards)


APPOINTMENT = Pathway(
    states=(PLANNED, HELD, NO_SHOW, CANCELLED, MOVED),
    attribute="state",
    moves=(
        # Held and missed may be told in place of each other: that is how a slip is corrected.
        _move("hold", (PLANNED, NO_SHOW), HELD, BEGUN),
        _move("miss", (PLANNED, HELD), NO_SHOW, BEGUN),
        _move("cancel", (PLANNED,), CANCELLED),
        _move("move", (PLANNED,), MOVED, NOT_BEGUN),
    ),
)

# Every code in words (see labels.py).
APPOINTMENT_WORDS: Mapping[str, Mapping[str, str]] = {
    "appointment_state": {
        "planned": sentence("Appointment planned"),
        "held": sentence("Appointment held"),
        "no_show": sentence("Appointment missed"),
        "cancelled": sentence("Appointment cancelled"),
        "moved": sentence("Appointment moved"),
    },
    "way": {
        "in_person": sentence("Meeting in person"),
        "phone": sentence("By telephone"),
        "video": sentence("By video"),
    },
    "subject": {
        "welcome": sentence("First meeting"),
        "diagnosis": sentence("Taking stock of skills and needs"),
        "next_step": sentence("The next step"),
        "training": sentence("The training under way"),
        "support": sentence("Support"),
        "job_search": sentence("The search for a job"),
        "employment_check": sentence("News of the job"),
        "other": sentence("Something else"),
    },
    "outcome": {
        "step_chosen": sentence("A next step is chosen"),
        "step_booked": sentence("A next step is booked"),
        "papers_awaited": sentence("Papers are awaited"),
        "news_given": sentence("News was given"),
        "to_be_continued": sentence("To be continued at another appointment"),
        "other": sentence("Another outcome"),
    },
    "cancelled_by": {
        "person": sentence("Cancelled by the person"),
        "organisation": sentence("Cancelled by the organisation"),
    },
}
