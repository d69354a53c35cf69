"""A case as a supervisor sees it: its number and where it stands, no name, no free text. A name needs a reason."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.queries.case_file import CaseFile, case_file
from parcours_app.scope import Viewer, in_charge
from parcours_app.services.reveals import reveal_name
from parcours_app.web import wording
from parcours_app.web.casework import events
from parcours_app.web.casework.strip import strip, title_of
from parcours_app.web.supervisor.acts import acts
from parcours_app.web.viewing import current_viewer
from workflows.calendar import is_closed_month
from workflows.engine import Refused
from workflows.journal import holding
from workflows.seams import Seam, stage_of_seam


def show(case_id: str) -> ResponseReturnValue:
    """The standing of a case."""
    return _page(current_viewer(), case_id)


def reveal(case_id: str) -> ResponseReturnValue:
    """The same page with the name, once the reason is written."""
    viewer, reason = current_viewer(), request.form.get("reason", "")
    try:
        name = reveal_name(viewer, case_id, reason)
    except Refused as refused:
        errors = [f"{wording.explained(found)} {wording.remedy(found)}" for found in refused.reasons]
        return _page(viewer, case_id, reason=reason, errors=errors), 422
    return _page(viewer, case_id, name=gettext(name))


def _page(viewer: Viewer, case_id: str, *, name: str = "", reason: str = "", errors: list[str] | None = None) -> str:
    file = case_file(viewer, case_id)
    boxes, bands = strip(file)
    responsible = in_charge(viewer, file.case)
    acting = responsible or file.case.handover_to == viewer.organisation
    return render_template(
        "supervisor/case.html",
        number=file.case.number,
        stage={"code": file.standing.stage, "label": wording.word("stage", file.standing.stage)},
        boxes=boxes,
        bands=bands,
        facts=facts(file),
        seams=[_seam(file, seam) for seam in file.seams],
        journal=journal(file, viewer) if responsible else [],
        acts=acts(viewer, file.case) if acting else [],
        acting=acting,
        name=name,
        reason=reason,
        errors=errors or [],
        reveal_url=url_for("supervisor.reveal", case_id=case_id),
    )


def facts(file: CaseFile) -> list[dict[str, Any]]:
    """What is known of the case without saying who it is."""
    standing = file.standing
    referent = file.accounts.get(standing.referent or "")
    publics, pause = standing.facts.get("publics") or {}, standing.paused(file.on)
    support = standing.support
    return [
        {"term": gettext("Opened on"), "value": wording.day(standing.opened_on)},
        {"term": gettext("Organisation"), "value": file.organisations.get(standing.organisation or "")},
        {
            "term": gettext("Referent"),
            "value": referent.name if referent else gettext("nobody"),
            "note": _stand_in(file),
        },
        {"term": gettext("Public"), "value": wording.word("public", publics.get("counted_as", "other"))},
        {
            "term": gettext("Support"),
            "value": wording.word("support_level", support.level) if support else gettext("no"),
        },
        {"term": gettext("Pause"), "value": wording.period(pause.since, pause.until) if pause else gettext("no")},
        {"term": gettext("Exit"), "value": _exit(file)},
        {"term": gettext("Handover"), "value": _handover(file)},
    ]


def _stand_in(file: CaseFile) -> str | None:
    found = file.standing.stand_in(file.on)
    card = file.accounts.get(found.account) if found else None
    if found is None or card is None:
        return None
    return gettext("%(name)s stands in until %(day)s.", name=card.name, day=wording.day(found.until))


def _exit(file: CaseFile) -> str:
    left = file.standing.exit
    if left is None:
        return gettext("no")
    words = [wording.word("motive", left.motive), wording.day(left.on)]
    lasting = [wording.word("durable", name) for name, answer in left.durable.items() if answer]
    return ", ".join([*words, *lasting])


def _handover(file: CaseFile) -> str:
    asked = file.standing.pending_handover(file.on)
    if asked is None:
        return gettext("no")
    to = file.organisations.get(asked.to_organisation, "")
    return gettext("asked of %(organisation)s on %(day)s", organisation=to, day=wording.day(asked.requested_on))


def _seam(file: CaseFile, seam: Seam) -> list[str]:
    """A seam as a row: between what, how long, net of pauses, how it ended."""
    episodes = file.standing.episodes
    after = title_of(episodes[seam.after])
    before = (
        title_of(episodes[seam.before]) if seam.before else gettext("nothing yet") if seam.open else gettext("exit")
    )
    return [
        gettext("%(after)s, then %(before)s", after=after, before=before),
        wording.period(seam.since, seam.until),
        wording.days(seam.days),
        wording.days(seam.net_days),
        wording.word("seam_state", stage_of_seam(seam)),
        wording.word("seam_cause", seam.cause) or ("" if seam.seamless else gettext("not explained")),
    ]


def journal(file: CaseFile, viewer: Viewer) -> list[list[Any]]:
    """What happened, the latest first: day, fact, day recorded, role; a supervisor corrects the closed months."""
    held = sorted(holding(file.entries), key=lambda entry: (entry.effective_on, entry.seq), reverse=True)
    rows = []
    for entry in held:
        fact: Any = events.fact(entry.move)
        closed = is_closed_month(entry.effective_on, viewer.today) or entry.move in ("void", "merge")
        cell: Any = gettext("by the counsellor, as long as the month is open")
        if closed:
            url = url_for("supervisor.correct", case_id=file.case.id, entry_id=entry.id)
            cell = {"text": gettext("Correct"), "more": f"({fact})", "url": url}
        role = wording.word("role", entry.actor.role.value)
        rows.append([wording.short_day(entry.effective_on), fact, wording.moment(entry.recorded_at), role, cell])
    return rows
