"""One session: its facts, our people on it, its waiting list, what one may say of it, and whom to book on it."""

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.queries import caseload
from parcours_app.queries.caseload_filters import ORGANISATION
from parcours_app.queries.caseload_filters import Filters as People
from parcours_app.queries.sessions import codes_of, one_session, people_on, waiting_ages
from parcours_app.scope import Invisible
from parcours_app.services import sessions as services
from parcours_app.services.refusals import Stale
from parcours_app.services.sessions import Known
from parcours_app.web import wording
from parcours_app.web.casework.move_parts import day_of, iso
from parcours_app.web.counsellor import session_words as words
from parcours_app.web.viewing import current_viewer as viewer
from workflows.engine import Refused

FEW = 10


def show(session_id: str, refusal: str = "", status: int = 200) -> ResponseReturnValue:
    """The session; `?q=` looks among our people for whom to book on it."""
    looking, line = viewer(), one_session(viewer(), session_id)
    if line is None:
        abort(404)
    asked = " ".join(request.args.get("q", "").split())[:100]
    ages = {episode: n for n, (episode, _day) in enumerate(waiting_ages(session_id), 1)}
    people = [_person(one, ages) for one in people_on(looking, session_id)]
    page = render_template(
        "counsellor/session.html",
        line=words.row(line, looking.today),
        session=line,
        facts=_facts(line),
        rows_on=[[one["who"], one["state"], one["since"]] for one in people if one["place"] is None],
        rows_waiting=[
            [one["who"], str(one["place"]), one["since"], one["act"]] for one in people if one["place"] is not None
        ],
        others=_others(line, people),
        asked=asked,
        rows_found=_found(asked, session_id) if asked else [],
        over=line.state == "cancelled",
        refusal=refusal,
    )
    return page, status


def set_places(session_id: str) -> ResponseReturnValue:
    """How many places there are; empty is unknown."""
    written = request.form.get("places", "").strip()
    number = int(written) if written.isdecimal() and written.isascii() and len(written) < len("10000") else -1
    places = number if written else None
    return _changed(session_id, lambda known: services.set_places(viewer(), known, places), gettext("Places recorded."))


def move(session_id: str) -> ResponseReturnValue:
    """Other dates, for the session and everybody on it."""
    starts_on, ends_on = (day_of(iso([request.form.get(name, "")])) for name in ("starts_on", "ends_on"))
    if starts_on is None or ends_on is None:
        return show(session_id, gettext("Give both dates, the start and the end."), 422)
    said = gettext("The session is moved, and everybody on it with it. Their counsellors are told.")
    return _changed(session_id, lambda known: services.move_session(viewer(), known, starts_on, ends_on), said)


def cancel(session_id: str) -> ResponseReturnValue:
    """It will not take place."""
    if request.form.get("sure") != "yes":
        return show(session_id, gettext("Tick the box to say that the session is really cancelled."), 422)
    said = gettext("The session is cancelled, and the booking of everybody on it. Their counsellors are told.")
    return _changed(session_id, lambda known: services.cancel_session(viewer(), known), said)


def _changed(session_id: str, change: Callable[[Known], None], said: str) -> ResponseReturnValue:
    version = request.form.get("version", "")
    known = Known(session_id, int(version) if version.isdecimal() and len(version) < len("1000000000") else None)
    try:
        change(known)
    except Invisible:
        abort(404)
    except Stale:
        return show(
            session_id, gettext("Somebody changed this session meanwhile: read it again, then say it again."), 409
        )
    except Refused as refused:
        return show(session_id, wording.explained(refused.reasons[0]), 422)
    flash(said, "success")
    return redirect(url_for("counsellor.session", session_id=session_id))


def _facts(line: Any) -> list[dict[str, Any]]:
    codes = codes_of(line.offer_id)
    romes = wording.listed([code for scheme, code in codes if scheme == "rome"])
    return [
        {"term": gettext("Training provider"), "value": line.provider, "note": line.siret},
        {"term": gettext("Kind of step"), "value": wording.word("kind", line.kind)},
        {"term": gettext("Dates"), "value": words.dates(line)},
        {"term": gettext("Place"), "value": words.where(line), "note": wording.region(line.region)},
        {"term": gettext("Places in all"), "value": "" if line.places is None else wording.number(line.places)},
        {"term": gettext("Recruitment"), "value": gettext(words.STATES[line.state])},
        {"term": gettext("Certification"), "value": line.rncp},
        {"term": gettext("Trades (ROME)"), "value": romes},
        {"term": gettext("Number of hours"), "value": line.hours and wording.number(line.hours)},
        {"term": gettext("Funder"), "value": wording.choice("funder", line.funder) if line.funder else ""},
    ]


def _person(one: Any, ages: dict[str, int]) -> dict[str, Any]:
    """One of our people: with a place, or at their rank on the waiting list."""
    return {
        "who": {"text": _name(one), "url": url_for("counsellor.case", case_id=one.case_id), "note": one.number},
        "state": wording.word("episode_state", one.state),
        "since": wording.day(one.prescribed_on),
        "place": ages.get(one.episode),
        "act": {
            "text": gettext("Give the place that is free"),
            "url": url_for("counsellor.move", case_id=one.case_id, move="promote", episode=one.episode),
        },
    }


def _others(line: Any, ours: list[dict[str, Any]]) -> dict[str, int]:
    """Those whom other organisations follow: how many, and nothing more."""
    seated = sum(one["place"] is None for one in ours)
    return {"on": line.taken - seated, "waiting": line.waiting - (len(ours) - seated)}


def _name(one: Any) -> str:
    return f"{one.given_name or ''} {one.family_name or ''}".strip() or str(one.number)


def _found(asked: str, session_id: str) -> list[list[Any]]:
    """Our people of this name, each leading to the booking of a place."""
    lines = caseload.page(viewer(), People(tab=ORGANISATION, q=asked)).lines[:FEW]
    urls = [url_for("counsellor.booking", case_id=one.id, session_id=session_id) for one in lines]
    return [[{"text": _name(one), "url": url}, one.number] for one, url in zip(lines, urls, strict=True)]
