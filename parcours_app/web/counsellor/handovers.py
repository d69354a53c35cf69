"""Handovers: the cases this organisation is asked to take over, and those it asked others to take, on their clock."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from parcours_app.queries.answer_times import NO_ANSWER_YET, answer_times
from parcours_app.queries.handovers import PAGE, HandoverLine, HandoverPage, received, sent
from parcours_app.scope import Viewer
from parcours_app.services.withdrawals import withdraw
from parcours_app.web import wording
from parcours_app.web.casework.answer_words import usual_answer
from parcours_app.web.viewing import current_viewer
from workflows.engine import Refused
from workflows.handovers import ACCEPTED, DECLINED, EXPIRED, REQUESTED

TONES: Mapping[str, tuple[str, str]] = {
    REQUESTED: ("info", "hourglass"),
    ACCEPTED: ("ok", "check"),
    DECLINED: ("warning", "cross"),
    EXPIRED: ("stop", "calendar"),
}
LONGEST_PAGE = 4


def show() -> ResponseReturnValue:
    """Both lists: those nearest to their expiry at the top of those received, those that wait first in those sent."""
    viewer = current_viewer()
    pages = {name: _asked_page(name) for name in ("received", "sent")}
    here, there = received(viewer, pages["received"]), sent(viewer, pages["sent"])
    ours = answer_times(viewer.today, [viewer.organisation or ""]).get(viewer.organisation or "", NO_ANSWER_YET)
    return render_template(
        "counsellor/handovers.html",
        received=[_shown(line, viewer) for line in here.lines],
        sent=[_shown(line, viewer) for line in there.lines],
        counts={"received": wording.number(here.count), "sent": wording.number(there.count)},
        pagers={"received": _pager("received", here, pages), "sent": _pager("sent", there, pages)},
        usual=usual_answer(ours),
    )


def take_back(case_id: str) -> ResponseReturnValue:
    """Withdraw a request that nobody has answered, once its reason is written."""
    try:
        withdraw(current_viewer(), case_id, request.form.get("reason", ""))
    except Refused as refused:
        for reason in refused.reasons:
            flash(f"{wording.explained(reason)} {wording.remedy(reason)}", "error")
    else:
        flash(gettext("The request is withdrawn: the case stays with you."), "success")
    return redirect(url_for("counsellor.handovers", _anchor="sent"))


def _asked_page(name: str) -> int:
    text = request.args.get(name, "")
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_PAGE else 1


def _pager(name: str, found: HandoverPage, pages: Mapping[str, int]) -> dict[str, str | None]:
    """The way to the pages before and after in one list; the other list stays where it is."""

    def to(page: int) -> str:
        turned = {**pages, name: page}
        return url_for("counsellor.handovers", _anchor=name, received=turned["received"], sent=turned["sent"])

    here = pages[name]
    more = found.count > here * PAGE
    return {"previous": to(here - 1) if here > 1 else None, "next": to(here + 1) if more else None}


def _shown(line: HandoverLine, viewer: Viewer) -> dict[str, Any]:
    tone, icon = TONES[line.state]
    late = line.state == REQUESTED and line.remind_on <= viewer.today
    return {
        "name": " ".join(filter(None, (line.given_name, line.family_name))) or gettext("Name to be completed"),
        "number": line.number,
        "url": url_for("counsellor.case", case_id=line.case_id),
        "stage": {"code": line.stage, "label": wording.word("stage", line.stage)},
        "from": line.from_name or gettext("not known"),
        "asker": {"name": line.asker, "email": line.asker_email} if line.asker and line.asker_email else None,
        "to": line.to_name,
        "counsellor": line.counsellor,
        "temporary": wording.short_day(line.temporary_until),
        "asked": wording.day(line.requested_on),
        "age": wording.days((viewer.today - line.requested_on).days),
        "waits": line.state == REQUESTED,
        "late": late,
        "clock": _clock(line, viewer),
        "tone": "warning" if late else tone,
        "icon": icon,
        "state": wording.word("handover_state", line.state),
        "answer": _answer(line),
        "ways": _ways(line),
    }


def _clock(line: HandoverLine, viewer: Viewer) -> str:
    """What the clock of a request says today; nothing once it is answered."""
    if line.state == EXPIRED:
        return gettext("on %(day)s", day=wording.day(line.expires_on))
    if line.state != REQUESTED:
        return ""
    return ngettext("expires tomorrow", "expires in %(num)s days", (line.expires_on - viewer.today).days)


def _answer(line: HandoverLine) -> list[str]:
    """What was answered, a line each: the day, why, what is proposed instead, how long one may read."""
    said = []
    if line.decided_on:
        said.append(gettext("on %(day)s", day=wording.day(line.decided_on)))
    if line.state == DECLINED:
        why, reason = wording.word("motive", line.motive), line.reason or gettext("(text erased)")
        said.append(gettext("%(title)s: %(value)s", title=why, value=reason) if why else reason)
    instead = ", ".join(filter(None, (line.alternative_name, line.alternative)))
    if instead:
        said.append(gettext("Proposed instead: %(what)s", what=instead))
    if line.state == ACCEPTED and line.returned_on:
        said.append(gettext("given back on %(day)s", day=wording.day(line.returned_on)))
    elif line.state == ACCEPTED and line.temporary_until:
        said.append(gettext("It comes back by itself after %(day)s.", day=wording.day(line.temporary_until)))
    elif line.state == ACCEPTED and line.readable_until and not line.still_ours:
        said.append(gettext("You may read the case until %(day)s.", day=wording.day(line.readable_until)))
    return [text for text in said if text]


def _ways(line: HandoverLine) -> dict[str, str]:
    """Where each act on a request leads."""
    ask, instead = "request_handover", line.alternative_organisation
    return {
        "accept": url_for("counsellor.accept", case_id=line.case_id),
        "decline": url_for("counsellor.move", case_id=line.case_id, move="decline_handover"),
        "withdraw": url_for("counsellor.withdraw", case_id=line.case_id),
        "again": url_for("counsellor.move", case_id=line.case_id, move=ask, to_organisation=instead)
        if line.still_ours and line.state in (DECLINED, EXPIRED) and not line.asked_again
        else "",
    }
