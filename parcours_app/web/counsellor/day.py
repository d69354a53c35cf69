"""My day: what calls for an act, each pile with its oldest and its list. Words what the query counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date, gettext, ngettext

from parcours_app.queries import day as the_day
from parcours_app.queries.caseload_filters import SILENCE_DAYS
from parcours_app.queries.day import Backlog, Day
from parcours_app.queries.missing import ANY, GAPS
from parcours_app.web.counsellor.week import agenda
from parcours_app.web.viewing import current_viewer as viewer
from parcours_app.web.wording import day as long_day
from parcours_app.web.wording import moment
from workflows.engine import sentence

SILENCES = ("15", "30", "60", "90")
EXCERPT = 160


@dataclass(frozen=True, slots=True)
class Pile:
    """A tile: its words, its tone, the filter that lists it, and how its oldest is said."""

    label: str
    nothing: str
    tone: str
    query: Mapping[str, str]
    oldest: Callable[[date, date], str]
    always: bool = True


def _longest(since: date, today: date) -> str:
    return str(ngettext("The longest: %(num)s day", "The longest: %(num)s days", (today - since).days))


def _first_end(planned: date, today: date) -> str:
    if planned < today:
        return gettext("The first should have ended on %(day)s", day=long_day(planned))
    return gettext("The first ends on %(day)s", day=long_day(planned))


def _unsaid(_since: date, _today: date) -> str:
    return ""


PILES: Mapping[str, Pile] = {
    "open": Pile(
        sentence("Gaps now open"),
        sentence("Nobody you follow is between two steps."),
        "stop",
        {"seam": "open", "sort": "seam"},
        _longest,
    ),
    "to_book": Pile(
        sentence("Next steps to book"),
        sentence("Every step that ends within 60 days has its next step booked."),
        "warning",
        {"seam": "to_book", "sort": "planned_end"},
        _first_end,
    ),
    "no_contact": Pile(
        sentence("No contact for %(days)s days"),
        sentence("You had news of everybody."),
        "warning",
        {"sort": "contact"},
        _longest,
    ),
    "missing": Pile(
        sentence("Missing data"), sentence("No figure is spoilt by missing data."), "neutral", {"missing": ANY}, _unsaid
    ),
    "question": Pile(
        sentence("Questions waiting for your answer"), "", "warning", {"waiting": "question"}, _unsaid, always=False
    ),
    "handover_in": Pile(
        sentence("Handovers offered to your organisation"),
        "",
        "warning",
        {"waiting": "handover_in", "tab": "organisation"},
        _unsaid,
        always=False,
    ),
}


def show() -> ResponseReturnValue:
    """The page of the day; `no_contact` in the address changes the silence that calls for news."""
    looking = viewer()
    silence = request.args.get("no_contact", "")
    days = int(silence) if silence in SILENCES else SILENCE_DAYS
    found = the_day.day(looking, days)
    asked = the_day.questions(looking) if found.piles["question"].count else []
    return render_template(
        "counsellor/day.html",
        date=format_date(looking.today, "full"),
        idle=not any(pile.count for pile in found.piles.values()),
        tiles=[_tile(name, found.piles[name], looking.today, days) for name in PILES if _shown(name, found)],
        missing=_missing(found),
        questions=[_question(row) for row in asked],
        week=agenda(the_day.week(looking), looking.today),
        unassigned=_unassigned(found.unassigned),
    )


def _shown(name: str, found: Day) -> bool:
    return PILES[name].always or found.piles[name].count > 0


def _tile(name: str, pile: Backlog, today: date, days: int) -> dict[str, Any]:
    """A tile; the silence it counts is part of its words and of its list."""
    kind = PILES[name]
    query = {**kind.query, **({"no_contact": str(days)} if name == "no_contact" else {})}
    return {
        "label": gettext(kind.label, days=days) if name == "no_contact" else gettext(kind.label),
        "count": pile.count,
        "url": _list(**query),
        "oldest": kind.oldest(pile.oldest, today) if pile.oldest else "",
        "tone": kind.tone,
        "nothing": gettext(kind.nothing) if kind.nothing else "",
    }


def _missing(found: Day) -> list[list[dict[str, str] | str]]:
    """One line per datum that is missing somewhere: what, how many, the figure it spoils."""
    return [
        [
            gettext(gap.title),
            {"text": str(found.missing[gap.code]), "url": _list(missing=gap.code)},
            gettext(gap.spoils),
        ]
        for gap in GAPS
        if found.missing[gap.code]
    ]


def _question(row: Any) -> dict[str, str]:
    text = " ".join(row.text.split())
    return {
        "url": url_for("counsellor.case", case_id=row.id) + "#questions",
        "name": f"{row.given_name or ''} {row.family_name or ''}".strip() or gettext("Name to be completed"),
        "text": text if len(text) <= EXCERPT else text[:EXCERPT].rsplit(" ", 1)[0] + "…",
        "asked": moment(row.asked_at),
    }


def _unassigned(number: int) -> dict[str, str] | None:
    if not number:
        return None
    text = ngettext(
        "%(num)s person of your organisation has no referent.",
        "%(num)s people of your organisation have no referent.",
        number,
    )
    return {"text": text, "url": _list(tab="organisation", referent="none")}


def _list(**query: str) -> str:
    return f"{url_for('counsellor.caseload')}?{urlencode(query)}"
