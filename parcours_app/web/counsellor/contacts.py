"""Notes a contact with the person: the day and the means, never what was said."""

from collections.abc import Mapping, Sequence

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from parcours_app.services.contacts import record_contact
from parcours_app.web import wording
from parcours_app.web.casework.move_parts import day_of, iso
from parcours_app.web.counsellor import cases
from parcours_app.web.viewing import current_viewer
from workflows.engine import Refused

ASKED = ("on", "channel")


def record(case_id: str) -> ResponseReturnValue:
    """Write the contact, or show the file again with what was typed and what is wrong."""
    viewer, typed, channel = current_viewer(), request.form.get("on", ""), request.form.get("channel", "")
    day = day_of(iso([typed]))
    errors: dict[str, list[str]] = {}
    if day is None:
        errors["on"] = [gettext("Write the day of the contact, for example 31/03/2026.")]
    else:
        try:
            record_contact(viewer, case_id, day, channel)
        except Refused as refused:
            for reason in refused.reasons:
                errors.setdefault(reason.guard.removeprefix("data:"), []).append(
                    f"{wording.explained(reason)} {wording.remedy(reason)}"
                )
    if errors:
        kept = {"on": typed, "channel": channel, "errors": errors}
        return cases.page(viewer, case_id, 422, contact=kept, mistakes=_mistakes(errors))
    flash(gettext("The contact is recorded."), "success")
    return redirect(url_for("counsellor.case", case_id=case_id, _anchor="contacts"))


def _mistakes(errors: Mapping[str, Sequence[str]]) -> list[dict[str, str]]:
    """What is wrong, each leading to its question; what is about none of them, to the panel."""
    return [
        {"url": f"#contact-{name}" if name in ASKED else "#contacts", "message": said}
        for name, found in errors.items()
        for said in found
    ]
