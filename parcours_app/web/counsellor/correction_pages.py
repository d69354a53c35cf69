"""The page of one correction: the entry as it stands, the questions filled with it, what is refused and why."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from parcours_app.queries.case_file import CaseFile
from parcours_app.queries.directory import followers, organisations
from parcours_app.queries.exchanges import Exchanges
from parcours_app.scope import Viewer
from parcours_app.web import wording
from parcours_app.web.casework import events
from parcours_app.web.casework.correction_drafts import Correction, fields_of
from parcours_app.web.casework.move_form import controls, errors_by_field
from parcours_app.web.casework.move_parts import Choices, Lists
from parcours_app.web.counsellor import case_panels as panels
from parcours_app.web.counsellor.checks import refusals
from parcours_app.web.counsellor.chronology import names_of, signature
from parcours_app.web.counsellor.move_pages import day_control, episode_label, meanwhile, mistakes, undone
from workflows.engine import Reason
from workflows.journal import Entry


def page_values(
    viewer: Viewer,
    subject: tuple[CaseFile, Exchanges, Entry],
    draft: Correction,
    *,
    reasons: Sequence[Reason] = (),
    entry_id: str | None = None,
    stale: bool = False,
    reused: bool = False,
) -> dict[str, Any]:
    """Everything correction.html shows. entry_id: the entry that would no longer hold."""
    file, around, entry = subject
    errors, names = errors_by_field(reasons), names_of(file, around.texts)
    if not draft.reason and "reason" in errors:
        errors["correction_reason"] = errors.pop("reason")
    asked = controls(entry.move, fields_of(entry), draft.typed, _lists(viewer, file, entry), errors)
    undoing = undone(file, entry_id) if entry_id != entry.id else None
    return {
        "file": file,
        "name": panels.name_of(file.person),
        "entry": entry,
        "fact": events.fact(entry.move),
        "happened": wording.day(entry.effective_on),
        "recorded": wording.moment(entry.recorded_at),
        "actor": signature(entry, names),
        "details": events.details(entry, names),
        "draft": replace(draft, version=file.case.version) if stale else draft,
        "day": day_control(draft.on, draft.day, errors),
        "questions": asked,
        "reason_errors": errors.get("correction_reason", []),
        "removable": entry.move != "open",
        "mistakes": mistakes(errors, asked),
        "refusals": refusals(file.case.id, entry.move, reasons),
        "undone": undoing,
        "meanwhile": meanwhile(file, draft.version) if stale else None,
        "reused": reused,
    }


def _lists(viewer: Viewer, file: CaseFile, entry: Entry) -> Lists:
    """What the lists offer, the present answer included even when nobody would choose it today."""
    types = {field.type for field in fields_of(entry)}
    accounts = followers(viewer.organisation) if types & {"account", "legitimate"} else []
    present = [(key, card.name) for key, card in file.accounts.items()]
    return Lists(
        episodes=[(e.id, episode_label(e)) for e in file.standing.episodes.values()],
        accounts=_with(accounts, present),
        organisations=organisations() if "organisation" in types else [],
    )


def _with(offered: Choices, more: Choices) -> Choices:
    known = {key for key, _label in offered}
    return [*offered, *((key, label) for key, label in more if key not in known)]
