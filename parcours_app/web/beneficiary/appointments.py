"""The person's appointments and dates: what comes, where, with whom; to say one cannot come; files for a calendar."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.queries.appointments import Meeting, next_of, own
from parcours_app.queries.own_pathway import own_pathway
from parcours_app.scope import Viewer
from parcours_app.services.appointments import say_unable
from parcours_app.web import appointment_words as words
from parcours_app.web import calendar_pages, ics, wording
from parcours_app.web.beneficiary.steps import TITLES
from parcours_app.web.beneficiary.words import plain_day, worded
from parcours_app.web.viewing import current_viewer
from workflows.appointments import PLANNED
from workflows.engine import Refused
from workflows.episode import Episode
from workflows.standing import Standing


def show() -> ResponseReturnValue:
    """Every appointment, the next one in full, then the other dates of the pathway."""
    viewer = current_viewer()
    meetings, pathway = own(viewer), own_pathway(viewer)
    following = next_of(meetings, viewer)
    return render_template(
        "beneficiary/appointments.html",
        today=plain_day(viewer.today, viewer.today),
        next=card(following) if following else None,
        later=[card(m) for m in meetings if _ahead(m, viewer) and m is not following],
        past=[_told(m, viewer) for m in reversed(meetings) if not _ahead(m, viewer)],
        dates=dates(pathway.file.standing, viewer.today) if pathway else [],
    )


def unable(n: int) -> ResponseReturnValue:
    """Tell the counsellor: they suggest another day; nothing is cancelled by itself."""
    return _say(n, gettext("It is said. The person you were to meet will suggest another day."), unable=True)


def able(n: int) -> ResponseReturnValue:
    """Take back what was said: the appointment was never cancelled."""
    return _say(n, gettext("It is said: you can come. The appointment stands."), unable=False)


def _say(n: int, done: str, *, unable: bool) -> ResponseReturnValue:
    try:
        say_unable(current_viewer(), n, unable=unable)
    except Refused as refused:
        for reason in refused.reasons:
            flash(f"{wording.explained(reason)} {wording.remedy(reason)}", "error")
    else:
        flash(done, "success")
    return redirect(url_for("beneficiary.appointments"))


def calendar(n: int) -> Response:
    """One appointment, for the calendar of a telephone."""
    meeting = next((m for m in own(current_viewer()) if m.appointment.n == n), None)
    if meeting is None:
        abort(404)
    return ics.download([ics.for_person(meeting)], gettext("Appointment"))


def feed() -> ResponseReturnValue:
    """The private address of the person's calendar."""
    return calendar_pages.show("beneficiary", "beneficiary.appointments")


def next_card(viewer: Viewer) -> dict[str, Any] | None:
    """The next appointment, for the page of the pathway; None when there is none."""
    following = next_of(own(viewer), viewer)
    return card(following) if following else None


def card(meeting: Meeting) -> dict[str, Any]:
    """An appointment to come, in sentences."""
    known = meeting.appointment
    return {
        "when": words.when(known),
        "lines": [line for line in _lines(meeting) if line],
        "unable": known.unable_at is not None,
        "unable_url": url_for("beneficiary.unable", n=known.n),
        "able_url": url_for("beneficiary.able", n=known.n),
        "calendar_url": url_for("beneficiary.appointment_calendar", n=known.n),
    }


def _lines(meeting: Meeting) -> Iterable[str]:
    known = meeting.appointment
    if meeting.held_by:
        yield gettext("With %(name)s.", name=meeting.held_by)
    if words.place_awaited(known):
        yield gettext("Where: we will tell you the address before that day.")
    elif known.way == "in_person":
        yield gettext("Where: %(place)s", place=known.place or "")
    elif known.way == "phone":
        yield gettext("We telephone you: keep your telephone with you.")
    else:
        yield gettext("By video: %(place)s", place=known.place or gettext("we send you the link."))
    yield gettext("What we will talk about: %(subject)s.", subject=_lower(wording.word("subject", known.subject)))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _ahead(meeting: Meeting, viewer: Viewer) -> bool:
    return meeting.appointment.state == PLANNED and meeting.appointment.at > viewer.now


def _told(meeting: Meeting, viewer: Viewer) -> dict[str, Any]:
    known = meeting.appointment
    state = words.state(known, viewer.now)
    if known.state == PLANNED:
        state["label"] = gettext("This day has passed")
    return {"when": words.when(known), "with": meeting.held_by or "", "state": state}


def dates(standing: Standing, today: date) -> list[dict[str, str]]:
    """The other dates of the pathway from today on, the nearest first."""
    if not standing.live or not standing.counts:
        return []
    found: list[tuple[date, str]] = []
    for episode in standing.in_progress:
        end = standing.planned_end(episode)
        if end:
            found.append((end, gettext("Planned end: %(step)s", step=_step(episode, today))))
    found.extend(
        (episode.planned_start, gettext("Planned start: %(step)s", step=_step(episode, today)))
        for episode in standing.ahead
        if episode.planned_start
    )
    pause = standing.paused(today)
    if pause:
        found.append((pause.until, gettext("Last day of your pause")))
    return [{"day": plain_day(day, today), "text": text} for day, text in sorted(found) if day >= today]


def _step(episode: Episode, today: date) -> str:
    """A step by the name it has on the page of the pathway."""
    return worded(TITLES[episode.kind], today)
