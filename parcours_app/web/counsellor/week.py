"""The dates of the week in words, day by day: who is met, who starts, ends or comes back. Asks no database."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext

from parcours_app.queries.appointments import Meeting
from parcours_app.queries.day import WEEK
from parcours_app.web import appointment_words as words
from parcours_app.web.wording import week_day, word
from workflows.appointments import PLANNED


def agenda(rows: Iterable[Any], meetings: Iterable[Meeting], today: date) -> list[dict[str, Any]]:
    """The days on which something is planned: {day, events: [{name, url, text}]}, today first, appointments first."""
    by_day: dict[date, list[dict[str, str]]] = {}
    for meeting in meetings:
        by_day.setdefault(meeting.appointment.on, []).append(_meeting(meeting))
    for row in rows:
        for on, text in _events(row):
            if today <= on <= today + timedelta(days=WEEK):
                by_day.setdefault(on, []).append({"name": _name(row), "url": _url(row), "text": text})
    return [{"day": _day(on, today), "events": by_day[on]} for on in sorted(by_day)]


def _meeting(meeting: Meeting) -> dict[str, str]:
    known = meeting.appointment
    text = gettext(
        "appointment at %(hour)s: %(subject)s, %(where)s",
        hour=words.hour(known.local),
        subject=word("subject", known.subject),
        where=words.where(known),
    )
    if known.state != PLANNED:
        text = gettext("%(text)s (%(state)s)", text=text, state=word("appointment_state", known.state))
    elif known.unable_at:
        text = gettext("%(text)s – cannot come", text=text)
    url = url_for("counsellor.appointment", case_id=known.case_id, n=known.n)
    return {"name": _name(meeting), "url": url, "text": text}


def _events(row: Any) -> Iterable[tuple[date, str]]:
    if row.next_on:
        where = f", {row.next_provider}" if row.next_provider else ""
        yield row.next_on, gettext("planned start: %(step)s", step=word("kind", row.next_kind) + where)
    if row.current_planned_end:
        yield row.current_planned_end, gettext("planned end: %(step)s", step=word("kind", row.current_kind))
    if row.paused_until:
        yield row.paused_until, gettext("last day of the pause")


def _day(on: date, today: date) -> str:
    text = week_day(on)
    return gettext("Today, %(day)s", day=text) if on == today else text[0].upper() + text[1:]


def _name(row: Any) -> str:
    return f"{row.given_name or ''} {row.family_name or ''}".strip() or gettext("Name to be completed")


def _url(row: Any) -> str:
    return url_for("counsellor.case", case_id=row.id)
