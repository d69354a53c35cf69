"""A supervisor's act on a case: its questions, what is refused and why, and what others did meanwhile."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.models import Case
from parcours_app.queries.case_file import CaseFile, case_file, case_options
from parcours_app.queries.case_numbers import receiver
from parcours_app.queries.directory import counsellors, followers
from parcours_app.scope import Viewer, employer
from parcours_app.services.moves import MoveRequest, make_move
from parcours_app.services.refusals import KeyReused, Stale
from parcours_app.web import wording
from parcours_app.web.casework import events
from parcours_app.web.casework.answer_words import receivers
from parcours_app.web.casework.move_drafts import Draft, blank, sent
from parcours_app.web.casework.move_form import controls, errors_by_field
from parcours_app.web.casework.move_parts import NO_DAY, Lists
from parcours_app.web.casework.purposes import purpose
from parcours_app.web.casework.strip import title_of
from parcours_app.web.supervisor import merging
from parcours_app.web.supervisor.acts import PURPOSES, guard
from parcours_app.web.viewing import current_viewer
from workflows.candidates import naming
from workflows.engine import Reason, Refused
from workflows.episode import Episode
from workflows.fields import FIELDS
from workflows.options import Option
from workflows.pathway import NATIONAL

NAMING_A_REFERENT = frozenset({"assign", "accept_handover"})


def move(case_id: str, move: str) -> ResponseReturnValue:
    """The form of an act, and what it sends."""
    viewer = current_viewer()
    if move not in FIELDS or viewer.role not in NATIONAL.by_name[move].roles:
        abort(404)
    if request.method == "GET":
        return _page(viewer, case_id, blank(move, request.args, viewer))
    return _record(viewer, case_id, sent(move, request.form))


def _record(viewer: Viewer, case_id: str, draft: Draft) -> ResponseReturnValue:
    """Make the move; refused or out of date, show the form again with everything that was typed."""
    if draft.day is None:
        return _page(viewer, case_id, draft, 422, reasons=[NO_DAY])
    data, typed = draft.data, merging.number_typed(draft)
    if into := receiver(viewer, case_id, typed) if typed else None:
        if typed != request.form.get(merging.COMPARED):
            return _page(viewer, case_id, draft)
        data = {**data, merging.INTO: into}
    asked = MoveRequest(draft.move, draft.day, data, draft.override_reason, draft.version, draft.key)
    try:
        make_move(viewer, case_id, asked)
    except Refused as refused:
        return _page(viewer, case_id, draft, 422, reasons=list(refused.reasons), later=refused.entry)
    except Stale:
        return _page(viewer, case_id, draft, 409, stale=True)
    except KeyReused:
        return _page(viewer, case_id, draft, 422, reused=True)
    flash(
        gettext("Recorded: %(fact)s, on %(day)s.", fact=events.fact(draft.move), day=wording.day(draft.day)), "success"
    )
    return redirect(url_for("supervisor.case", case_id=case_id))


def _page(
    viewer: Viewer, case_id: str, draft: Draft, status: int = 200, reasons: Sequence[Reason] = (), **said: Any
) -> ResponseReturnValue:
    """The form; said: later (the entry it would undo), stale, reused."""
    file = case_file(viewer, case_id)
    found = case_options(viewer, case_id, _day(draft, viewer), draft.move)[0]
    if found.episodes:
        draft = draft.with_answer(naming(draft.move) or "episode", found.episodes[0].id)
    lists = _lists(viewer, draft.move, found, file.case)
    beside = merging.beside(viewer, file, draft) if request.method == "POST" else None
    errors = errors_by_field(reasons)
    version = file.case.version if said.get("stale") or draft.version is None else draft.version
    return render_template(
        "supervisor/move.html",
        title=wording.word("move", draft.move),
        purpose=purpose(PURPOSES, draft.move, file.case),
        draft=replace(draft, version=version),
        day_errors=errors.get("effective_on", []),
        questions=controls(draft.move, FIELDS[draft.move], draft.typed, lists, errors),
        guards=[guard(check, viewer) for check in found.checks],
        beside=beside,
        button=merging.button(draft.move, beside),
        override=any(check.met is False and viewer.role in check.guard.override_by for check in found.checks),
        **around(file, draft.version, reasons, **said),
    ), status


def around(file: CaseFile, version: int | None, reasons: Sequence[Reason], **said: Any) -> dict[str, Any]:
    """What the form of an act and that of a correction both show; said: later, stale, reused."""
    return {
        "number": file.case.number,
        "back": url_for("supervisor.case", case_id=file.case.id),
        "mistakes": mistakes(reasons),
        "undone": undone(file, said.get("later")),
        "meanwhile": meanwhile(file, version) if said.get("stale") else [],
        "reused": bool(said.get("reused")),
    }


def _day(draft: Draft, viewer: Viewer) -> date:
    return draft.day if draft.day and draft.day <= viewer.today else viewer.today


def _lists(viewer: Viewer, move: str, found: Option, case: Case) -> Lists:
    """What the lists offer: who may follow the person where the case is or goes; who may have decided there or here."""
    house = employer(viewer, move, case)
    if move in NAMING_A_REFERENT:
        accounts = counsellors(house)
    else:
        accounts = list(dict.fromkeys([*followers(house), *followers(viewer.organisation)]))
    organisations = receivers(viewer.today) if move == "decline_handover" else []
    steps = [(e.id, _named(e)) for e in found.episodes]
    return Lists(episodes=steps, accounts=accounts, organisations=organisations)


def _named(episode: Episode) -> str:
    since = episode.started_on or episode.planned_start
    return ", ".join(part for part in (title_of(episode), episode.provider, wording.short_day(since)) if part)


def mistakes(reasons: Sequence[Reason]) -> list[dict[str, str]]:
    """What is wrong, each with its remedy; those about an answer lead to it."""
    found = []
    for reason in reasons:
        kind, _colon, name = reason.guard.partition(":")
        said = {"message": f"{wording.explained(reason)} {wording.remedy(reason)}"}
        found.append({**said, "url": f"#{name}"} if kind == "data" else said)
    return found


def undone(file: CaseFile, entry: str | None) -> str:
    """The later fact that would no longer be possible, in words."""
    found = next((e for e in file.entries if e.id == entry), None)
    return f"{events.fact(found.move)}, {wording.day(found.effective_on)}" if found else ""


def meanwhile(file: CaseFile, version: int | None) -> list[str]:
    """What was written since the form was opened."""
    return [
        gettext("%(fact)s, on %(day)s", fact=events.fact(e.move), day=wording.day(e.effective_on))
        for e in file.entries
        if e.seq > (version or 0)
    ]
