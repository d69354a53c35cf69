"""Handovers: the cases this organisation is asked to take over, and those it asked others to take, with their age."""

from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.queries.handovers import HandoverLine, received, sent
from parcours_app.scope import Viewer
from parcours_app.web import wording
from parcours_app.web.viewing import current_viewer

# The days after which a request without an answer calls for a reminder (product.md, screen 5).
REMINDER = 10
TONES = {"requested": ("info", "hourglass"), "accepted": ("ok", "check"), "declined": ("warning", "cross")}


def show() -> ResponseReturnValue:
    """Both lists; the requests that wait come first, the oldest at the top of those received."""
    viewer = current_viewer()
    return render_template(
        "counsellor/handovers.html",
        received=[_shown(line, viewer) for line in received(viewer)],
        sent=[_shown(line, viewer) for line in sent(viewer)],
    )


def _shown(line: HandoverLine, viewer: Viewer) -> dict[str, Any]:
    age = (viewer.today - line.requested_on).days
    tone, icon = TONES[line.state]
    late = line.state == "requested" and age >= REMINDER
    return {
        "name": " ".join(filter(None, (line.given_name, line.family_name))) or gettext("Name to be completed"),
        "number": line.number,
        "url": url_for("counsellor.case", case_id=line.case_id),
        "stage": {"code": line.stage, "label": wording.word("stage", line.stage)},
        "from": line.from_name or gettext("not known"),
        "to": line.to_name,
        "counsellor": line.counsellor,
        "asked": wording.day(line.requested_on),
        "age": wording.days(age),
        "late": late,
        "tone": "warning" if late else tone,
        "icon": icon,
        "state": wording.word("handover_state", line.state),
        "answered": wording.day(line.decided_on),
        "accept_url": url_for("counsellor.move", case_id=line.case_id, move="accept_handover"),
        "decline_url": url_for("counsellor.move", case_id=line.case_id, move="decline_handover"),
    }
