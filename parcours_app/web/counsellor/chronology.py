"""The chronology of a case: each fact with its day, the day it was written, and what corrects it. Ready values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext

from parcours_app.queries.case_file import CaseFile
from parcours_app.queries.exchanges import Exchanges
from parcours_app.web import wording
from parcours_app.web.casework import events
from parcours_app.web.casework.events import Names
from workflows.calendar import is_closed_month
from workflows.engine import Role
from workflows.episode import Episode
from workflows.journal import Entry, holding

# The mark of a fact in the chronology: its icon and its tone. A move that is not here has a plain dot.
MARKS: Mapping[str, tuple[str, str]] = {
    "open": ("file", "info"),
    "start": ("forward", "info"),
    "complete": ("check", "ok"),
    "complete_orientation": ("check", "ok"),
    "record_result": ("check", "ok"),
    "drop_out": ("warning", "warning"),
    "exclude": ("warning", "warning"),
    "interrupt": ("warning", "warning"),
    "promote": ("check", "ok"),
    "no_place": ("cross", "warning"),
    "no_show": ("cross", "warning"),
    "refuse": ("cross", "warning"),
    "decline": ("cross", "warning"),
    "pause": ("pause", "warning"),
    "resume": ("forward", "info"),
    "start_support": ("people", "info"),
    "request_handover": ("people", "info"),
    "accept_handover": ("people", "ok"),
    "give_back": ("people", "info"),
    "leave": ("flag", "info"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One fact, ready for components/timeline.html."""

    id: str
    on: date
    title: str
    occurred: str
    recorded: str
    actor: str
    detail: str
    icon: str
    tone: str
    superseded: bool
    superseded_by: dict[str, str] | None
    corrects: dict[str, str] | None
    links: tuple[dict[str, str], ...]


def names_of(file: CaseFile, texts: Mapping[str, str]) -> Names:
    """The names that the entries of a case need."""
    episodes = {key: episode_name(e) for key, e in file.standing.episodes.items()}
    return Names(file.accounts, file.organisations, episodes, texts)


def episode_name(episode: Episode) -> str:
    """A step by its kind and its provider."""
    kind = wording.word("kind", episode.label or episode.kind.value)
    return gettext("%(kind)s, %(provider)s", kind=kind, provider=episode.provider) if episode.provider else kind


def chronology(file: CaseFile, around: Exchanges, *, acting_on: date | None) -> list[Line]:
    """The facts up to the day looked at, as known then, the latest first. acting_on: today, for whoever may act."""
    names = names_of(file, around.texts)
    known = [e for e in file.entries if file.known is None or e.recorded_on <= file.known]
    return _lines(file.case.id, known, names, until=file.on, acting_on=acting_on)


def merged_histories(file: CaseFile, around: Exchanges) -> list[dict[str, Any]]:
    """The facts of the cases merged into this one, under their numbers."""
    names = names_of(file, {})
    return [
        {"number": number, "lines": _lines(file.case.id, entries, names, until=file.on, acting_on=None)}
        for number, entries in around.merged
    ]


def _lines(case_id: str, entries: Sequence[Entry], names: Names, *, until: date, acting_on: date | None) -> list[Line]:
    live = {entry.id for entry in holding(entries)}
    shown = sorted((e for e in entries if e.effective_on <= until), key=lambda e: (e.effective_on, e.seq), reverse=True)
    successors = {e.supersedes: e for e in entries if e.supersedes}
    ids = {e.id for e in shown}
    return [
        _line(case_id, e, names, _pointer(e, successors, ids), acting_on=acting_on if e.id in live else None)
        for e in shown
    ]


@dataclass(frozen=True, slots=True)
class Correction:
    """Whether a line was corrected, and the link to the correction when it is on the page."""

    superseded: bool
    link: dict[str, str] | None


def _pointer(entry: Entry, successors: Mapping[str, Entry], ids: set[str]) -> Correction:
    successor = successors.get(entry.id)
    if successor is None or successor.id not in ids:
        return Correction(successor is not None, None)
    return Correction(True, {"url": f"#entry-{successor.id}", "label": gettext("See the correction")})


def _line(case_id: str, entry: Entry, names: Names, correction: Correction, *, acting_on: date | None) -> Line:
    icon, tone = MARKS.get(entry.move, ("dot", "neutral"))
    return Line(
        id=f"entry-{entry.id}",
        on=entry.effective_on,
        title=gettext("Removed: %(fact)s", fact=events.fact(entry.move)) if entry.void else events.fact(entry.move),
        occurred=wording.day(entry.effective_on),
        recorded=wording.moment(entry.recorded_at),
        actor=signature(entry, names),
        detail=" · ".join((*events.details(entry, names), *_passed_over(entry))),
        icon="cross" if entry.void else icon,
        tone="neutral" if entry.void else tone,
        superseded=correction.superseded,
        superseded_by=correction.link,
        corrects=_corrected(entry),
        links=_links(case_id, entry, acting_on) if acting_on else (),
    )


def signature(entry: Entry, names: Names) -> str:
    """Who wrote an entry."""
    role = wording.word("role", entry.actor.role.value)
    if entry.actor.account is None or entry.actor.role is Role.OPERATOR:
        return role
    return gettext("%(name)s, %(role)s", name=names.account(entry.actor.account), role=role.lower())


def _passed_over(entry: Entry) -> list[str]:
    if not entry.overrides:
        return []
    codes = [wording.word("guard", code) for code in sorted(entry.overrides)]
    return [gettext("Recorded although missing: %(guards)s", guards=wording.listed(codes))]


def _corrected(entry: Entry) -> dict[str, str] | None:
    if entry.supersedes is None:
        return None
    return {"url": f"#entry-{entry.supersedes}", "label": gettext("Corrects an earlier entry")}


def _links(case_id: str, entry: Entry, today: date) -> tuple[dict[str, str], ...]:
    """The way to correct an entry; what touches a closed month, a cancelling or a merging is left to supervisors."""
    if entry.move in ("void", "merge") or is_closed_month(entry.effective_on, today):
        return ()
    url = url_for("counsellor.correct", case_id=case_id, entry_id=entry.id)
    return ({"url": url, "label": gettext("Correct")},)
