"""The catalogue of sessions: what the address asks for, one page of it. Books nothing."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from parcours_app.queries.session_filters import Filters
from parcours_app.queries.sessions import session_page
from parcours_app.reference.regions import REGIONS
from parcours_app.web import wording
from parcours_app.web.casework.move_parts import day_of, iso
from parcours_app.web.counsellor.session_words import TRADES, row
from parcours_app.web.left_out import left_out
from parcours_app.web.viewing import current_viewer as viewer
from workflows.engine import sentence
from workflows.episode import Kind

LONGEST = 100
YES = "yes"
FLAGS = ("shortage", "green", "digital", "free")
LABELS = {
    "kind": sentence("Need"),
    "q": sentence("Trade, title, provider, ROME or FORMACODE code"),
    "region": sentence("Region"),
    "place": sentence("Department or start of a postcode"),
    "since": sentence("Starts from"),
    "until": sentence("Starts by"),
    **TRADES,
    "free": sentence("With a place left"),
}
MORE = ("since", "until", *FLAGS)


def show() -> ResponseReturnValue:
    """The list that the address describes; what it says wrongly is left out rather than refused."""
    looking, filters = viewer(), _filters()
    kept = {name: _text(value) for name, value in filters.in_force.items()}
    fields = {name: _field(name, kept) for name in LABELS}
    found = session_page(looking, filters, _after())
    next_url = _url(kept, after=f"{found.next[0].isoformat()}~{found.next[1]}") if found.next else None
    return render_template(
        "counsellor/sessions.html",
        count=ngettext("%(num)s session", "%(num)s sessions", found.count),
        fields=[field for name, field in fields.items() if name not in MORE],
        more=[fields[name] for name in MORE],
        left_out=left_out(fields.values()),
        more_open=any(name in kept for name in MORE),
        chips=[
            {"label": gettext(LABELS[name]), "value": _worded(name, value), "remove_url": _url(kept, **{name: ""})}
            for name, value in kept.items()
        ],
        clear_url=url_for("counsellor.sessions"),
        rows=[row(line, looking.today) for line in found.lines],
        first_url=_url(kept) if request.args.get("after") else None,
        next_url=next_url,
        filtered=bool(kept),
    )


def _filters() -> Filters:
    asked = {name: " ".join(request.args.get(name, "").replace("\x00", "").split())[:LONGEST] for name in LABELS}
    return Filters(
        kind=asked["kind"] if asked["kind"] in tuple(Kind) else "",
        q=asked["q"],
        region=asked["region"] if asked["region"] in REGIONS else "",
        place=asked["place"].replace(" ", ""),
        since=day_of(iso([asked["since"]])),
        until=day_of(iso([asked["until"]])),
        **{name: asked[name] == YES for name in FLAGS},
    )


def _after() -> tuple[date, str] | None:
    day, _, key = request.args.get("after", "").replace("\x00", "").partition("~")
    try:
        return (date.fromisoformat(day), key) if key else None
    except ValueError:
        return None


def _text(value: object) -> str:
    return YES if value is True else value.isoformat() if isinstance(value, date) else str(value)


def _url(kept: Mapping[str, str], **changes: str) -> str:
    asked = {name: value for name, value in {**kept, **changes}.items() if value}
    return f"{url_for('counsellor.sessions')}?{urlencode(asked)}"


def _field(name: str, kept: Mapping[str, str]) -> dict[str, object]:
    """One question of the form."""
    nothing = ("", gettext("No matter"))
    choices = {
        "kind": [nothing, *((kind.value, wording.word("kind", kind.value)) for kind in Kind)],
        "region": [nothing, *REGIONS.items()],
        **{flag: [nothing, (YES, gettext("Yes (only these)"))] for flag in FLAGS},
    }
    usual = "date" if name in ("since", "until") else "search" if name == "q" else "text"
    return {
        "name": name,
        "label": gettext(LABELS[name]),
        "value": kept.get(name, ""),
        "kind": "select" if name in choices else usual,
        "choices": choices.get(name, ()),
    }


def _worded(name: str, value: str) -> str:
    if name == "kind":
        return wording.word("kind", value)
    if name == "region":
        return wording.region(value)
    if name in ("since", "until"):
        return wording.day(date.fromisoformat(value))
    return gettext("yes") if value == YES else value
