"""The page of one move: questions, checklist on what is typed, preview, refusals, what others did meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext

from parcours_app.queries.case_file import CaseFile, case_options
from parcours_app.queries.directory import counsellors, followers
from parcours_app.scope import Viewer
from parcours_app.web import wording
from parcours_app.web.casework import events
from parcours_app.web.casework.answer_words import receivers
from parcours_app.web.casework.move_drafts import Draft
from parcours_app.web.casework.move_form import HINTS, Control, Group, controls, errors_by_field
from parcours_app.web.casework.move_parts import Lists
from parcours_app.web.casework.purposes import purpose
from parcours_app.web.counsellor import case_panels as panels
from parcours_app.web.counsellor.cases import opened
from parcours_app.web.counsellor.checks import Guard, checklist, refusals
from parcours_app.web.counsellor.chronology import episode_name, names_of, signature
from parcours_app.web.counsellor.move_cards import PURPOSES
from parcours_app.web.counsellor.previews import preview
from workflows.candidates import naming
from workflows.engine import Reason, Refused
from workflows.episode import Episode
from workflows.fields import FIELDS, checked
from workflows.options import Option
from workflows.pacts import pact_of
from workflows.pathway import NATIONAL


def page_values(
    viewer: Viewer,
    case_id: str,
    draft: Draft,
    *,
    reasons: Sequence[Reason] = (),
    entry: str | None = None,
    stale: bool = False,
    reused: bool = False,
) -> dict[str, Any]:
    """Everything move.html shows. reasons: why it was refused; entry: the later entry that would no longer hold."""
    file, _too_early = opened(viewer, case_id, _on(draft, viewer), None)
    found = case_options(viewer, case_id, file.on, draft.move)[0]
    if found.episodes:
        draft = draft.with_answer(naming(draft.move) or "episode", found.episodes[0].id)
    data = readable(file, draft)
    found = case_options(viewer, case_id, file.on, draft.move, data)[0]
    errors = errors_by_field(reasons)
    asked = controls(draft.move, FIELDS[draft.move], draft.typed, lists(viewer, draft.move, found), errors)
    guards = checklist(file.case.id, draft.move, found.checks, viewer.role)
    return {
        "file": file,
        "name": panels.name_of(file.person),
        "title": wording.word("move", draft.move),
        "purpose": purpose(PURPOSES, draft.move, file.case),
        "draft": replace(draft, version=file.case.version if stale or draft.version is None else draft.version),
        "day": day_control(draft.on, draft.day, errors, draft.move),
        "questions": asked,
        "guards": guards,
        "override": _override(draft, guards),
        "preview": preview(file, draft.move, data, viewer.actor) if found.open else None,
        "closed": _closed(file, draft.move),
        "mistakes": mistakes(errors, asked),
        "refusals": refusals(file.case.id, draft.move, reasons),
        "undone": undone(file, entry),
        "meanwhile": meanwhile(file, draft.version) if stale else None,
        "reused": reused,
    }


def _on(draft: Draft, viewer: Viewer) -> date | None:
    return draft.day if draft.day and draft.day <= viewer.today else None


def day_control(typed: str, day: date | None, errors: Mapping[str, Sequence[str]], move: str = "") -> Control:
    """The question of the day it happened, with what was typed."""
    label = wording.word("field", "effective_on")
    hint = HINTS.get(f"{move}.effective_on", HINTS["effective_on"])
    value, found = day.isoformat() if day else typed, tuple(errors.get("effective_on", ()))
    return Control("date", "effective_on", label, value, gettext(hint), found, required=True)


def readable(file: CaseFile, draft: Draft) -> dict[str, Any]:
    """The data that is well formed, so that the conditions can be judged while the rest is being typed."""
    data = draft.data
    try:
        return checked(draft.move, data, pact_of(file.standing.facts.get("pact")).kinds)
    except Refused as refused:
        bad = {reason.guard.removeprefix("data:") for reason in refused.reasons}
        return {name: value for name, value in data.items() if name not in bad}


def lists(viewer: Viewer, move: str, found: Option) -> Lists:
    """What the lists of the form offer; asked of the database only when the form has such a list."""
    types = {field.type for field in FIELDS[move]}
    named = types & {"account", "legitimate"}
    people = counsellors if move in ("assign", "accept_handover", "request_handover") else followers
    return Lists(
        episodes=[(e.id, episode_label(e)) for e in found.episodes],
        accounts=people(viewer.organisation) if named else [],
        organisations=receivers(viewer.today) if "organisation" in types else [],
    )


def episode_label(episode: Episode) -> str:
    """A step as one chooses it: its kind, its provider, its days."""
    dates = wording.period(episode.started_on or episode.planned_start, episode.ended_on or episode.planned_end)
    return f"{episode_name(episode)} ({dates})" if dates else episode_name(episode)


def _override(draft: Draft, guards: Sequence[Guard]) -> bool:
    """Whether the form asks why a missing condition is passed over."""
    return bool(draft.override_reason) or any(g.state == "overridable" for g in guards)


def _closed(file: CaseFile, move: str) -> str | None:
    """Why the move cannot be made at all from where the case stands on that day."""
    if file.standing.stage in NATIONAL.by_name[move].sources:
        return None
    stage = wording.word("stage", file.standing.stage)
    return gettext("On %(day)s the case is at the stage “%(stage)s”.", day=wording.day(file.on), stage=stage)


def mistakes(errors: Mapping[str, Sequence[str]], asked: Sequence[Control | Group]) -> list[dict[str, str]]:
    """The summary of what is wrong in the answers, each leading to its question."""
    anchors = {q.name: f"#group-{q.name}" if isinstance(q, Group) else f"#{q.name}" for q in asked}
    anchors |= {name: f"#{name}" for name in ("effective_on", "correction_reason")}
    return [{"url": anchors.get(name, "#form"), "message": text} for name, texts in errors.items() for text in texts]


def undone(file: CaseFile, entry: str | None) -> dict[str, str] | None:
    """The later entry that the move would make impossible."""
    found = next((e for e in file.entries if e.id == entry), None)
    if found is None:
        return None
    url = url_for("counsellor.case", case_id=file.case.id, _anchor=f"entry-{found.id}")
    return {"url": url, "label": f"{events.fact(found.move)}, {wording.day(found.effective_on)}"}


def meanwhile(file: CaseFile, version: int | None) -> list[str]:
    """What was written since the form was opened, and by whom."""
    names = names_of(file, {})
    return [
        gettext(
            "%(fact)s, on %(day)s, recorded on %(recorded)s by %(who)s",
            fact=events.fact(e.move),
            day=wording.day(e.effective_on),
            recorded=wording.moment(e.recorded_at),
            who=signature(e, names),
        )
        for e in file.entries
        if e.seq > (version or 0)
    ]
