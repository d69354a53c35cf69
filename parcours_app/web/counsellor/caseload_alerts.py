"""What a line of the caseload says to watch: each alert with its tone and its icon. Asks no database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from parcours_app.queries.caseload_filters import ON_THE_WAY, SILENCE_DAYS
from parcours_app.web.wording import short_day
from workflows.ledger import urgency
from workflows.pacts import pact_of


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that calls for an act: its tone, its icon, its words."""

    label: str
    tone: str = "warning"
    icon: str = "warning"


def alerts(row: Any, today: date, phrases: Mapping[str, str]) -> Iterable[Alert]:
    """What calls for an act, the most pressing first; phrases: the words, bound once for a page of lines."""
    still = bool(row.paused_from and row.paused_from <= today <= row.paused_until)
    quiet = (today - (row.last_contact_on or row.opened_on)).days
    silent = row.stage in ON_THE_WAY and not still and quiet >= SILENCE_DAYS
    found = (
        (row.question, Alert(phrases["question"], "info", "question")),
        (row.handover_to and row.handover_expires_on > today, Alert(phrases["handover"], "info", "forward")),
        (_presses(row, today), _ending(row, today, phrases)),
        (row.current_planned_end and row.current_planned_end < today, Alert(phrases["overdue"], "stop", "calendar")),
        (row.next_on and row.next_on < today, Alert(phrases["late_start"], "stop", "calendar")),
        (still, Alert(phrases["paused"] % {"day": short_day(row.paused_until)}, "neutral", "pause")),
        (silent, Alert(phrases["silent"] % {"n": quiet}, "warning", "phone")),
        (row.eligibility_flagged, Alert(phrases["flagged"])),
        (row.lacking, Alert(phrases["lacking"], "warning", "dot")),
    )
    return (alert for holds, alert in found if holds)


def _presses(row: Any, today: date) -> bool:
    """An end to come that nobody has sewn, at a level of notice after the first."""
    return bool(row.sew_by and row.sew_by >= today and urgency(row.sew_by, today, pact_of(row.pact).notice[1:]))


def _ending(row: Any, today: date, phrases: Mapping[str, str]) -> Alert:
    """How many days are left to book what follows; the last level is said in another tone."""
    left = (row.sew_by - today).days if row.sew_by else 0
    last = left <= pact_of(row.pact).notice[-1]
    return Alert(phrases["ends"] % {"n": left}, "stop" if last else "warning", "hourglass")
