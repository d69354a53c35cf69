"""My day: what calls for an act, each pile with its oldest and its list. Words what the query counts."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from parcours_app.queries import day as the_day
from parcours_app.queries.appointments import Asked, coming
from parcours_app.queries.caseload_filters import SILENCE_DAYS
from parcours_app.queries.day import Backlog, Day
from parcours_app.queries.follow_up import awaited
from parcours_app.scope import Viewer
from parcours_app.web.counsellor import follow_up
from parcours_app.web.counsellor.day_piles import CASELOAD, LEVELS, PILES
from parcours_app.web.counsellor.missing_data import summary
from parcours_app.web.counsellor.week import agenda
from parcours_app.web.notice_words import notice
from parcours_app.web.viewing import current_viewer
from parcours_app.web.wording import full_day, moment

SILENCES = ("15", "30", "60", "90")
EXCERPT = 160


def show() -> ResponseReturnValue:
    """The page of the day; `no_contact` in the address changes the silence that calls for news."""
    viewer = current_viewer()
    silence = request.args.get("no_contact", "")
    days = int(silence) if silence in SILENCES else SILENCE_DAYS
    found = the_day.day(viewer, days)
    piles = {**found.piles, "handovers": _both(found)}
    asked = the_day.questions(viewer) if piles["question"].count else []
    checks = awaited(viewer, viewer.today)[: the_day.SHOWN] if piles["check"].count else []
    return render_template(
        "counsellor/day.html",
        date=full_day(viewer.today),
        idle=not any(pile.count for pile in piles.values()),
        tiles=[_tile(name, piles[name], found, viewer.today, days) for name in PILES if _shown(name, piles)],
        missing=summary(found.missing),
        questions=[_question(row) for row in asked],
        checks=[follow_up.line(check, viewer.today) for check in checks],
        week=_week(viewer),
        unassigned=_unassigned(found.unassigned),
    )


def _week(viewer: Viewer) -> list[dict[str, Any]]:
    last = viewer.today + timedelta(days=the_day.WEEK)
    meetings = coming(viewer, Asked(viewer.account or ""), viewer.today, last)
    return agenda(the_day.week(viewer), meetings, viewer.today)


def _both(found: Day) -> Backlog:
    """The handovers that wait for an answer, ours or another organisation's, as one pile."""
    received, sent = found.piles["handover_in"], found.piles["handover_out"]
    oldest = min(filter(None, (received.oldest, sent.oldest)), default=None)
    return Backlog(received.count + sent.count, oldest)


def _shown(name: str, piles: Mapping[str, Backlog]) -> bool:
    return PILES[name].always or piles[name].count > 0


def _tile(name: str, pile: Backlog, found: Day, today: date, days: int) -> dict[str, Any]:
    """A tile; the silence it counts is part of its words and of its list."""
    kind = PILES[name]
    query = {**kind.query, **({"no_contact": str(days)} if name == "no_contact" else {})}
    return {
        "label": gettext(kind.label, days=days) if name == "no_contact" else gettext(kind.label),
        "count": pile.count,
        "url": _list(kind.page, **query),
        "oldest": kind.oldest(pile.oldest, today) if pile.oldest else "",
        "hint": _sides(found) if name == "handovers" else "",
        "steps": _pressing(found) if name == "to_book" else [],
        "tone": "stop" if name == "to_book" and found.piles["urgent"].count else kind.tone,
        "nothing": gettext(kind.nothing, **notice()) if kind.nothing else "",
    }


def _pressing(found: Day) -> list[dict[str, str]]:
    """The levels of notice reached, the most pressing first, each with its count in words and its list."""
    days = notice()
    return [
        {
            "label": gettext(label, number=found.piles[name].count, **days),
            "url": _list(CASELOAD, seam=name, sort="planned_end"),
        }
        for name, label in LEVELS.items()
        if found.piles[name].count
    ]


def _sides(found: Day) -> str:
    received, sent = found.piles["handover_in"].count, found.piles["handover_out"].count
    said = [
        ngettext("%(num)s to accept", "%(num)s to accept", received) if received else "",
        ngettext("%(num)s awaiting an answer", "%(num)s awaiting an answer", sent) if sent else "",
    ]
    return ", ".join(filter(None, said))


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
    return {"text": text, "url": _list(CASELOAD, tab="organisation", referent="none")}


def _list(page: str, **query: str) -> str:
    return url_for(page) + (f"?{urlencode(query)}" if query else "")
