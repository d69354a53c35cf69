"""The tiles of the day as data: words, tone, list, and how the oldest of a pile is said. Asks no database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext, ngettext

from parcours_app.web.wording import day as long_day
from workflows.engine import sentence

CASELOAD = "counsellor.caseload"


@dataclass(frozen=True, slots=True)
class Pile:
    """A tile: its words, its tone, the page and the filter that list it, and how its oldest is said."""

    label: str
    nothing: str
    tone: str
    query: Mapping[str, str]
    oldest: Callable[[date, date], str]
    always: bool = True
    page: str = CASELOAD


def _longest(since: date, today: date) -> str:
    return str(ngettext("The longest: %(num)s day", "The longest: %(num)s days", (today - since).days))


def _longest_wait(since: date, today: date) -> str:
    return str(
        ngettext("The first has waited for %(num)s day", "The first has waited for %(num)s days", (today - since).days)
    )


def _first_end(planned: date, today: date) -> str:
    if planned < today:
        return gettext("The first should have ended on %(day)s", day=long_day(planned))
    return gettext("The first ends on %(day)s", day=long_day(planned))


def _first_of(since: date, _today: date) -> str:
    return gettext("The oldest: %(day)s", day=long_day(since))


def _first_on(day: date, _today: date) -> str:
    return gettext("The first: %(day)s", day=long_day(day))


def _oldest_case(opened: date, _today: date) -> str:
    return gettext("The oldest case opened on %(day)s", day=long_day(opened))


def _unsaid(_since: date, _today: date) -> str:
    return ""


# The levels of notice of a next step to book, after the one that opens the window (the days are those of each pact).
LEVELS: Mapping[str, str] = {
    "urgent": sentence("End in %(urgent)s days or fewer: %(number)s"),
    "pressing": sentence("End in %(pressing)s days or fewer: %(number)s"),
}
PILES: Mapping[str, Pile] = {
    "to_book": Pile(
        sentence("Next steps to book"),
        sentence("Every step that ends within %(window)s days has its next step booked."),
        "warning",
        {"seam": "to_book", "sort": "planned_end"},
        _first_end,
    ),
    "place": Pile(
        sentence("Places to give on a waiting list"),
        "",
        "stop",
        {"waiting": "place"},
        _longest_wait,
        always=False,
    ),
    "open": Pile(
        sentence("Gaps now open"),
        sentence("Nobody you follow is between two steps."),
        "stop",
        {"seam": "open", "sort": "seam"},
        _longest,
    ),
    "handovers": Pile(
        sentence("Handovers"),
        sentence("No handover waits for an answer."),
        "warning",
        {},
        _longest,
        page="counsellor.handovers",
    ),
    "to_close": Pile(
        sentence("Appointments to close"),
        sentence("What came of every appointment is told."),
        "warning",
        {"when": "to_close"},
        _first_of,
        page="counsellor.appointments",
    ),
    "no_contact": Pile(
        sentence("No contact for %(days)s days"),
        sentence("You had news of everybody."),
        "warning",
        {"sort": "contact"},
        _longest,
    ),
    "missing": Pile(
        sentence("Missing data"),
        sentence("No figure is spoilt by missing data."),
        "neutral",
        {},
        _oldest_case,
        page="counsellor.missing",
    ),
    "to_move": Pile(
        sentence("Appointments the person cannot come to"),
        "",
        "warning",
        {"when": "to_move"},
        _first_on,
        always=False,
        page="counsellor.appointments",
    ),
    "question": Pile(
        sentence("Questions waiting for your answer"), "", "warning", {"waiting": "question"}, _unsaid, always=False
    ),
    "check": Pile(
        sentence("News of a job to ask for"),
        "",
        "warning",
        {},
        _first_of,
        always=False,
        page="counsellor.follow_up",
    ),
}
